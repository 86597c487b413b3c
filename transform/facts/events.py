"""Ceremonies for many projects: what they sign or start is signed or started that day.

`6月20日，…招商推介暨项目签约仪式…集中签约的项目共7个。其中，A…；B…`: each project that the article
goes on to name took part, unless the text gives it another stage of that kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from transform.facts.dates import coded, usable
from transform.facts.milestones import ORDER
from transform.facts.scan import Scan, Span
from transform.records import Milestone, Stage

_CEREMONY = re.compile(
    r"集中(?P<a>签约|开工|竣工|投产|奠基)|(?:项目|现场|集中)?(?P<b>签约|开工|奠基|竣工|投产)(?:暨[^，。]{0,12})?仪式|共(?P<c>签约)项目\d|现场(?P<d>签约)|签约项目\d|\d+[余多]?个项目(?:现场|集中|成功)?(?P<e>签约|开工)"
)
_STAGES: dict[str, Stage] = {
    "签约": "signed", "开工": "started", "奠基": "started", "竣工": "completed", "投产": "in_operation",
}  # fmt: skip
_MANY = re.compile(r"\d+\s*[余多]?[个项]|项目\d|批")


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What a ceremony does to its projects; `end` is where its projects begin to be told."""

    stage: Stage
    date: Milestone
    end: int


def ceremony(scan: Scan) -> Ceremony | None:
    """The ceremony for many projects that an article opens with, None where there is none."""
    body = scan.text.find("\n") + 1 if scan.has_title else 0
    second = scan.text.find("\n", scan.text.find("\n", body) + 1)
    limit = second if second > 0 else len(scan.text)
    for match in _CEREMONY.finditer(scan.text, body, limit):
        sentence = scan.sentence_at(match.start())
        about = scan.text[body:limit]
        if not _MANY.search(about):
            continue
        dates = usable(scan, Span(body, match.start()))
        days = [d for d in dates if d.precision == "day"]
        if not days:
            continue
        stage = _STAGES[next((g for g in match.groups() if g), "签约")]
        dated = coded(days[0])
        evidence = scan.evidence(sentence.start, sentence.end, f"milestone.{stage}.ceremony")
        milestone = Milestone(
            stage, dated.code, dated.precision, days[0].date_start, days[0].date_end, days[0].quote,
            "actual", evidence,
        )  # fmt: skip
        return Ceremony(stage, milestone, match.end())
    return None


def with_ceremony(
    found: list[Milestone], event: Ceremony | None, named_at: int, *, open_paragraph: bool
) -> list[Milestone]:
    """A project's milestones with that of the ceremony, where it can have taken part."""
    if event is None or named_at < event.end or not open_paragraph:
        return found
    if talks := next((m for m in found if m.stage == "proposed" and m.date is None), None):
        dated = replace(event.date, stage="proposed", evidence=talks.evidence)
        return [dated if m is talks else m for m in found]
    same = [m for m in found if m.stage == event.stage]
    if same:
        vague = [m for m in same if m.status == "actual" and _vaguer(m, event.date)]
        told = replace(event.date, evidence=vague[0].evidence) if vague else event.date
        return [told if m in vague else m for m in found]
    rank = ORDER.index(event.stage)
    for milestone in found:
        reached = milestone.stage in ORDER and ORDER.index(milestone.stage) >= rank
        if milestone.status == "actual" and (reached or milestone.stage not in ORDER):
            return found
        if milestone.status == "planned" and not reached:
            return found
    return [event.date, *found]


def _vaguer(milestone: Milestone, event: Milestone) -> bool:
    """Whether a milestone has no date, or only the month or year of the ceremony."""
    return milestone.date is None or (event.date or "").startswith(milestone.date)
