"""The stages of a project with their dates.

A date goes with the verb that it governs: the last date before the verb in its clause and behind
the verb before; a date directly behind it (推迟到10月); else the date that the sentence begins with,
unless somebody only tells something on that day (10月18日，负责人介绍). What is planned and has no
date is no milestone, nor is an undated stage that a later one implies.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transform.facts.scan import Scan, Span, within
from transform.facts.topics import Topic
from transform.records import Mention, Milestone, Precision, Stage, Status

ORDER: tuple[Stage, ...] = (
    "proposed", "signed", "approved", "started", "under_construction", "topped_out", "commissioning",
    "completed", "in_operation", "at_capacity",
)  # fmt: skip
_DATED = {"day", "month", "quarter", "half", "year"}
_BEHIND = re.compile(
    r"(?:时间|日期)?(?:[由从][^，。]{0,12})?(?:推迟|延期|延后|顺延|调整|定|推后|延)?[于在至到为]*$"
)
_REPORT = re.compile(r"获悉|了解到|介绍|表示|告诉|透露|说[，：]?$|称[，：]?$|从.{2,20}处?得知")
_STATE = re.compile(r"目前|正在|现已|如今|眼下")
_SAME_DAY = re.compile(r"^\s*(?:同一天|同日|当天|当日|至此)")
_NOT_STAGE = re.compile(r"会|活动|资料|项目|商|管理|中心|公司|模式|的|园|区")
_NOUNS = {
    "对接",
    "推介",
    "储备",
    "意向",
    "洽谈",
    "验收",
    "交付",
    "运营",
    "落地",
    "建成",
    "备案",
    "启用",
    "开放",
}
_IDLE = re.compile(r"前期工作|重新论证|设备安装|安装设备|安装完毕|点火")
_RESUMED = re.compile(r"复工|恢复")
_WAITING = re.compile(r"(?:从|等待|到|自)$")
_LAUNCHED = re.compile(r"启动(?:建设|实施|施工)?(?=[。，；、]|$)")


class Dated(NamedTuple):
    """A date's code (2024-02, 2024-Q3) and precision, with the mention that it is from."""

    code: str | None
    precision: Precision | None
    mention: Mention | None


def usable(scan: Scan, span: Span) -> list[Mention]:
    """The dates in a span that may date an event."""
    return [
        d
        for d in within(scan.dates, span)
        if d.rule not in ("duration", "as_of") and d.precision in _DATED and d.name
    ]


def coded(mention: Mention | None) -> Dated:
    """A date as the facts write it; half a year keeps its year."""
    if mention is None or not mention.name:
        return Dated(None, None, None)
    if mention.precision == "half":
        return Dated(mention.name[:4], "year", mention)
    return Dated(mention.name, mention.precision, mention)


def milestones(scan: Scan, topics: list[Topic]) -> list[Milestone]:
    """The milestones of a project in its topics, each once, in reading order."""
    found: dict[tuple[Stage, str | None, Status], Milestone] = {}
    for topic in topics:
        for clause in topic.clauses:
            for stage, dated in _in_clause(scan, clause, topic):
                made = _milestone(scan, clause, stage, dated)
                if made is not None:
                    found.setdefault((made.stage, made.date, made.status), made)
    return settled(list(found.values()))


def _in_clause(scan: Scan, clause: Span, topic: Topic) -> list[tuple[Mention, Dated]]:
    """The stages that a clause tells of, each with its date."""
    told = []
    cursor = clause.start
    for stage in _stages(scan, clause):
        before = usable(scan, Span(cursor, stage.start))
        if before and stage.rule != "postponed":
            dated = coded(before[-1])
        else:
            dated = coded(_behind(scan, clause, stage))
            if dated.code is None and cursor == clause.start:
                dated = coded(_leading(scan, clause, stage))
        told.append((stage, dated))
        cursor = stage.end
    return told


