"""The facts of one article, as a careful reader takes them.

`read` finds who builds what where, for how much and when, and what programmes count and spend.
The way: mentions -> named projects -> which stretch of text speaks of which -> what it says.
"""

from __future__ import annotations

import re

from extract.records import key_of
from transform.facts import attach, groups, names, segments
from transform.facts.scan import Scan, Span, scan, within
from transform.facts.statistics import statistics
from transform.mentions import organisation
from transform.records import (
    CleanArticle,
    Evidence,
    Facts,
    Mention,
    Milestone,
    Party,
    ProjectGroup,
    ProjectReport,
)

__all__ = ["VERSION", "read"]

VERSION = "facts-1"
_FINISHED = {"completed", "in_operation", "at_capacity"}


def read(article: CleanArticle) -> Facts:
    """All facts of an article; empty where it tells of no project and no programme."""
    found = scan(article.text, article.published_at, article.title is not None)
    lists = groups.listed(found)
    named = _with_lists(names.projects(found), lists)
    parts = segments.segments(found, named)
    reports: list[ProjectReport] = []
    by_project: dict[int, ProjectReport] = {}
    for project in named:
        spans = [p.span for p in parts if p.project is project]
        report = _report(found, article.version_id, project, spans, lists)
        if report is not None:
            by_project[id(project)] = report
            reports.append(report)
    told = {id(p) for p in named if id(p) in by_project}
    free = [
        p.span for p in parts if p.project is None or id(p.project) not in told or p.project.grouped
    ]
    used = {(a.evidence.start, a.evidence.end) for r in reports for a in r.amounts}
    stats = statistics(found, article.version_id, free, used)
    mentions = (
        *found.money, *found.quantities, *found.dates, *found.places, *found.organisations, *found.stages,
    )  # fmt: skip
    return Facts(
        version_id=article.version_id,
        projects=tuple(reports),
        statistics=tuple(stats),
        groups=tuple(_groups(found, article.version_id, lists, named, by_project)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind))),
        rules_version=VERSION,
    )


def _with_lists(named: list[names.Named], lists: list[groups.Listed]) -> list[names.Named]:
    """The named projects and the members of lists; a member that is known already joins it."""
    kept = [
        p
        for p in named
        if not all(any(lst.start <= a.start < lst.end for lst in lists) for a in p.anchors)
    ]
    for lst in lists:
        for item in lst.members:
            known = next(
                (p for p in kept if names.alike(p.name, item.name) >= 0.5 or _short_of(item, p)),
                None,
            )
            if known is not None:
                known.anchors.append(item)
            else:
                kept.append(names.Named(item.name, item.company, [item], grouped=True))
    return kept


def _short_of(item: names.Anchor, project: names.Named) -> bool:
    """Whether a list item is a short name of a project: its company's short form and the figure."""
    if not (item.company and project.company):
        return False
    return organisation.same(item.company, project.company)


def _company(found: Scan, project: names.Named, spans: list[Span]) -> Mention | str | None:
    if project.company:
        full = [
            o
            for o in found.organisations
            if o.code == "company" and organisation.same(project.company, o.name or "")
        ]
        return max((o.name or "" for o in full), key=len, default=project.company)
    anchor = project.anchors[0]
    companies = [o for o in found.organisations if o.code == "company"]
    unit = found.unit_at(anchor.start)
    before = [o for o in companies if unit.start <= o.start and o.end <= anchor.start]
    if before:
        return before[-1].name
    inside = [o for span in spans for o in within(companies, span)]
    if inside:
        return inside[0].name
    return _speaker(found, companies, anchor.start)


def _speaker(found: Scan, companies: list[Mention], at: int) -> str | None:
    """The company for which a paragraph's speaker speaks, where it names no other."""
    start = found.paragraph_start(at)
    end = found.text.find("\n", start)
    here = within(companies, Span(start, end if end >= 0 else len(found.text)))
    if len({o.name for o in here}) != 1:
        return None
    office = re.match(r"(?:副?总经理|董事长|负责人|厂长|总裁|总工程师)", found.text[here[-1].end :])
    return here[-1].name if office else None


