"""The facts of one article, as a careful reader takes them.

`read` finds who builds what where, for how much and when, and what programmes count and spend.
The way: mentions (scan) -> names of projects (names, identity) -> of which project each clause
speaks (topics) -> what it says: amounts, capacities, milestones, place, parties.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from extract.records import key_of
from transform.facts import counted_groups, groups, where
from transform.facts.amounts import amounts
from transform.facts.capacities import capacities
from transform.facts.confidence import confidence
from transform.facts.events import ceremonies, with_ceremony
from transform.facts.firm_rows import has_its_own, of_another
from transform.facts.firms import NEXT_NAME, company_of, firms_in, not_its_builder
from transform.facts.identity import PHASE, Named, projects, same
from transform.facts.milestones import EARLY, at_site, milestones, settled, undated
from transform.facts.names import Anchor, anchors
from transform.facts.parties import parties
from transform.facts.phases import same_base
from transform.facts.scan import Scan, Span, scan, within
from transform.facts.sector import sector
from transform.facts.statistics import statistics
from transform.facts.told_of_all import told_of_all
from transform.facts.topics import Topic, topics
from transform.mentions import organisation
from transform.records import (
    Amount,
    CleanArticle,
    Facts,
    Mention,
    Milestone,
    ProjectGroup,
    ProjectReport,
)

__all__ = ["VERSION", "read"]

VERSION = "facts-4"


def read(article: CleanArticle) -> Facts:
    """All facts of an article; empty where it tells of no project and no programme."""
    found = scan(article.text, article.published_at, article.title is not None)
    lists = groups.listed(found)
    named = _with_lists(found, lists)
    parts = topics(found, named)
    reader = _Article(found, article.version_id, lists, parts, named)
    reports: dict[int, ProjectReport] = {}
    used: set[tuple[int, int]] = set()
    for project in named:
        report = reader.report(project, used)
        if report is not None and report.report_id not in {r.report_id for r in reports.values()}:
            reports[id(project)] = report
    free = [p.span for p in parts if p.project is None or id(p.project) not in reports]
    free += reader.listed
    used |= {
        (m.start, m.end)
        for p in named
        if id(p) in reports
        for a in p.anchors
        for m in within(found.quantities, Span(a.start, a.end))
    }
    sizes = {(c.value, c.unit) for r in reports.values() for c in r.capacities}
    stats = [
        s
        for s in statistics(found, article.version_id, sorted(set(free)), used)
        if s.metric not in ("area", "other") or (s.value, s.unit) not in sizes
    ]
    mentions = (
        *found.money, *found.quantities, *found.dates, *found.places, *found.organisations, *found.stages,
    )  # fmt: skip
    return Facts(
        version_id=article.version_id,
        projects=tuple(reports.values()),
        statistics=tuple(stats),
        groups=(
            *reader.groups(named, reports),
            *counted_groups.ceremonies(
                found, article.version_id, stats, list(reports.values()), lists
            ),
        ),
        mentions=tuple(sorted(mentions, key=attrgetter("start", "end", "kind"))),
        rules_version=VERSION,
    )


def _with_lists(found: Scan, lists: list[groups.Listed]) -> list[Named]:
    """The named projects and the members of lists; a member that is known already joins it."""
    named_at = anchors(found)
    kept = projects(found, [a for a in named_at if _stands(a, lists)])
    for lst in lists:
        for item in lst.members:
            if any(item.start <= a.start and a.end == item.end for a in named_at):
                continue
            scored = max(((same(p, item), -i) for i, p in enumerate(kept)), default=(0.0, 0))
            if scored[0] > 0:
                kept[-scored[1]].anchors.append(item)
            else:
                kept.append(Named(item.name, item.company, [item], grouped=True))
    return kept


def _stands(anchor: Anchor, lists: list[groups.Listed]) -> bool:
    """Whether a name stands outside of lists, or is the end of a list's item."""
    inside = next((lst for lst in lists if lst.start <= anchor.start < lst.end), None)
    return inside is None or any(anchor.end == m.end for m in inside.members)


