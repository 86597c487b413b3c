"""Firms told in a row that sign as many projects told in a row: one each, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from transform.facts.anchor import Anchor
from transform.facts.scan import Scan
from transform.records import Mention

_Thing = TypeVar("_Thing", Anchor, Mention)
_SIGNED_WITH = re.compile(r"(?:分别|共同|正式|现场|成功|就|等)*(?:签订|签署|签约|签下|达成)")


def dealt_out(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Firms in a row that sign as many projects in a row get one each, in order.

    与甲公司、乙公司签订了A项目和B项目.
    """
    firms = scan.companies
    if len(firms) < 2 or len(found) < 2 or not ("签" in scan.text or "达成" in scan.text):
        return found
    for verb in _SIGNED_WITH.finditer(scan.text):
        unit = scan.unit_at(verb.start())
        row = _row([f for f in firms if unit.start <= f.start and f.end <= verb.start()], scan)
        signed = [a for a in found if verb.end() <= a.start < unit.end]
        named = _row(signed, scan)
        if len(row) < 2 or row[-1].end != verb.start() or not named or named[0] is not signed[0]:
            continue
        if len(named) != len(row) or any(a.company for a in named):
            continue
        owners = {id(a): f.name for a, f in zip(named, row, strict=True)}
        found = [replace(a, company=owners.get(id(a), a.company)) for a in found]
    return found


_IN_ROW = re.compile(r"、|和|与|及|以及|和建设|、建设")


def _row(items: list[_Thing], scan: Scan) -> list[_Thing]:
    """The last of the items, with those before it that 、 and 和 join to it."""
    row = items[-1:]
    for item in reversed(items[:-1]):
        if not _IN_ROW.fullmatch(scan.text, item.end, row[0].start):
            break
        row.insert(0, item)
    return row
