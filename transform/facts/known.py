"""The projects of an article by what points at them: a company, 该园区, the end of a name."""

from __future__ import annotations

import re

from transform.facts.firms import firms_in
from transform.facts.identity import PHASE, Named, core, plain
from transform.facts.scan import Scan, Span
from transform.facts.words import table
from transform.mentions import organisation

_THIS = ("该", "此", "座", "家", "条")
_POINTS = re.compile(
    r"(?=[\s截目据到“该此这整])\s*(?:截至[^，]{1,10}，|目前，?|据了解，|到\d{4}年，|[“])?(?:该|此|这一|这个|整个|这[座家所条处])?"
)
_HEADS = table("subjects")["back"]["heads"]
_HEAD = re.compile("|".join(map(re.escape, _HEADS)))
# With one of these, a sign, or two characters of a name the words begin that point at a project.
_FIRST = frozenset("截目据到该此这整").union(head[0] for head in _HEADS)


class Known:
    """The projects of an article, and which were spoken of; `whole` adds the wholes of phases."""

    def __init__(self, scan: Scan, projects: list[Named]) -> None:
        self.scan = scan
        self.projects = projects
        self.said: dict[str, Named] = {}  # projects spoken of by name, the last one last

    def say(self, project: Named) -> None:
        """Notes that a project is spoken of now."""
        self.said.pop(project.name, None)
        self.said[project.name] = project

    @property
    def last(self) -> Named | None:
        """The project spoken of last, over paragraphs."""
        return next(reversed(self.said.values()), None)

    def by_company(self, unit: Span) -> Named | None:
        """The one project of the company that the unit names, or of 该公司."""
        companies = firms_in(self.scan, unit)
        if not companies:
            return None
        told = [
            p
            for p in self.projects
            if (firm := p.company or p.hint)
            and any(organisation.same(firm, c.name or "") for c in companies)
        ]
        told = [p for p in told if p.anchors[0].start < unit.start or len(told) == 1]
        return told[0] if len(told) == 1 else None

    def by_head(self, unit: Span, clauses: list[Span]) -> Named | None:
        """The last project whose name ends in the word that begins a clause: 园区, 基地, 该酒店."""
        for start in self.pointing([clause.start for clause in clauses]):
            found = self.by_head_at(self.scan.text[start : unit.end])
            if found is not None:
                return found
        return None

    def pointing(self, starts: list[int]) -> list[int]:
        """Those of the offsets where such a word may stand."""
        text = self.scan.text
        names = "\n".join([f"{p.name}\n{p.base or ''}" for p in self.projects])
        return [
            start
            for start in starts
            if (pair := text[start : start + 2]) in names or pair[0] in _FIRST or not pair.isalnum()
        ]

    def by_head_at(self, text: str) -> Named | None:
        """The last project whose name ends in the word that begins the text."""
        match = _POINTS.match(text)
        rest = text[match.end() :] if match else text
        head = _HEAD.match(rest)
        points = bool(match and match[0].rstrip().endswith(_THIS))
        short = None if head is None else "楼" if head[0] == "新楼" else head[0]
        for project in reversed(self.said.values()):
            if short is None:
                break
            bare = (core(PHASE.sub("", project.name)), core(project.base or ""))
            ends = (short, *table("subjects")["hypernyms"].get(short, ()))
            if any(b.endswith(ends) for b in bare):
                return self.whole(project)
        for project in reversed(self.said.values()):
            tail = core(project.base or project.name)[-2:]
            if rest.startswith(tail) or (points and rest[:1] == tail[-1:]):
                return project
        return self.by_tail(rest)

    def by_tail(self, rest: str) -> Named | None:
        """The project whose name ends in four characters or more with which the text begins."""
        bare = plain(rest[:48])
        for project in self.projects:
            name = project.base or core(project.name)
            at = name.rfind(bare[:4])
            if at >= 0 and bare.startswith(name[at:]) and len(bare) > len(name) - at > 3:
                return self.whole(project)
        return None

    def whole(self, project: Named) -> Named:
        """The project of which this one is a phase, made where no name told it."""
        if not project.base:
            return project
        for other in self.projects:
            if (
                not other.base
                and not PHASE.search(other.name)
                and core(other.name) == core(project.base)
            ):
                return other
        whole = Named(project.base, project.company, [project.anchors[0]])
        self.projects.append(whole)
        return whole
