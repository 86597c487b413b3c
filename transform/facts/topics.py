"""Of which project each clause of an article speaks.

A clause that names a project speaks of it, as do the clauses around it in its unit: those before
the first name lead up to it, those after it go on, unless a clause begins with the company of the
next project. A unit without a name goes on about the last project while nothing turns away from
it (全县…, 累计引进企业…, another company); in a new paragraph it must take the project up again
(该项目, 全部达产后, 园区 for an industrial park, the company's own name). Phases: 一期 and 二期 are
parts of a project that is built in phases, and projects of their own where the text names them so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from transform.facts.anchor import Anchor
from transform.facts.firms import firms_in
from transform.facts.identity import Named
from transform.facts.known import Known
from transform.facts.phases import phase_of
from transform.facts.scan import Scan, Span, within
from transform.facts.topic_words import (
    ATTRIBUTES,
    BOTH,
    BUILDS,
    COMPANY,
    COUNTED,
    DONE_OF_ITS_OWN,
    FIRST_TWO,
    ITS_COST,
    MANAGER,
    MANY_DONE,
    OF_A_NEXT,
    OFFICER,
    OTHER_THINGS,
    PARTNER,
    POINTS_BACK,
    SAID_PROJECT,
    SAYING,
    SERVED,
    SHORT,
    STATE_OPENS,
    SUMS,
    THIS_LEADS,
    THIS_ONE,
    WHEN_ALL,
    takes_up,
)
from transform.facts.words import pattern
from transform.mentions import organisation
from transform.mentions.numeral import small_count


@dataclass(slots=True)
class Topic:
    """Clauses in a row that speak of one project; None where they speak of none or of many."""

    span: Span
    project: Named | None
    clauses: list[Span]


class Reader:
    """Goes through an article unit by unit and keeps who is spoken of."""

    def __init__(self, scan: Scan, projects: list[Named]) -> None:
        self.scan = scan
        self.projects = projects
        self.anchors = sorted(
            ((a, p) for p in projects for a in p.anchors),
            key=lambda x: (x[0].start, x[0].end),
        )
        self.current: Named | None = None
        self.found: list[Topic] = []
        self.known = Known(scan, projects)

    def read(self) -> list[Topic]:
        """The topics of the body, in reading order."""
        paragraph = -1
        if not self.projects:
            return [Topic(u, None, [u]) for u in self.scan.units if u.start >= self.scan.title_end]
        for unit in self.scan.units:
            if unit.start < self.scan.title_end:
                continue
            start = self.scan.paragraph_start(unit.start)
            fresh, paragraph = start != paragraph, start
            here = [(a, p) for a, p in self.anchors if unit.start <= a.start < unit.end]
            if here:
                self._named(unit, here)
            else:
                self._unnamed(unit, fresh)
        return self.found

    def _add(self, clause: Span, project: Named | None) -> None:
        last = self.found[-1] if self.found else None
        if last is not None and last.project is project and last.span.end == clause.start:
            last.span = Span(last.span.start, clause.end)
            last.clauses.append(clause)
        else:
            self.found.append(Topic(clause, project, [clause]))
            if project is not None:
                self.known.say(project)

    # -- units that name a project

    def _named(self, unit: Span, here: list[tuple[Anchor, Named]]) -> None:
        clauses = self.scan.clauses(unit)
        owner: list[Named | None] = []
        for clause in clauses:
            inside = [p for a, p in here if clause.start <= a.start < clause.end]
            owner.append(inside[-1] if inside else None)
        previous: Named | None = here[0][1]
        lead = next(i for i, o in enumerate(owner) if o is not None)
        summed = False  # since a clause that counts many: 21个项目集中开工，总投资31亿元
        for i, clause in enumerate(clauses):
            many = i > lead and (
                self._of_many(clause)
                or self._sums_counted(clauses[: lead + 1], clause)
                or self._when_all(clause, here)
            )
            summed = owner[i] is None and (summed or many)
            if owner[i] is not None:
                previous = owner[i]
                for other in self._beside(clause, here):
                    self._add(clause, other)
            elif summed or (i > lead and self._of_all(clause, here)):
                self._add(clause, None)
                continue
            elif i > lead:
                following = next((o for o in owner[i + 1 :] if o is not None), None)
                if following and self._begins(clause, following):
                    previous = following
                else:
                    previous = phase_of(self.scan, self.projects, clause, previous)
            elif i < lead and (told := self._this_project(clauses[0])):
                self._add(clause, told)
                continue
            elif self._leads_away(clause) or self._one_of_counted(clauses[: lead + 1]):
                self._add(clause, None)
                continue
            elif self._ends_before(clause, clauses[i + 1 : lead + 1]):
                self._add(clause, self.current)
                continue
            else:
                self._add(clause, phase_of(self.scan, self.projects, clause, previous))
                continue
            self._add(clause, previous)
        self.current = previous

    def _beside(self, clause: Span, here: list[tuple[Anchor, Named]]) -> list[Named]:
        """The others of which a clause says the same: 甲养殖场和乙养殖场先后建成投用."""
        inside = [(a, p) for a, p in here if clause.start <= a.start < clause.end]
        inside = self._row_before(clause, here) + inside
        if len(inside) < 2 or within(self.scan.money, clause):
            return []
        sizes = within(self.scan.quantities, clause)
        if any(not any(a.start <= q.start < a.end for a, _ in inside) for q in sizes):
            return []
        last = inside[-1][1]
        pairs = pairwise(inside)
        return [p for (a, p), (b, _) in pairs if p is not last and b.start - a.end < 14]

    def _row_before(
        self, clause: Span, here: list[tuple[Anchor, Named]]
    ) -> list[tuple[Anchor, Named]]:
        """The names that stand before a clause with nothing but 、 behind each: A项目、B项目投产."""
        row: list[tuple[Anchor, Named]] = []
        at = clause.start
        for anchor, project in reversed([h for h in here if h[0].end < at]):
            if self.scan.text[anchor.end : at].strip() != "、":
                break
            row.insert(0, (anchor, project))
            at = self.scan.clause_at(anchor.start).start
        return row

    def _of_all(self, clause: Span, here: list[tuple[Anchor, Named]]) -> bool:
        """Whether a clause behind a row of names sums them up: A、B和C，计划投资共计18.6亿元."""
        names = [a for a, _ in here if a.end <= clause.start]
        row = len(names) > 1 and all(b.start - a.end < 24 for a, b in pairwise(names))
        if not row or not within(self.scan.money, clause):
            return False
        joined = self.scan.text[names[0].end : names[-1].start]
        words = self.scan.text[clause.start : clause.end]
        return not re.search("[，；：]", joined) and bool(SUMS.search(words))

    def _of_many(self, clause: Span) -> bool:
        """Whether a clause turns to what was done with many projects, or to a whole region."""
        return bool(MANY_DONE.search(self.scan.text, clause.start, clause.end))

    def _when_all(self, clause: Span, here: list[tuple[Anchor, Named]]) -> bool:
        """Whether a clause turns to all of a list: 包括A项目、B项目等，全部投产后，年产值可达187亿元."""
        names = [a for a, _ in here if a.end <= clause.start]
        all_of = WHEN_ALL.match(self.scan.text, clause.start, clause.end)
        return bool(all_of and names and self.scan.text.startswith("等", names[-1].end))

    def _leads_away(self, clause: Span) -> bool:
        """Whether a clause before a name speaks of more: not 安排援疆资金5200万元，新建某小学."""
        if DONE_OF_ITS_OWN.match(self.scan.text, clause.start, clause.end):
            return True
        follows = BUILDS.match(self.scan.text, clause.end)
        return self._wide(clause) and not (follows and within(self.scan.money, clause))

    def _ends_before(self, clause: Span, rest: list[Span]) -> bool:
        """Whether a clause still tells the cost of the project before, as another is paid for behind
        it: 项目总投资2亿元左右，明年我们准备再投资30亿元，建起…园."""
        if self.current is None or not ITS_COST.match(self.scan.text, clause.start):
            return False
        return any(
            within(self.scan.money, c) and "投资" in self.scan.text[c.start : c.end] for c in rest
        )

    def _this_project(self, first: Span) -> Named | None:
        """The project told of, where a unit that names others begins 该项目总投资5亿元，建设…."""
        told = THIS_LEADS.match(self.scan.text, first.start, first.end)
        return self.current or self.known.last if told else None

    def _one_of_counted(self, lead: list[Span]) -> bool:
        """Whether the named is one of those that the clauses before count: …15个，开工9个，其中A."""
        text = self.scan.text
        named = text[lead[-1].start : lead[-1].end]
        return named.startswith(("其中", "包括", "即", "既", "分别")) and self._counts(
            text[lead[0].start : lead[-1].start]
        )

    def _sums_counted(self, lead: list[Span], clause: Span) -> bool:
        """Whether a clause sums up those that were counted and named: 四大项目，即A、B及C，已完成投资22亿元."""
        text = self.scan.text
        head = text[lead[-1].start : lead[-1].end]
        said = head.startswith(("即", "既", "分别", "包括")) and bool(re.search("[、和及]", head))
        return said and self._one_of_counted(lead) and bool(within(self.scan.money, clause))

    def _begins(self, clause: Span, following: Named) -> bool:
        """Whether a clause begins with the company of the project that is named after it."""
        companies = firms_in(self.scan, clause)
        if not companies or companies[0].start - clause.start > 4:
            return False
        return following.company is None or organisation.same(
            companies[0].name or "", following.company
        )

    # -- units that name none

    def _unnamed(self, unit: Span, fresh: bool) -> None:
        text = self.scan.text[unit.start : unit.end]
        if both := self._all_of(unit):
            for clause in self.scan.clauses(unit):
                for each in both:
                    self._add(clause, each)
            return
        project, explicit = self._taken_up(unit, fresh)
        if project is None and text.lstrip().startswith("“"):
            project = self._speaker(unit)
        if project is None:
            if self.current is not None and (fresh or self._turns_away(*unit)):
                self.current = None  # 今年招引了187个项目。目前，已到位资金67亿元
            self._add(unit, None)
            return
        self.current = project
        closed = False  # since a clause that speaks of the whole county
        for clause in self.scan.clauses(unit):
            words = self.scan.text[clause.start : clause.end]
            if not explicit:
                back = pattern("subjects", "back", "project").match(words)
                closed = self._wide(clause) or (closed and not back)
            if closed or self._counts(words):
                self._add(clause, None)
                continue
            self.current = phase_of(self.scan, self.projects, clause, self.current)
            self._add(clause, self.current)

    def _all_of(self, unit: Span) -> list[Named]:
        """The projects of the paragraph of which a unit says the same: 两个小区均于3月开工."""
        match = BOTH.match(self.scan.text, unit.start, unit.end)
        if match is None or within(self.scan.money, unit):
            return []
        start = unit.start
        named: list[Named] = []
        for _ in range(3):  # this paragraph, else one of the two before
            start = self.scan.paragraph_start(max(0, start - 1))
            named = named or [p for a, p in self.anchors if start <= a.start < unit.start]
        told = list({id(p): p for p in named}.values())
        count = small_count(match["n"])
        return told if len(told) == count else []

    def _speaker(self, unit: Span) -> Named | None:
        """The project of the company whose officer is named right behind a quotation."""
        if not self.scan.text[: unit.end].rstrip().endswith("”"):
            return None
        if MANAGER.match(self.scan.text, unit.end):
            return self.known.last
        for anchor, project in self.anchors:
            if 0 <= anchor.start - unit.end < 3 and OFFICER.match(self.scan.text, anchor.end):
                return project
        follow = Span(unit.end, min(len(self.scan.text), unit.end + 26))
        firms = [f for f in firms_in(self.scan, follow) if f.start - unit.end < 3]
        return self.known.by_company(Span(unit.end, firms[0].end)) if firms else None

    def _taken_up(self, unit: Span, fresh: bool) -> tuple[Named | None, bool]:
        """The project that a unit goes on about, and whether it says so itself."""
        text = self.scan.text[unit.start : unit.end]
        if self.current is None and not self._may_take_up(unit, text):
            return None, False
        clauses = self.scan.clauses(unit)
        opening = self._openings(clauses, fresh=fresh or self.current is None)
        turned = self._turns_away(opening[0], unit.end) and not THIS_ONE.match(text)
        named = self.known.by_head(unit, clauses[: 1 if turned else 3])
        if named is not None:
            return named, True
        named = self.known.by_company(unit)
        if named is not None and not turned:
            return named, True
        served = SERVED.search(text)
        if served is not None and (found := self.known.by_head_at(served[1]) or self.known.last):
            return found, True
        if "该" in text[:40] and SAID_PROJECT.search(text[:40]) and self.known.last is not None:
            return self.known.last, True
        if turned:
            return self._by_demonstrative(text), True
        if fresh and self.current is not None and STATE_OPENS.match(text):
            return self.current, False
        last = self.known.last
        if last is not None and self._taken_strongly(opening, unit.end):
            return self.current or last, True
        if self.current is not None and not fresh:
            return self._goes_on(unit, text), False
        if last is not None and COMPANY.match(text) and self._has_firm(last):
            return (last if not firms_in(self.scan, unit) else None), True
        return None, False

    def _may_take_up(self, unit: Span, text: str) -> bool:
        """Whether a unit can turn to a project where the one before spoke of none: few do."""
        return bool(
            any(map(text.__contains__, POINTS_BACK))
            or SERVED.search(text)
            or self.known.pointing(self.scan.clause_starts(unit)[:3])
            or firms_in(self.scan, unit)
        )

    def _taken_strongly(self, opening: list[int], end: int) -> bool:
        """Whether a unit's matter begins in words that only go on about a project told before."""
        strong, text = takes_up(), self.scan.text
        return any(strong.match(text, start, end) for start in opening)

    def _turns_away(self, start: int, end: int) -> bool:
        """Whether the first clause of a unit's matter speaks of a county or of many projects."""
        head, then = FIRST_TWO.match(self.scan.text, start, end).groups()  # type: ignore[union-attr]
        head = head if len(head) > 7 else head + then
        return bool(pattern("subjects", "wide", "words").search(head)) or self._counts(head)

    def _of_another(self, unit: Span, text: str) -> bool:
        """Whether a unit turns to another firm, or to other things (此外，该县…)."""
        if OTHER_THINGS.match(text) and not re.search("项目|工程", text):
            return True
        ours = self.current.company or self.current.hint if self.current else None
        for firm in firms_in(self.scan, unit):
            if ours and organisation.same(ours, firm.name or ""):
                return False
            if not PARTNER.search(self.scan.text[max(unit.start, firm.start - 4) : firm.start]):
                return ours is not None and firm.start - unit.start < 16
        return False

    def _goes_on(self, unit: Span, text: str) -> Named | None:
        """The project of the sentence before, where this one may be about it."""
        if OF_A_NEXT.match(text):
            return None
        if self._of_another(unit, text):
            return None
        for key in ("project", "company"):
            if pattern("subjects", "back", key).search(text):
                return self.current
        return self.current if self._events(unit) or len(text) < 60 else None

    def _openings(self, clauses: list[Span], *, fresh: bool) -> list[int]:
        """Where a unit's matter may begin: with each clause up to the one behind 据悉，or
        公司副总经理某某介绍，and with the next one, if the unit is not `fresh`."""
        text = self.scan.text
        first, last = 0, len(clauses) - 1
        for number, clause in enumerate(clauses[:3]):
            if text[clause.end - 2] in SAYING and self._attributes(clause):
                if all(text[c.end - 1] == "、" for c in clauses[:number]):
                    first = number  # 公司法定代表人、总经理某某说，
                break
        while first < last:
            start, end = clauses[first]
            said = text[end - 2] in SAYING and self._attributes(clauses[first])
            if not said and end - start >= SHORT:
                break
            first += 1
        return [clause.start for clause in clauses[: first + (1 if fresh else 2)]]

    def _attributes(self, clause: Span) -> bool:
        start = max(clause.start, clause.end - 8)  # it ends in so few characters
        return ATTRIBUTES.search(self.scan.text, start, clause.end) is not None

    def _has_firm(self, project: Named) -> bool:
        told = (t.span for t in self.found if t.project is project)
        return bool(project.company or project.hint or any(firms_in(self.scan, t) for t in told))

    def _events(self, unit: Span) -> bool:
        return any(unit.start <= s.start < unit.end for s in self.scan.stages)

    def _by_demonstrative(self, text: str) -> Named | None:
        return (
            self.known.last
            if re.match(r"\s*(?:截至[^，]{1,8}，)?(?:该|这一|这个)(?:项目|工程)", text)
            else None
        )

    def _wide(self, span: Span) -> bool:
        text = self.scan.text[span.start : span.end]
        return bool(pattern("subjects", "wide", "words").search(text)) or self._counts(text)

    def _counts(self, text: str) -> bool:
        return ("项目" in text or "企业" in text) and COUNTED.search(text) is not None


def topics(scan: Scan, projects: list[Named]) -> list[Topic]:
    """The body in topics; phases that turn out to be projects are added to `projects`."""
    return Reader(scan, projects).read()
