"""The same project over many articles: joined, its current stage, and where reports disagree.

Names vary and companies are written short, so two reports are one project where the places do
not part them and either the companies agree and the names are alike, or, where a company is
missing, the names alone are close. Every report is kept; nothing is averaged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.records import key_of
from transform.mentions.organisation import core as company_core
from transform.records import Project, ProjectConflict, ProjectReport, Stage

__all__ = ["DatedReport", "join"]

_ORDER: tuple[Stage, ...] = (
    "proposed", "signed", "approved", "started", "under_construction", "topped_out", "commissioning",
    "completed", "in_operation", "at_capacity",
)  # fmt: skip
_NOISE = re.compile(r"[\s“”\"（）()、，,·]|(?:项目|建设|工程|一体化)+$")
_PHASE = re.compile(r"[一二三四五]期")
_COMPARED = ("total_investment", "fixed_asset_investment")
_DATED = ("started", "completed", "in_operation", "signed")


@dataclass(frozen=True, slots=True)
class DatedReport:
    """A report with its article's date, address key and source."""

    report: ProjectReport
    published_at: str | None
    article_id: str
    source_id: str


def _core(name: str) -> str:
    return _NOISE.sub("", name) or name


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _likeness(one: ProjectReport, other: ProjectReport) -> float:
    best = 0.0
    for a in (one.name, *one.aliases):
        for b in (other.name, *other.aliases):
            first, second = _core(a), _core(b)
            if sorted(_PHASE.findall(first)) != sorted(_PHASE.findall(second)):
                continue
            if first == second:
                return 1.0
            total = len(_pairs(first)) + len(_pairs(second))
            shared = 2 * len(_pairs(first) & _pairs(second)) / total if total else 0.0
            if min(len(first), len(second)) >= 4 and (first in second or second in first):
                shared = max(shared, 0.85)
            best = max(best, shared)
    return best


def _place_parts(one: str | None, other: str | None) -> bool:
    """Whether two codes name places of which neither holds the other."""
    if not one or not other or one == other:
        return False
    shorter, longer = sorted((one.rstrip("0"), other.rstrip("0")), key=len)
    return not longer.startswith(shorter)


def _same(one: ProjectReport, other: ProjectReport) -> bool:
    if one.version_id == other.version_id or _place_parts(one.adcode, other.adcode):
        return False
    likeness = _likeness(one, other)
    if one.company and other.company:
        first, second = company_core(one.company), company_core(other.company)
        agree = first in second or second in first
        return agree and likeness >= 0.5
    return likeness >= 0.8 and bool(one.adcode and other.adcode)


def _blocks(reports: Sequence[ProjectReport]) -> Iterable[list[int]]:
    """Reports that may be one: those that share a company's core or a pair of name characters."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report.company:
            blocks["c" + company_core(report.company)[:2]].append(number)
        area = (report.adcode or "")[:4]
        for name in {_core(n) for n in (report.name, *report.aliases)}:
            blocks[f"n{area}{name[:4]}"].append(number)
            blocks[f"n{area}{name[-4:]}"].append(number)
    return (block for block in blocks.values() if len(block) > 1)


def _clusters(reports: Sequence[ProjectReport]) -> list[list[int]]:
    parents = list(range(len(reports)))

    def top(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for block in _blocks(reports):
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if top(a) != top(b) and _same(reports[a], reports[b]):
                    low, high = sorted((top(a), top(b)))
                    parents[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(reports)):
        found[top(number)].append(number)
    return list(found.values())


def _stage(reports: Sequence[DatedReport]) -> Stage | None:
    """The furthest stage reached; cancelled or suspended where a later report says so."""
    reached: Stage | None = None
    for dated in reports:
        for milestone in dated.report.milestones:
            if milestone.status != "actual":
                continue
            if (
                milestone.stage in ("suspended", "cancelled")
                or reached not in _ORDER
                or _ORDER.index(milestone.stage) > _ORDER.index(reached)
            ):
                reached = milestone.stage
    return reached


def _conflicts(project_id: str, reports: Sequence[DatedReport]) -> list[ProjectConflict]:
    """Points on which two articles disagree: totals, and dates of the same stage and status."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for dated in reports:
        for amount in dated.report.amounts:
            if amount.role in _COMPARED and amount.bound == "exact":
                text = f"{amount.value:.0f} {amount.currency}"
                told[amount.role].append((dated.report.report_id, text))
        for milestone in dated.report.milestones:
            if milestone.stage in _DATED and milestone.status == "actual" and milestone.date:
                told[milestone.stage].append((dated.report.report_id, milestone.date))
    found = []
    for field, values in sorted(told.items()):
        for i, (left, left_value) in enumerate(values):
            for right, right_value in values[i + 1 :]:
                if (
                    left == right
                    or left_value.startswith(right_value)
                    or right_value.startswith(left_value)
                ):
                    continue
                low, high = sorted(((left, left_value), (right, right_value)))
                found.append(ProjectConflict(project_id, field, *low, *high))
    return sorted(set(found), key=lambda c: (c.field, c.left_report, c.right_report, c.left_value))


def join(reports: Sequence[DatedReport]) -> tuple[list[Project], list[ProjectConflict]]:
    """The projects that the reports tell of, and the points on which reports disagree.

    The order of `reports` changes nothing. A project's key is made from its earliest report, so
    another article never renumbers other projects.
    """
    ordered = sorted(reports, key=lambda d: (d.published_at or "9999", d.report.report_id))
    projects: list[Project] = []
    conflicts: list[ProjectConflict] = []
    for numbers in _clusters([d.report for d in ordered]):
        told = [ordered[n] for n in sorted(numbers)]
        first = told[0].report
        names = list(dict.fromkeys(n for d in told for n in (d.report.name, *d.report.aliases)))
        company = max((d.report.company for d in told if d.report.company), key=len, default=None)
        place = next((d.report for d in told if d.report.adcode), first)
        identity = (_core(first.name), company_core(first.company) if first.company else None)
        project_id = key_of("project", *identity, first.adcode)
        projects.append(
            Project(
                project_id=project_id,
                name=first.name,
                aliases=tuple(n for n in names if n != first.name),
                company=company,
                place=place.place,
                adcode=place.adcode,
                sector=next((d.report.sector for d in told if d.report.sector), None),
                stage=_stage(told),
                report_ids=tuple(sorted(d.report.report_id for d in told)),
            )
        )
        conflicts += _conflicts(project_id, told)
    return _merged(projects), conflicts


def _merged(projects: list[Project]) -> list[Project]:
    """Projects of one identity under one key: what `join` could not tell apart is one."""
    by_id: dict[str, Project] = {}
    for project in projects:
        known = by_id.get(project.project_id)
        if known is None:
            by_id[project.project_id] = project
            continue
        by_id[project.project_id] = Project(
            project_id=known.project_id,
            name=known.name,
            aliases=tuple(dict.fromkeys((*known.aliases, *project.aliases))),
            company=known.company or project.company,
            place=known.place or project.place,
            adcode=known.adcode or project.adcode,
            sector=known.sector or project.sector,
            stage=known.stage or project.stage,
            report_ids=tuple(sorted({*known.report_ids, *project.report_ids})),
        )
    return list(by_id.values())