def _stages(scan: Scan, clause: Span) -> list[Mention]:
    text = scan.text
    found = _ceremonies(scan, clause)
    for stage in within(scan.stages, clause):
        if stage.rule == "conditional" or stage.negated or stage.code is None:
            continue
        after, before = (
            text[stage.end : clause.end],
            text[max(clause.start, stage.start - 4) : stage.start],
        )
        if stage.quote in _NOUNS and _NOT_STAGE.match(after):
            continue
        if _IDLE.fullmatch(stage.quote):
            continue
        if stage.quote in ("在建", "续建") and re.match("项目|的|工程", after):
            continue
        if stage.quote in ("建成", "投产", "开工") and after[:1] == "的" and "个" in after:
            continue
        if stage.quote == "建成" and within(scan.quantities, Span(stage.end, clause.end)):
            if not usable(scan, Span(clause.start, stage.start)):
                continue
        if stage.code in ("signed", "proposed") and _WAITING.search(before):
            continue
        if found and found[-1].end == stage.start and found[-1].code == "completed":
            found.pop()  # 全面建成投产 is one stage
        found.append(stage)
    found += _extra(scan, clause)
    if not found and (match := _LAUNCHED.search(text, clause.start, clause.end)):
        planned = re.search(r"计划|拟|预计|将", text[clause.start : match.start()])
        if usable(scan, Span(clause.start, match.start())):
            found.append(
                Mention("stage", match.start(), match.end(), match[0], "launched", name="started",
                        code="started", status="planned" if planned else "actual")
            )  # fmt: skip
    return found


_HELD = re.compile(
    r"举[行办][^，。]{0,24}?(?P<what>奠基|开工|竣工|投产|签约|揭牌|开园)(?:暨[^，。]{0,10})?仪式"
)
_HELD_STAGE = {"奠基": "started", "开工": "started", "竣工": "completed", "投产": "in_operation",
               "签约": "signed", "揭牌": "in_operation", "开园": "in_operation"}  # fmt: skip


def _ceremonies(scan: Scan, clause: Span) -> list[Mention]:
    """A ceremony that is held for the project: 举行奠基仪式."""
    match = _HELD.search(scan.text, clause.start, clause.end)
    if match is None or "集中" in match[0]:
        return []  # a ceremony for many is events.py's
    code = _HELD_STAGE[match["what"]]
    return [Mention("stage", match.start("what"), match.end(), match[0], "ceremony", name=code, code=code,
                    status="actual")]  # fmt: skip


_AFTER_DATE = re.compile(r"(?P<what>签约|落户|开工|投产|竣工|建成)(?:之后|后|以来)")
_OPENED = re.compile(r"对外(?:开放|营业|迎客|接诊)")
_AFTER_STAGE = {"签约": "signed", "落户": "signed", "开工": "started", "投产": "in_operation",
                "竣工": "completed", "建成": "completed"}  # fmt: skip


def _extra(scan: Scan, clause: Span) -> list[Mention]:
    """Words that tell of a stage only beside a date: 2022年6月签约后, 8月对外开放."""
    found = []
    if match := _AFTER_DATE.search(scan.text, clause.start, clause.end):
        dates = usable(scan, Span(clause.start, match.start()))
        if dates and match.start() - dates[-1].end < 4 and _past(scan, dates[-1]):
            code = _AFTER_STAGE[match["what"]]
            found.append(Mention("stage", match.start(), match.end(), match["what"], "dated_condition",
                                 name=code, code=code, status="actual"))  # fmt: skip
    if match := _OPENED.search(scan.text, clause.start, clause.end):
        if usable(scan, Span(clause.start, match.start())):
            planned = re.search("预计|计划|将|拟|力争", scan.text[clause.start : match.start()])
            found.append(Mention("stage", match.start(), match.end(), match[0], "opened", name="in_operation",
                                 code="in_operation", status="planned" if planned else "actual"))  # fmt: skip
    return found


def _past(scan: Scan, date: Mention) -> bool:
    return bool(scan.published and date.name and date.name <= scan.published[: len(date.name)])


