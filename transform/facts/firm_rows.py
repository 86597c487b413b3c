"""Firms that stand in a row: two that invest together, one that belongs to the name before."""

from __future__ import annotations

import re

from transform.facts.scan import Scan, Span
from transform.records import Mention

_TOGETHER = re.compile(r"(?:双方)?(?:共同|联合|合作|合资)(?:投资|出资|建设|开发|打造|实施|组建)")


def first_of_two(scan: Scan, firm: Mention) -> Mention:
    """The firm named first of two that invest together (甲公司与乙集团共同投资的某项目), or the one
    that is theirs (丙公司是由甲公司和乙公司联合投资)."""
    if not _TOGETHER.match(scan.text, firm.end):
        return firm
    before = [f for f in scan.companies if f.end < firm.start]
    if not before or scan.text[before[-1].end : firm.start] not in ("与", "和", "、", "及"):
        return firm
    theirs = len(before) > 1 and scan.text[before[-2].end : before[-1].start] == "是由"
    return before[-2] if theirs else before[-1]


def has_its_own(scan: Scan, firm: Mention, at: int) -> bool:
    """Whether a firm stands with the name before the one at `at`: 某集团纺织项目、某机械项目."""
    return firm.end < at and _ITS_OWN.match(scan.text, firm.end, at) is not None


_ITS_OWN = re.compile(r"[^，。；、]{0,16}(?:项目|工程|园区?|基地)、")


def of_another(scan: Scan, name: str, company: str | None, row: Span | None) -> bool:
    """Whether a firm only has its plant in what is called so (位于某产业园的某公司), or stands in
    `row`, with a member before this one in its list."""
    named = [f for f in scan.companies if f.name == company]
    inside = tuple(f"{name}{at}" for at in ("的", "内的", "里的"))
    if any(scan.text.endswith(inside, 0, f.start) for f in named):
        return True
    return row is not None and any(row.start <= f.start < row.end for f in named)
