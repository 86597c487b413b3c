"""The figures of a sentence: each sum, count, measure and share with the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from transform.facts.scan import Scan, Span
from transform.mentions.tables import words
from transform.records import Mention

# A comma or a stop ends a clause; 、 does not: it joins figures under one predicate.
CLAUSE_END = re.compile(
    r"[,，；;：:—](?:(?<=[，；;：:])|(?<=—)—|(?<=,)(?:(?<!\d,)(?!$)|(?!\d{3}(?!\d))))"
)
SHARE_OF = re.compile(
    r"(?:元)?[）)]?的\s*\d[\d.]*\s*[%％]"
)  # 完成年度投资3.1亿元的45%: a yardstick
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
    kept = [
        (m, dimension)
        for m in mentions
        if m.value is not None and (dimension := dimension_of(m)) in _DIMENSIONS
    ]
    if not kept:
        return []
    ends = [match.end() for match in CLAUSE_END.finditer(text, *sentence)]
    ends = [sentence.start, *ends, sentence.end]
    found: list[Figure] = []
    before = sentence.start
    for index, (mention, dimension) in enumerate(kept):
        start, end = mention.start, mention.end
        at = bisect_right(ends, start)
        clause = Span(ends[at - 1], ends[at])
        after = kept[index + 1][0].start if index + 1 < len(kept) else sentence.end
        joined = index > 0 and _JOINT.fullmatch(text, before, start) is not None
        left = text[max(before, clause.start) : start]
        right = text[end : max(min(after, clause.end), end)]
        lead, rest = text[clause.start : start], text[end : clause.end]
        found.append(Figure(mention, dimension, sentence, clause, left, right, lead, rest, joined))
        before = end
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