def _outside(span: Span, others: list[Span]) -> list[Span]:
    """The parts of a span that lie outside the others."""
    parts = [span]
    for other in others:
        parts = [
            piece
            for part in parts
            for piece in (
                Span(part.start, min(part.end, other.start)),
                Span(max(part.start, other.end), part.end),
            )
            if piece.start < piece.end
        ]
    return parts


def _report(
    found: Scan,
    version_id: str,
    project: names.Named,
    spans: list[Span],
    lists: list[groups.Listed],
) -> ProjectReport | None:
    """A project with all that its stretches say; None where nothing but a name is there."""
    body = [a for a in project.anchors if not found.has_title or a.start > found.text.find("\n")]
    if not body:
        return None
    # What is said of a list belongs to the group: no member has its total.
    listed = [Span(lst.start, found.unit_at(lst.start).end) for lst in lists]
    own = [s for span in spans for s in _outside(span, listed)]
    milestones = attach.milestones(found, spans)
    finished = any(m.stage in _FINISHED and m.status == "actual" for m in milestones)
    grouped = project.grouped
    amounts = [] if grouped else attach.amounts(found, own, finished=finished)
    capacities = [] if grouped else attach.capacities(found, own)
    if not (amounts or capacities or milestones or grouped):
        return None
    anchor = body[0]
    company = _company(found, project, spans)
    name = project.name
    paragraph = found.paragraph_start(anchor.start)
    near = [Span(paragraph, anchor.end), Span(0, len(found.text))]
    where = attach.lowest_place(found, spans, near)
    clause = found.clause_at(anchor.start)
    evidence = found.evidence(
        min(clause.start, anchor.start), max(clause.end, anchor.end), "project"
    )
    company_name = company if isinstance(company, str) else None
    return ProjectReport(
        report_id=key_of(version_id, name, company_name),
        version_id=version_id,
        name=name,
        aliases=tuple(sorted({a.name for a in project.anchors} - {name})),
        company=company_name,
        place=where.name if where else None,
        adcode=where.code if where else None,
        sector=None,
        amounts=tuple(amounts),
        capacities=tuple(capacities),
        milestones=tuple(milestones),
        parties=tuple(_parties(found, company_name, spans, evidence)),
        evidence=evidence,
        confidence=_confidence(company_name, len(amounts), len(milestones)),
    )


def _parties(
    found: Scan, company: str | None, spans: list[Span], evidence: Evidence
) -> list[Party]:
    parties = [Party(company, "investor", evidence)] if company else []
    seen = {company}
    for span in spans:
        for o in within(found.organisations, span):
            if o.name in seen or o.code not in ("aid_team", "government"):
                continue
            seen.add(o.name)
            role = "introducer" if o.code == "aid_team" else "receiving_government"
            quote = found.evidence(o.start, o.end, f"party.{role}")
            parties.append(Party(o.name or o.quote, role, quote))  # type: ignore[arg-type]
    return parties


def _confidence(company: str | None, amounts: int, milestones: int) -> float:
    return round(
        min(0.98, 0.7 + 0.1 * bool(company) + 0.08 * bool(amounts) + 0.08 * bool(milestones)), 2
    )


def _groups(
    found: Scan,
    version_id: str,
    lists: list[groups.Listed],
    named: list[names.Named],
    reports: dict[int, ProjectReport],
) -> list[ProjectGroup]:
    made = []
    for lst in lists:
        members = tuple(
            reports[id(p)].report_id
            for p in named
            if id(p) in reports and any(lst.start <= a.start < lst.end for a in p.anchors)
        )
        money = [m for m in found.money if lst.start <= m.start < found.unit_at(lst.start).end]
        stages: list[Milestone] = attach.milestones(
            found, [Span(lst.start, found.unit_at(lst.start).end)]
        )
        total = money[0] if money else None
        made.append(
            ProjectGroup(
                group_id=key_of(version_id, str(lst.start)),
                version_id=version_id,
                members=members,
                exhaustive=lst.count == len(lst.members),
                count=lst.count,
                total=total.value if total else None,
                currency=total.unit if total else None,
                bound=total.bound if total else None,
                stage=stages[0].stage if stages else None,
                evidence=found.evidence(lst.start, lst.end, "group"),
            )
        )
    return made