def _behind(scan: Scan, clause: Span, stage: Mention) -> Mention | None:
    after = usable(scan, Span(stage.end, clause.end))
    if len(after) > 1 and re.search(r"[由从]$|原定$", scan.text[stage.end : after[0].start]):
        after = after[1:]  # 由今年5月推迟至明年3月
    if after and _BEHIND.fullmatch(scan.text[stage.end : after[0].start]):
        return after[0]
    return None


def _leading(scan: Scan, clause: Span, stage: Mention) -> Mention | None:
    """The date that governs a verb from before its clause, None where it only dates a report."""
    text = scan.text
    words = text[clause.start : stage.start]
    sentence = scan.sentence_at(stage.start)
    opening = _SAME_DAY.match(text[sentence.start : clause.end])
    if opening and stage.status != "planned":
        days = [
            d for d in scan.dates if d.end <= sentence.start and d.precision == "day" and d.name
        ]
        return days[-1] if days else None
    earlier = usable(scan, Span(sentence.start, clause.start))
    if not earlier:
        earlier = _of_lead(scan, sentence, stage)
    if not earlier:
        return None
    days = [d for d in earlier if d.precision == "day"]
    last = days[-1] if days and stage.status != "planned" else earlier[-1]
    gap = text[last.end : clause.start]
    if stage.status == "planned":
        return last if not gap.strip("，,、 ") or _plan_without_event(scan, last, clause) else None
    if any(
        s.start >= last.end and s.rule != "conditional"
        for s in within(scan.stages, Span(last.end, clause.start))
    ):
        return None
    if _STATE.search(words) or len(gap) > 70 or ("已" in words and len(gap) > 2):
        return None
    return None if _REPORT.search(gap) else last


def _of_lead(scan: Scan, sentence: Span, stage: Mention) -> list[Mention]:
    """The day with which the article's first paragraph begins, for what it tells a sentence later."""
    body = scan.text.find("\n") + 1 if scan.has_title else 0
    if scan.paragraph_start(sentence.start) != body or stage.status == "planned":
        return []
    days = [d for d in usable(scan, Span(body, sentence.start)) if d.precision == "day"]
    return days[:1] if days and days[0].start - body < 24 else []


def _plan_without_event(scan: Scan, date: Mention, clause: Span) -> bool:
    between = Span(date.end, clause.start)
    return clause.start - date.end < 14 and not within(scan.stages, between)


def _milestone(scan: Scan, clause: Span, stage: Mention, dated: Dated) -> Milestone | None:
    status: Status = stage.status or "actual"
    published = scan.published
    if (
        dated.code
        and published
        and (
            dated.code > published[: len(dated.code)]
            or (len(published) == 10 and (dated.mention.date_start or "") > published)  # type: ignore[union-attr]
        )
    ):
        status = "planned"
    if status == "planned" and (dated.code is None or stage.code == "under_construction"):
        return None
    evidence = scan.evidence(clause.start, max(clause.end, stage.end), f"milestone.{stage.code}")
    mention = dated.mention
    return Milestone(
        stage.code, dated.code, dated.precision, mention.date_start if mention else None,  # type: ignore[arg-type]
        mention.date_end if mention else None, mention.quote if mention else None, status, evidence,
    )  # fmt: skip


def settled(found: list[Milestone]) -> list[Milestone]:
    """Without what a fuller or a later one says already."""
    return [m for m in found if not any(_covers(other, m) for other in found if other is not m)]


def _covers(other: Milestone, one: Milestone) -> bool:
    if other.status != one.status:
        return bool(one.stage == "proposed" and one.date is None and other.stage in ORDER[1:])
    if other.stage == one.stage:
        finer = other.date and (one.date is None or other.date.startswith(one.date))
        return bool(finer and other.date != one.date)
    if one.status == "planned" or other.stage not in ORDER or one.stage not in ORDER:
        return False
    if one.stage == "commissioning" and one.date and one.date == other.date:
        return other.stage == "in_operation"
    if (
        one.stage == "under_construction"
        and one.date is None
        and _RESUMED.search(one.evidence.quote)
    ):
        return False
    if one.stage == "under_construction" and one.date is None and other.stage == "started":
        return True
    return one.date is None and ORDER.index(other.stage) >= ORDER.index(one.stage)
