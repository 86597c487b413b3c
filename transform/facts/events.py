"""Ceremonies for many projects: what they sign or start is signed or started that day.

`6月20日，…招商推介暨项目签约仪式…集中签约的项目共7个。其中，A…；B…`: each project that the article
goes on to name took part, unless the text gives it another stage of that kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from transform.facts.dates import coded, usable
from transform.facts.milestones import ORDER
from transform.facts.scan import Scan, Span, within
from transform.mentions.lookup import Lookup
from transform.records import Mention, Milestone, Stage

_CEREMONY = re.compile(
    r"集中(?P<a>签约|开工|竣工|投产|奠基)(?:[、和暨及](?:集中)?(?P<also>签约|开工|竣工|投产|奠基)(?=活动|仪式))?"
    r"|(?:项目|现场|集中)?(?P<b>签约|开工|奠基|竣工|投产)(?:暨[^，。]{0,12})?(?:仪式|活动)(?!启动以来|举行以来|以来|后)"
    r"|共(?P<c>签约)项目\d|现场(?P<d>签约)|签约项目\d|与(?:来自[^，。]{2,20}的|[\u3400-\u9fff]{0,6}?)[\d一二两三四五六七八九十]+[余多]?家[^，。]{0,28}?(?P<f>签约|签订|签署)"
    r"|迎来[^，。]{0,10}(?P<i>签约)(?=[，。])"
    r"|(?:客商|企业)(?P<j>签订|签署|签约)了?[\d二两三四五六七八九十]+[余多]?[个项][^，。、]{0,8}项目"
    r"|(?:召开|举行|举办)[^，。；]{2,30}?(?P<m>调度会|推进会|动员会)(?=[，。])"
    r"|(?P<k>推介会|洽谈会|恳谈会|对接会|招商会)(?:在[^，。；]{1,10})?(?:隆重|顺利|成功)?(?:召开|举行|举办)(?=[，。])"
    r"|(?P<g>签订|签署|签约)[^，。\d]{0,6}(?:协议|合同)\d"
    r"|(?:会上|现场|当天|当场|共|成功)(?P<h>敲定|签下|达成|签署|签订)[^，。\d]{0,8}(?:项目|协议|合同)\d"
    r"|[\d两三四五六七八九十]+[余多]?个[^，。、]{0,6}项目(?:同时|同日|同步|现场|集中|成功|正式)*(?P<e>签约|开工|动工|破土动工|奠基|启动|竣工|投产)"
)
_STAGES: dict[str, Stage] = {
    "签约": "signed", "签订": "signed", "签署": "signed", "开工": "started", "奠基": "started",
    "敲定": "signed", "签下": "signed", "达成": "signed", "动工": "started", "破土动工": "started",
    "启动": "started", "竣工": "completed", "投产": "in_operation",
}  # fmt: skip
_WORDS = re.compile("|".join(_STAGES))  # one of them in each article that tells of a ceremony
# One of these in each ceremony, so many characters behind its beginning at most.
_NEEDED = Lookup(
    "集中 仪式 活动 签约 签订 签署 签下 敲定 达成 调度会 推进会 动员会 推介会 洽谈会 恳谈会 对接会 招商会".split()
)
_COUNTED = re.compile(r"个[^，。、]{0,6}项目")
_NEEDED_WITHIN = 80
_MANY = re.compile(
    r"[\d二两三四五六七八九十]+\s*[余多]?[个项家份]|项目\d|批|分别为|分别是|其中|包括"
)


# 目前已有25个项目投产: a state, no ceremony.
_STATE = re.compile(r"(?:目前|已经?有|累计|截至)[^，。；]{0,8}\d+[余多]?个[^，。；]*$")

# The day on which a reporter heard of it is not the day on which it was held.
_HEARD = re.compile(r"(?:上午|下午)?[，,]?(?:记者)?从[^，。]{2,30}(?:获悉|了解到|得知)")


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What a ceremony does to the projects that are named in [start, end); to some of them it may
    do something else (集中签约、开工活动)."""

    stage: Stage
    date: Milestone
    start: int
    end: int
    also: Stage | None = None


_FIRST_DEED = re.compile(r"(签约|开工)[、和及暨]?$")


def _days(scan: Scan, span: Span) -> list[Mention]:
    """The days in a span; of days from one to another the last, when hands are shaken."""
    found = usable(scan, span)
    if any(d.precision == "day" for d in found):
        return found
    for mention in within(scan.dates, span):
        if mention.rule == "range" and _is_short(mention):
            found.append(replace(mention, name=mention.date_end, precision="day"))
    return sorted(found, key=lambda m: m.start)


_LONGEST = 10  # days that a ceremony goes on


def _is_short(mention: Mention) -> bool:
    """Whether a range is of days that follow each other, no period of months (1—8月)."""
    start, end = mention.date_start or "", mention.date_end or ""
    if len(start) != 10 or len(end) != 10:
        return False
    return (date.fromisoformat(end) - date.fromisoformat(start)).days < _LONGEST


