"""One place where a text names a project."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Anchor:
    """One place where the text names a project. `company` as the text joins it to the name."""

    start: int
    end: int
    name: str
    company: str | None
    rule: str  # project, work, frame, phase, list: how it was found
    owner: str | None = None  # words before 年产 that no table knows as a company's
    weak: bool = False  # counts only if the next sentence takes it up (这家…由…投资)


def members(row: re.Match[str], between: re.Pattern[str]) -> list[Anchor]:
    """The members of a list: what `between` parts in the group `items`, as it stands."""
    at, found = row.start("items"), []
    for name in between.split(row["items"]):
        start = row.string.index(name, at)
        at = start + len(name)
        found.append(Anchor(start, at, name, None, "list"))
    return found
