"""One total for each project: what else is called an investment is a part of it, or somebody else's."""

from __future__ import annotations

import re
from dataclasses import replace

from transform.facts.amount_roles import floor
from transform.facts.identity import Named
from transform.facts.scan import Scan, Span
from transform.records import Amount, Mention, Status

_DURING = re.compile(r"累计|[年本当]内|今年|本年|年度")


def one_total(
    scan: Scan, project: Named, found: list[tuple[Amount, Mention]]
) -> list[tuple[Amount, Mention]]:
    """With one total: a later one is what was spent so far or in a year, or is somebody else's,
    unless its clause speaks of the project by name or as 项目."""
    totals = [(a, m) for a, m in found if a.role == "total_investment"]
    if len({m.start for _, m in totals}) < 2:
        return found
    first = _told_first(scan, project, [m for _, m in totals])
    kept = []
    for amount, money in found:
        if amount.role == "total_investment" and money.start != first:
            clause = scan.clause_at(money.start)
            before = scan.text[floor(scan, money, clause) : money.start]
            if spent := _DURING.search(before):
                status: Status = "actual" if spent[0] == "累计" else amount.status
                kept.append((replace(amount, role="other", status=status), money))
                continue
            if not ("项目" in before or _names(project, clause)):
                continue
        kept.append((amount, money))
    return kept


def _told_first(scan: Scan, project: Named, sums: list[Mention]) -> int:
    """Where the total stands that the name leads to: 总投资2亿元的某项目, else the first behind it in
    its unit, else the first of all."""
    for anchor in project.anchors:
        unit = scan.unit_at(anchor.start)
        near = [m for m in sums if unit.start <= m.start and m.end <= unit.end]
        if near:
            direct = [m for m in near if 0 <= anchor.start - m.end < 3]
            behind = [m for m in near if m.start >= anchor.end]
            return (direct or behind or near)[0].start
    return sums[0].start


def _names(project: Named, clause: Span) -> bool:
    return any(clause.start <= a.start < clause.end for a in project.anchors)
