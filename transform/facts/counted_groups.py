"""The groups that a ceremony's count makes: 现场签约6个项目，签约额达13.5亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.records import key_of
from transform.facts.groups import Listed
from transform.facts.scan import Scan
from transform.records import ProgrammeStatistic, ProjectGroup, ProjectReport, Stage

# What tells that the projects counted were signed or started together.
_TOGETHER = re.compile(r"集中|现场|此次|本次|会上|仪式|大会|推介会|当天|签约会|这批")
_CEREMONY: dict[str, Stage] = {
    "projects_signed": "signed",
    "projects_started": "started",
    "projects_completed": "completed",
}
_TOTALS = {"investment_signed", "investment_total"}


def ceremonies(
    scan: Scan,
    version_id: str,
    statistics: Sequence[ProgrammeStatistic],
    reports: Sequence[ProjectReport],
    lists: Sequence[Listed],
) -> list[ProjectGroup]:
    """The groups that a ceremony's count makes, with the projects named behind it in its paragraph.

    Parts of a count (其中…6个) and counts inside a list are no groups of their own.
    """
    found: list[ProjectGroup] = []
    for index, item in enumerate(statistics):
        after = statistics[index + 1] if index + 1 < len(statistics) else None
        start, end = item.evidence.sentence_start, item.evidence.end
        words = scan.text[start:end]
        if item.metric not in _CEREMONY or item.status == "planned" or "其中" in words:
            continue
        if item.period_start != item.period_end or not _TOGETHER.search(words):
            continue
        if any(start <= lst.start < end for lst in lists):
            continue
        if any(g.evidence.sentence_start == start for g in found):
            continue
        paired = after is not None and after.metric in _TOTALS
        total = after if paired and after and after.evidence.sentence_start == start else None
        members = _named_behind(scan, end, _CEREMONY[item.metric], reports)
        members = members if len(members) <= item.value else ()
        found.append(
            ProjectGroup(
                group_id=key_of(version_id, str(item.evidence.start), "ceremony"),
                version_id=version_id,
                members=members,
                exhaustive=len(members) == item.value,
                count=int(item.value),
                total=total.value if total else None,
                currency=total.unit if total else None,
                bound=total.bound if total else None,
                stage=_CEREMONY[item.metric],
                evidence=scan.evidence(item.evidence.start, end, "group.ceremony"),
            )
        )
    return found


def _named_behind(
    scan: Scan, at: int, stage: Stage, reports: Sequence[ProjectReport]
) -> tuple[str, ...]:
    """The projects named in the rest of the paragraph; where there are none, those of the
    paragraphs behind it of which the same is told."""
    paragraph = scan.text.find("\n", at)
    stop = len(scan.text) if paragraph < 0 else paragraph
    near = tuple(r.report_id for r in reports if at <= r.evidence.start < stop)
    if near:
        return near
    return tuple(
        r.report_id
        for r in reports
        if r.evidence.start >= stop
        and any(m.stage == stage and m.status == "actual" for m in r.milestones)
    )