def ceremonies(scan: Scan) -> list[Ceremony]:
    """The ceremonies for many projects. One that the article opens with holds for all of it, one
    told later for its paragraph."""
    body = scan.title_end + 1
    opening = scan.text.find("\n", scan.text.find("\n", body) + 1)
    found: list[Ceremony] = []
    meetings: list[Ceremony] = []  # they hold where the article tells of no ceremony
    needed = [start for start, _, _ in _NEEDED.spans(scan.text) if start >= body]
    if counted := _COUNTED.search(scan.text, body):
        needed.append(counted.start())
    if not needed or not _WORDS.search(scan.text):
        return found
    for match in _CEREMONY.finditer(scan.text, max(body, min(needed) - _NEEDED_WITHIN)):
        start = scan.paragraph_start(match.start())
        stop = scan.text.find("\n", match.end())
        stop = stop if stop >= 0 else len(scan.text)
        leads = match.start() < opening or opening < 0
        inner = bool(found) and _inner_day(scan, Span(start, match.start()), found[0].date)
        leads = leads and not inner
        first = body if leads else start
        days = [d for d in _days(scan, Span(first, match.start())) if d.precision == "day"]
        days = [d for d in days if not _HEARD.match(scan.text, d.end, match.start())]
        many = _MANY.search(scan.text, first, max(stop, opening if leads else stop))
        if not days or not (
            many or (leads and (match["a"] or match["k"] or match["m"]))
        ):  # 集中 says that they were many
            continue
        if _STATE.search(scan.text, scan.clause_at(match.start()).start, match.end()):
            continue
        stage = _STAGES.get(next((g for g in match.groups() if g), ""), "signed")
        also = _STAGES[match["also"]] if match["also"] else None
        if match["k"] or match["m"]:  # some may be signed or begun there: their own words tell
            stage = also = "started" if match["m"] else "signed"
        if match["b"] and (first_of := _FIRST_DEED.search(scan.text, start, match.start("b"))):
            stage, also = _STAGES[first_of[1]], stage  # 开工投产仪式
            also = also if also != stage else None
        dated = coded(days[0] if leads else days[-1])
        sentence = scan.sentence_at(match.start())
        evidence = scan.evidence(sentence.start, sentence.end, f"milestone.{stage}.ceremony")
        day = dated.mention
        milestone = Milestone(
            stage, dated.code, dated.precision, day.date_start if day else None,
            day.date_end if day else None, day.quote if day else None, "actual", evidence,
        )  # fmt: skip
        end = len(scan.text) if leads else stop
        held = Ceremony(stage, milestone, _from(scan, match, days), end, also)
        if match["k"] or match["m"]:
            meetings.append(held)
        elif inner or not any(c.start <= match.start() < c.end for c in found):
            found.append(held)
    return found or meetings[:1]


def _inner_day(scan: Scan, span: Span, days: Milestone) -> bool:
    """Whether a span tells a day of the days that the article opens with: 3月21日至24日, 3月21日."""
    start, end = days.date_start or "", days.date_end or ""
    told = [d for d in usable(scan, span) if d.precision == "day"]
    return start != end and any(start <= (d.date_start or "") <= end for d in told)


def _from(scan: Scan, match: re.Match[str], days: list[Mention]) -> int:
    """Where the projects that took part begin: behind the ceremony, or with the names before its
    day in the same sentence (A项目、B项目……5月28日，21个项目集中开工)."""
    unit = scan.unit_at(match.start())
    if scan.text.startswith("等", match.start() - 1):
        return unit.start  # A项目、B项目等72个项目开工
    led = unit.start <= days[-1].start and "项目" in scan.text[unit.start : days[-1].start]
    return unit.start if led else match.end()


def with_ceremony(
    scan: Scan, found: list[Milestone], told: list[Ceremony], named_at: int
) -> list[Milestone]:
    """A project's milestones with that of the ceremony, where it can have taken part."""
    event = next((c for c in reversed(told) if c.start <= named_at < c.end), None)
    if event is None:
        return found
    if talks := next((m for m in found if m.stage == "proposed" and m.date is None), None):
        dated = replace(event.date, stage="proposed", evidence=talks.evidence)
        return [dated if m is talks else m for m in found]
    if event.also:
        # Of which two deeds it was only its own words tell.
        return [m if _was_earlier(scan, m, event) else _dated(m, event) for m in found]
    same = [m for m in found if m.stage == event.stage]
    if same:
        vague = [m for m in same if m.status == "actual" and _vaguer(m, event.date)]
        sharp = replace(event.date, evidence=vague[0].evidence) if vague else event.date
        return [sharp if m in vague else m for m in found]
    rank = ORDER.index(event.stage)
    for milestone in found:
        reached = milestone.stage in ORDER and ORDER.index(milestone.stage) >= rank
        if milestone.status == "actual" and (reached or milestone.stage not in ORDER):
            return found
        if milestone.status == "planned" and not reached:
            return found
    return [event.date, *found]


_AT_IT = re.compile(r"此次|本次|当天|当日|现场|会上|同步")
_EARLIER = re.compile(r"已|此前|先后|近日|日前|陆续|去年|曾")


def _was_earlier(scan: Scan, milestone: Milestone, event: Ceremony) -> bool:
    """Whether the words do not say that something was signed at the fair, begun at the meeting."""
    told = milestone.evidence
    if event.also != event.stage:
        return False
    if event.stage == "started" and not _AT_IT.search(scan.text, told.sentence_start, told.end):
        return True
    return bool(_EARLIER.search(scan.text, told.sentence_start, told.end))


def _dated(milestone: Milestone, event: Ceremony) -> Milestone:
    """The milestone with the day of the ceremony, where it is one of its deeds and has none."""
    deed = milestone.stage in (event.stage, event.also) and milestone.status == "actual"
    if not deed or milestone.date is not None:
        return milestone
    return replace(event.date, stage=milestone.stage, evidence=milestone.evidence)


def _vaguer(milestone: Milestone, event: Milestone) -> bool:
    """Whether a milestone has no date, or only the month or year of the ceremony."""
    return milestone.date is None or (event.date or "").startswith(milestone.date)