class _Article:
    """One article's text with its topics, lists and ceremony."""

    def __init__(
        self,
        found: Scan,
        version_id: str,
        lists: list[groups.Listed],
        parts: list[Topic],
        named: list[Named],
    ) -> None:
        self.named = named
        self.firms: dict[int, str | None] = {}  # the company of each project reported so far
        self.scan = found
        self.version_id = version_id
        self.lists = lists
        self.parts = parts
        # What is said of a list belongs to the group: no member has its total.
        self.listed = [Span(lst.start, found.unit_at(lst.start).end) for lst in lists]
        self.ceremonies = ceremonies(found)
        self.of_all = told_of_all(found, named)

    def report(self, project: Named, used: set[tuple[int, int]]) -> ProjectReport | None:
        """A project with all that its clauses say; None where nothing but a name is there."""
        scan = self.scan
        body = [a for a in project.anchors if a.start > scan.title_end]
        if not body:
            return None
        anchor = body[0]
        mine = [p for p in self.parts if p.project is project]
        spans = [p.span for p in mine]
        own = [s for span in spans for s in _outside(span, self.listed)]
        members = [a for a in body if self._in_list(scan.clause_at(a.start))]
        listed = project.grouped or len(members) == len(body)
        if listed and (later := self._told_later(project, mine)):
            spans, own = [scan.clause_at(anchor.start), *later], later
            project.grouped = False
        elif listed:
            project.grouped = True
            spans, own = [scan.clause_at(anchor.start)], []
        stages = self._milestones(project, mine)
        told = amounts(scan, project, own, stages)
        others = [Span(a.start, a.end) for p in self.named if p is not project for a in p.anchors]
        own_sizes = [s for span in own for s in _outside(span, others)]
        for a in (members or [anchor] if listed else members)[:1]:
            own_sizes.insert(0, Span(a.start, a.end))  # of a list a member's own name tells
        sizes = capacities(scan, own_sizes)
        if not (told or sizes or stages or self._in_counted(body)):
            return None
        if not project.grouped and not (stages or told) and project.anchors[0].rule == "phase":
            return None
        used |= {(m.start, m.end) for _, m in told}
        starts = [a.start for a in body]
        named = project.company or self._family(project)
        company_name = company_of(scan, named, anchor.owner, starts, spans)
        company_name = company_name or self._unclaimed(project, told)
        company_name = company_name or self._only_company(project, told)
        if not (company_name or told or stages or project.grouped):
            return None  # what is only said to have rooms has long been there
        if not project.company and self._is_anothers(project, anchor, company_name):
            company_name = None
        self.firms[id(project)] = company_name
        place = where.place_of(scan, anchor, spans, others, alone=not project.grouped)
        clause = scan.clause_at(anchor.start)
        evidence = scan.evidence(
            min(clause.start, anchor.start), max(clause.end, anchor.end), f"project.{anchor.rule}"
        )
        return ProjectReport(
            report_id=key_of(self.version_id, project.name, company_name),
            version_id=self.version_id,
            name=project.name,
            aliases=tuple(sorted({a.name for a in project.anchors} - {project.name})),
            company=company_name,
            place=where.name_of(place),
            adcode=place.code if place else None,
            sector=sector(project.name, company_name),
            amounts=tuple(a for a, _ in told),
            capacities=tuple(sizes),
            milestones=tuple(stages),
            parties=tuple(parties(scan, company_name, spans, evidence)),
            evidence=evidence,
            confidence=confidence(project, company_name, told, stages),
        )

    def _told_later(self, project: Named, mine: list[Topic]) -> list[Span]:
        """The stretches behind a list that begin with the name of its member, and tell of it."""
        text, last = self.scan.text, project.anchors[-1].end
        heads = (
            project.name,
            f"“{project.name}”",
            f"此外，{project.name}",
            f"其中，{project.name}",
        )
        return [
            p.span for p in mine if p.span.start > last and text.startswith(heads, p.span.start)
        ]

    def _in_counted(self, body: list[Anchor]) -> bool:
        """Whether a bare name stands in a list that the text counts or sums: 等24个，总投资55亿元."""
        return any(
            lst.count or within(self.scan.money, span)
            for lst, span in zip(self.lists, self.listed, strict=True)
            if any(lst.start <= a.start < lst.end for a in body)
        )

    def _is_anothers(self, project: Named, anchor: Anchor, company: str | None) -> bool:
        """Whether a company belongs to something else that is told of with the project."""
        lst = next((t for t in self.lists if t.start <= anchor.start < t.end), None)
        row = Span(lst.start, anchor.start) if lst and project.grouped else None
        return of_another(self.scan, project.name, company, row)

    def _family(self, project: Named) -> str | None:
        """The company of the project of which this one is a phase."""
        if PHASE.match(project.name):  # 二期果膏生产线: of the project told of before
            earlier = [p for p in self.named if p.anchors[0].start < project.anchors[0].start]
            if earlier and (firm := self.firms.get(id(earlier[-1]))):
                return firm
        family = [
            p
            for p in self.named
            if p is not project and project.base and same_base(p.base or p.name, project.base)
        ]
        for other in sorted(family, key=lambda p: p.base is not None):  # the whole first
            spans = [t.span for t in self.parts if t.project is other]
            starts = [a.start for a in other.anchors]
            owner = other.anchors[0].owner
            firm = company_of(self.scan, other.company, owner, starts, spans)
            if firm and (not other.base or not self._is_team(firm)):
                return firm
        return None

    def _is_team(self, name: str) -> bool:
        return any(o.code == "aid_team" and o.name == name for o in self.scan.organisations)

    def _unclaimed(self, project: Named, told: list[tuple[Amount, Mention]]) -> str | None:
        """The company that the paragraph names before the project, if it is no other project's."""
        if any(a.role == "aid_fund" for a, _ in told) or project.grouped:
            return None
        at = project.anchors[0].start
        firms = firms_in(self.scan, Span(self.scan.paragraph_start(at), at))
        firms = [f for f in firms if not not_its_builder(self.scan, f)]
        firms = [f for f in firms if not has_its_own(self.scan, f, at)]
        if len({organisation.core(f.name or "") for f in firms}) != 1:
            return None
        claimed = [p.company or p.hint for p in self.named if p is not project]
        name = firms[-1].name or ""
        return None if any(c and organisation.same(c, name) for c in claimed) else name

    def _only_company(self, project: Named, told: list[tuple[Amount, Mention]]) -> str | None:
        """The only company of the article, where the project is no one's gift and it stands near."""
        if any(a.role == "aid_fund" for a, _ in told) or project.grouped:
            return None
        firms = [o for o in self.scan.companies if not not_its_builder(self.scan, o)]
        if len({organisation.core(o.name or "") for o in firms}) != 1:
            return None
        at = project.anchors[0].start
        start = self.scan.paragraph_start(at)
        near = self.scan.paragraph_start(start - 1)
        firm = next((o for o in reversed(firms) if near <= o.start < at), None)
        if firm is None or NEXT_NAME.search(self.scan.text, max(start, firm.end), at):
            return None
        between = self.scan.text[max(start, firm.end) : at]
        return firm.name if re.search(r"公司|我们|企业(?!项目)|[二三]期", between) else None

    def _milestones(self, project: Named, mine: list[Topic]) -> list[Milestone]:
        told = self._own_milestones(project, mine)
        known = {(m.stage, m.date) for m in told}
        others = [m for m in self.of_all.get(id(project), []) if (m.stage, m.date) not in known]
        return settled([*told, *others]) if others else told

    def _own_milestones(self, project: Named, mine: list[Topic]) -> list[Milestone]:
        if project.grouped:
            told = self._of_list(project)
            day = with_ceremony(self.scan, told, self.ceremonies, project.anchors[0].start)
            if not told and not self._all_named(project):
                return self._held(project.anchors[0].start) or self._opened(project)
            # The day of what the list tells itself, or of the ceremony whose projects it names.
            return day if len(day) == len(told) or not told else told
        told = milestones(self.scan, self._unlisted(mine))
        if all(m.status == "planned" or m.stage in EARLY for m in told):
            told = [*told, *at_site(self.scan, project.anchors)]
        own = {m.stage for m in told}
        found = settled([*told, *(m for m in self._of_list(project) if m.stage not in own)])
        return with_ceremony(self.scan, found, self.ceremonies, project.anchors[0].start)

    def _all_named(self, project: Named) -> bool:
        """Whether a project stands in a list of as many as were counted (7个项目…，分别是A、B…), or of
        those that were started together (A、B等项目同步启动)."""
        at = project.anchors[0].start
        here = [t for t in self.lists if t.start <= at < t.end]
        together = [t for t in here if _TOGETHER.match(self.scan.text, t.end)]
        return bool(together) or any(t.count == len(t.members) for t in here)

    def _held(self, at: int) -> list[Milestone]:
        """What a ceremony does to those named in its own sentence: A、B等14个项目开工活动."""
        return [
            c.date
            for c in self.ceremonies
            if self.scan.sentence_at(c.start - 1).start <= at < c.start
        ][:1]

    def _opened(self, project: Named) -> list[Milestone]:
        """What the ceremony that the whole article is about does to a list without a stage, time or
        plan of its own: A、B等项目将壮大该县产业."""
        at = project.anchors[0].start
        lst = next((t for t in self.lists if t.start <= at < t.end), None)
        sentence = self.scan.sentence_at(at)
        if lst is None or _OWN_TIME.search(self.scan.text, sentence.start, sentence.end):
            return []
        whole = [c for c in self.ceremonies if c.start <= at and c.end == len(self.scan.text)]
        return [c.date for c in whole if not c.also][:1]

    def _unlisted(self, mine: list[Topic]) -> list[Topic]:
        """The topics without the clauses of lists: what those say holds for every member."""
        if not self.lists:
            return mine
        return [replace(t, clauses=[c for c in t.clauses if not self._in_list(c)]) for t in mine]

    def _in_list(self, clause: Span) -> bool:
        return any(lst.start < clause.end and clause.start < lst.end for lst in self.lists)

    def _of_list(self, project: Named) -> list[Milestone]:
        """The stage that is said of a list holds for each of its members."""
        for lst in self.lists:
            if any(lst.start <= a.start < lst.end for a in project.anchors):
                told = groups.told_in(self.scan, lst)
                if led := groups.led_by(self.scan, lst):
                    return [undated(self.scan, led, told)]
                names = [Span(m.start, m.end) for m in lst.members]  # 灌区续建工程: a name
                rest = _outside(told, names) if len(names) > 1 else [told]
                found = milestones(self.scan, [Topic(told, project, rest)])
                closed = None if found else groups.closed_by(self.scan, lst)
                return [undated(self.scan, closed, told)] if closed else found
        return []

    def groups(self, named: list[Named], reports: dict[int, ProjectReport]) -> list[ProjectGroup]:
        """The groups that the article tells of, with the reports of their named members."""
        made = []
        for lst in self.lists:
            unit = self.scan.unit_at(lst.start)
            members = tuple(
                reports[id(p)].report_id
                for p in named
                if id(p) in reports and any(lst.start <= a.start < lst.end for a in p.anchors)
            )
            money: list[Mention] = [m for m in self.scan.money if lst.start <= m.start < unit.end]
            total = money[0] if money else None
            told = groups.told_in(self.scan, lst)
            stages = milestones(self.scan, [Topic(told, None, [told])])
            made.append(
                ProjectGroup(
                    group_id=key_of(self.version_id, str(lst.start)),
                    version_id=self.version_id,
                    members=members,
                    exhaustive=lst.count == len(lst.members),
                    count=lst.count,
                    total=total.value if total else None,
                    currency=total.unit if total else None,
                    bound=total.bound if total else None,
                    stage=groups.stage_of(lst, stages),
                    evidence=self.scan.evidence(lst.start, lst.end, "group"),
                )
            )
        return made


_OWN_TIME = re.compile(
    r"今年|去年|明年|目前|已|年内|计划|拟|正在|力争|推进|谋划|储备|洽谈|在谈|[月日]"
)
_TOGETHER = re.compile(r"(?:也|均|都)?(?:同步|同时|集中)(?:启动|开工|签约|奠基|投产)")


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
