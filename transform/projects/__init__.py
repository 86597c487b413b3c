"""The same project over many articles: joined, its current stage, and where reports disagree.

Every report is kept; nothing is averaged. Reports are linked pair by pair (links.py, alike.py):
another article may add to a project or join two, and leaves all others as they were.
`warehouse.joining` does with stored links what `join` does with all reports at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transform.projects.alike import Named, companies_agree, named, place_parts
from transform.projects.links import Key, candidates, groups, identity, keys, links
from transform.records import Project, ProjectConflict, ProjectReport, Stage

__all__ = [
    "DatedReport",
    "Key",
    "Named",
    "groups",
    "identity",
    "join",
    "joined",
    "keys",
    "links",
    "named",
]

_ORDER: tuple[Stage, ...] = (
    "proposed", "signed", "approved", "started", "under_construction", "topped_out", "commissioning",
    "completed", "in_operation", "at_capacity",
)  # fmt: skip
_COMPARED = ("total_investment", "fixed_asset_investment")
_DATED = ("started", "completed", "in_operation", "signed")


@dataclass(frozen=True, slots=True)
class DatedReport:
    """A report with its article's date."""

    report: ProjectReport
    published_at: str | None


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


def _told(dated: DatedReport) -> Iterable[tuple[str, str]]:
    """What one report says of the points on which reports may disagree: (field, value)."""
    report = dated.report
    for amount in report.amounts:
        if amount.role in _COMPARED and amount.bound == "exact":
            yield amount.role, f"{amount.value:.0f} {amount.currency}"
    for milestone in report.milestones:
        if milestone.stage in _DATED and milestone.status == "actual" and milestone.date:
            yield milestone.stage, milestone.date
    if report.company:
        yield "company", report.company
    if report.adcode:
        yield "place", report.adcode


def _agree(field: str, left: str, right: str) -> bool:
    """Whether two values of a field may both hold: 2024-02 and 2024-02-27, 和静县 and 巴州."""
    if field == "company":
        return companies_agree(left, right)
    if field == "place":
        return not place_parts(left, right)
    return left.startswith(right) or right.startswith(left)


def _conflicts(project_id: str, reports: Sequence[DatedReport]) -> list[ProjectConflict]:
    """Points on which two articles disagree: totals, dates of a stage, company, place."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for dated in reports:
        for field, value in _told(dated):
            told[field].append((dated.report.report_id, value))
    found: set[ProjectConflict] = set()
    for field, values in told.items():
        of_report: dict[str, set[str]] = defaultdict(set)
        for report_id, value in values:
            of_report[report_id].add(value)
        for i, (left, left_value) in enumerate(values):
            for right, right_value in values[i + 1 :]:
                if left == right or _agree(field, left_value, right_value):
                    continue
                if left_value in of_report[right] or right_value in of_report[left]:
                    continue  # both are told by one of them: no contradiction
                low, high = sorted(((left, left_value), (right, right_value)))
                found.add(ProjectConflict(project_id, field, *low, *high))
    return sorted(found, key=lambda c: (c.field, c.left_report, c.right_report, c.left_value))


def join(reports: Sequence[DatedReport]) -> tuple[list[Project], list[ProjectConflict]]:
    """The projects that all these reports tell of, and the points on which reports disagree.

    The order of `reports` changes nothing. A project's key is made from its earliest report, so
    another article never renumbers other projects.
    """
    by_id = {d.report.report_id: d for d in reports}
    names = [named(d.report) for d in by_id.values()]
    identities = {n.report_id: identity(n) for n in names}
    projects: list[Project] = []
    conflicts: list[ProjectConflict] = []
    for group in groups(identities, links(candidates(names))):
        project, told = joined([by_id[report] for report in group])
        projects.append(project)
        conflicts += told
    return projects, conflicts


def joined(reports: Sequence[DatedReport]) -> tuple[Project, list[ProjectConflict]]:
    """The project that these reports tell of, and where they disagree."""
    told = sorted(reports, key=lambda d: (d.published_at or "9999", d.report.report_id))
    project = _project(told)
    return project, _conflicts(project.project_id, told)


def _project(told: Sequence[DatedReport]) -> Project:
    """One project, told of by reports in order of time."""
    first = told[0].report
    names = list(dict.fromkeys(n for d in told for n in (d.report.name, *d.report.aliases)))
    companies = [d.report.company for d in told if d.report.company]
    place = next((d.report for d in told if d.report.adcode), first)
    return Project(
        project_id=identity(named(first)),
        name=first.name,
        aliases=tuple(n for n in names if n != first.name),
        company=_current(companies),
        place=place.place,
        adcode=place.adcode,
        sector=next((d.report.sector for d in told if d.report.sector), None),
        stage=_stage(told),
        report_ids=tuple(sorted(d.report.report_id for d in told)),
    )


def _current(companies: Sequence[str]) -> str | None:
    """The company named last, in the fullest form in which any report writes it."""
    if not companies:
        return None
    return max((c for c in companies if companies_agree(c, companies[-1])), key=len)
