"""The figures of a sentence: each sum, count, measure and share with the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transform.facts.scan import Scan, Span, cut
from transform.mentions.tables import words
from transform.records import Mention

# A comma or a stop ends a clause; 、 does not: it joins figures under one predicate.
CLAUSE_END = re.compile(r"(?<!\d)[,](?!$)|,(?!\d{3}(?!\d))|[，；;：:]|——")
_DIMENSIONS = {"money", "count", "ratio", "area", "mass", "power", "energy", "length", "volume"}
_JOINT = re.compile(r"(?:元|的)?(?:、|和|及|以及|与|至|，其中)?(?:约|近|逾|超)?")


class Figure(NamedTuple):
    """A figure with the words of its clause: `left` and `right` reach to the figures beside it."""

    mention: Mention
    dimension: str
    sentence: Span
    clause: Span
    left: str
    right: str
    lead: str  # the clause up to the figure
    rest: str  # the clause after it
    joined: bool  # nothing but 、 or 和 stands between it and the figure before

    @property
    def value(self) -> float:
        """The value in the plain unit."""
        return self.mention.value or 0.0

    @property
    def unit(self) -> str:
        """The plain unit."""
        return self.mention.unit or ""


def figures(scan: Scan, sentence: Span, mentions: list[Mention]) -> list[Figure]:
    """The figures of a sentence in order; `mentions` are its sums and quantities."""
    text = scan.text
    spans = cut(text, CLAUSE_END, sentence.start, sentence.end)
    kept = [m for m in mentions if m.value is not None and dimension_of(m) in _DIMENSIONS]
    found: list[Figure] = []
    for index, mention in enumerate(kept):
        clause = next((c for c in spans if c.start <= mention.start < c.end), sentence)
        before = kept[index - 1].end if index else sentence.start
        after = kept[index + 1].start if index + 1 < len(kept) else sentence.end
        low, high = max(before, clause.start), min(after, clause.end)
        found.append(
            Figure(
                mention,
                dimension_of(mention),
                sentence,
                clause,
                text[low : mention.start],
                text[mention.end : max(high, mention.end)],
                text[clause.start : mention.start],
                text[mention.end : clause.end],
                index > 0 and bool(_JOINT.fullmatch(text[before : mention.start])),
            )
        )
    return found


def dimension_of(mention: Mention) -> str:
    """money, count, ratio, area …; label for a size by name (万头牧场)."""
    if mention.kind == "money":
        return "money"
    if mention.rule == "label":
        return "label"
    return _dimensions().get(mention.unit or "", "count")


@cache
def _dimensions() -> dict[str, str]:
    units = (u for group in words().units_after.values() for u in group)
    table = {u.plain: u.dimension for u in units if u.dimension != "money"}
    return table | {"%": "ratio", "ratio": "ratio", "倍": "ratio"}
