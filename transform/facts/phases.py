"""Phases that are projects of their own: where the text names them so, or where a second phase is
told of a project that was not said to be built in phases."""

from __future__ import annotations

import re
from functools import lru_cache

from transform.facts.anchor import Anchor
from transform.facts.identity import PHASE, Named, core
from transform.facts.scan import Scan, Span

_PHASED = re.compile(r"分[一二两三四1-4]期|分期|分[两二三]步")
_LIES = re.compile(r"位于|坐落|地处|选址")
_BARE_PHASE = re.compile(
    r"(?:(?<![\u3400-\u9fff\d])|项目|工程|其中|的|园区|电站|基地|产业园|示范园|酒店|小区|电场)(?P<phase>[一二三四首]期)(?!分|间)"
)


def phase_of(
    scan: Scan, projects: list[Named], clause: Span, project: Named | None
) -> Named | None:
    """The phase that a clause turns to, where phases are projects; else the project.

    A phase that no name told of is added to `projects`.
    """
    if project is None or scan.text.find("期", clause.start, clause.end) < 0:
        return project
    match = _BARE_PHASE.search(scan.text, clause.start, clause.end)
    if match is None or match.start("phase") - clause.start > 12:
        return project
    if _LIES.search(scan.text, clause.start, match.start("phase")):
        return project  # 项目位于工业园区二期
    phase = match["phase"]
    if phase in project.name:
        return project
    base = project.base or base_name(project.name)
    family = [p for p in projects if p.base and same_base(p.base, base)]
    known = next((p for p in family if phase in p.name), None)
    if known is not None:
        return known
    own = PHASE.search(project.name)
    if not family and not own and not _starts_anew(scan, project, phase):
        return project
    name = f"{base}{phase}"
    anchor = Anchor(clause.start, clause.start, name, project.company, "phase")
    made = Named(name, project.company, [anchor], base=base)
    projects.append(made)
    return made


def _starts_anew(scan: Scan, project: Named, phase: str) -> bool:
    """A second phase of a project that was not said to have phases is a project of its own."""
    if phase in ("一期", "首期"):
        return False
    start = project.anchors[0].start
    return not (_PHASED.search(scan.text, start) or re.search("[一首]期", scan.text[start:]))


@lru_cache(maxsize=1024)
def base_name(name: str) -> str:
    """A name by which its phases are called: without its size and the word project."""
    bare = re.sub(r"[一二三四]期", "", name)
    bare = re.sub(r"(?:年产)?\d[\d.]*[万亿]?(?:千瓦时|千瓦|兆瓦|吨|锭|头|只|套)", "", bare)
    return re.sub(r"(?:建设)?项目$", "", bare) or name


def same_base(one: str, other: str) -> bool:
    """Whether two names are the same project's, their phases left out."""
    first, second = core(base_name(one)), core(base_name(other))
    small, large = sorted((first, second), key=len)
    return len(small) >= 2 and (small in large or large.startswith(small))
