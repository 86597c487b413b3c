"""The same project over many articles: joined, its current stage, and where reports disagree.

Every report is kept; nothing is averaged. Two reports are joined where each is the other's best
match in the other's article (alike.py), so a link between two articles never depends on a third:
another article may add to a project or join two, and leaves all others as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.records import key_of
from transform.mentions.organisation import core as company_core
from transform.projects.alike import companies_agree, core, place_parts, same
from transform.records import Project, ProjectConflict, ProjectReport, Stage

__all__ = ["DatedReport", "join"]

_ORDER: tuple[Stage, ...] = (
    "proposed", "signed", "approved", "started", "under_construction", "topped_out", "commissioning",
    "completed", "in_operation", "at_capacity",
)  # fmt: skip
_COMPARED = ("total_investment", "fixed_asset_investment")
_DATED = ("started", "completed", "in_operation", "signed")


@dataclass(frozen=True, slots=True)
class DatedReport:
    """A report with its article's date, address key and source."""

    report: ProjectReport
    published_at: str | None
    article_id: str
    source_id: str


def _blocks(reports: Sequence[ProjectReport]) -> Iterable[list[int]]:
    """Reports that may be one: those that share a company's core or the ends of a name."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        keys = {f"c{company_core(report.company)[:2]}"} if report.company else set()
        area = (report.adcode or "")[:4]
        for name in {core(n) for n in (report.name, *report.aliases)}:
            keys |= {f"n{area}{name[:4]}", f"n{area}{name[-4:]}"}
        for key in keys:
            blocks[key].append(number)
    return (block for block in blocks.values() if len(block) > 1)


def _links(reports: Sequence[ProjectReport]) -> list[tuple[int, int]]:
    """The pairs of reports that are each other's best match in the other's article."""
    best: dict[tuple[int, str], tuple[float, str, int]] = {}
    seen: set[tuple[int, int]] = set()
    for block in _blocks(reports):
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                sure = same(reports[a], reports[b])
                if sure <= 0:
                    continue
                for one, other in ((a, b), (b, a)):
                    key = one, reports[other].version_id
                    found = (sure, reports[other].report_id, other)
                    best[key] = max(best.get(key, found), found)
    return [
        (one, other)
        for (one, _), (_, _, other) in best.items()
        if one < other and best.get((other, reports[one].version_id), (0, "", -1))[2] == one
    ]


def _identity(report: ProjectReport) -> tuple[str | None, ...]:
    """What a project's key is made of: its name with company and place; where it has neither, a
    name alone is no identity, and the report stands for itself."""
    company = company_core(report.company) if report.company else None
    alone = report.report_id if company is None and report.adcode is None else None
    return core(report.name), company, report.adcode, alone


def _namesakes(reports: Sequence[ProjectReport]) -> list[tuple[int, int]]:
    """Pairs of reports of one identity: nothing tells them apart."""
    first: dict[tuple[str | None, ...], int] = {}
    return [
        (known, number)
        for number, report in enumerate(reports)
        if (known := first.setdefault(_identity(report), number)) != number
    ]


def _clusters(reports: Sequence[ProjectReport]) -> list[list[int]]:
    parents = list(range(len(reports)))

    def top(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for one, other in [*_links(reports), *_namesakes(reports)]:
        low, high = sorted((top(one), top(other)))
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
    """The projects that the reports tell of, and the points on which reports disagree.

    The order of `reports` changes nothing. A project's key is made from its earliest report, so
    another article never renumbers other projects.
    """
    ordered = sorted(reports, key=lambda d: (d.published_at or "9999", d.report.report_id))
    projects: list[Project] = []
    conflicts: list[ProjectConflict] = []
    for numbers in _clusters([d.report for d in ordered]):
        told = [ordered[n] for n in sorted(numbers)]
        project = _project(told)
        projects.append(project)
        conflicts += _conflicts(project.project_id, told)
    return projects, conflicts


def _project(told: Sequence[DatedReport]) -> Project:
    """One project, told of by reports in order of time."""
    first = told[0].report
    names = list(dict.fromkeys(n for d in told for n in (d.report.name, *d.report.aliases)))
    companies = [d.report.company for d in told if d.report.company]
    place = next((d.report for d in told if d.report.adcode), first)
    return Project(
        project_id=key_of("project", *_identity(first)),
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
