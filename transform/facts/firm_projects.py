"""A firm that is told of as a project: 某公司落户精河县，总投资1.1亿元，11月投产.

Where a unit names no project and no works, a firm that settles, builds or opens there for a sum that
the text calls an investment is one; it is called by the firm's name. 投资5600万元的某公司去年建成 counts
too. A firm that another name tells a project of is none, nor are firms that are counted.
"""

from __future__ import annotations

import re

from transform.facts.anchor import Anchor
from transform.facts.firms import elsewhere, firms_in
from transform.facts.scan import Scan, Span, within
from transform.mentions import organisation
from transform.records import Mention

_SETTLES = re.compile(
    r"(?:落户|落地|入驻|进驻)(?!的|率)[^，。；]{0,4}[\u3400-\u9fff]|建厂|开工|动工|建成|投产|招商引资的(?:重点)?项目"
)
_INVESTS = re.compile(r"(?:总投资|投资额|投资)[约近超逾达为]{0,2}$")
_NOT_IT = re.compile(r"[、和及与由经对为给向从被同]$|^\s*“?(?:该|此|这)?(?:项目|工程)")
_ONE_OF = re.compile(r"是[^，。；]{2,24}之一")  # 某集团是该乡的龙头企业之一
_PAID_BY = re.compile(r"投资[^，。；]{1,10}元[、，]?[^，。；]{0,16}的$")


def firm_projects(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """The anchors of firms that are projects themselves."""
    if "投资" not in scan.text:
        return []
    made: list[Anchor] = []
    for firm in scan.companies:
        unit = scan.unit_at(firm.start)
        if any(unit.start <= a.start < unit.end for a in (*found, *made)):
            continue
        if _told_elsewhere(scan, firm, found + made) or elsewhere(scan, unit):
            continue
        if _is_project(scan, firm, unit):
            name = firm.name or firm.quote
            made.append(Anchor(firm.start, firm.end, name, name, "firm"))
    return made


def _told_elsewhere(scan: Scan, firm: Mention, found: list[Anchor]) -> bool:
    """Whether a project of the firm is named somewhere: by it, in its unit or its paragraph."""
    name = firm.name or ""
    for anchor in found:
        if anchor.company and organisation.same(anchor.company, name):
            return True
        start = scan.paragraph_start(anchor.start)
        near = firms_in(scan, Span(start, scan.unit_at(anchor.start).end))
        if any(organisation.same(f.name or "", name) for f in near):
            return True
    return False


def _is_project(scan: Scan, firm: Mention, unit: Span) -> bool:
    text = scan.text
    if len(firms_in(scan, unit)) != 1 or _NOT_IT.search(text[unit.start : firm.start]):
        return False
    if text.startswith(("等", "、", "和"), firm.end) or _ONE_OF.match(text, firm.end):
        return False
    paid = _PAID_BY.search(text, unit.start, firm.start)
    start = unit.start if paid else firm.end
    sums = within(scan.money, Span(start, unit.end))
    invested = [m for m in sums if _INVESTS.search(text, max(start, m.start - 8), m.start)]
    if not invested:
        return False
    return bool(_SETTLES.search(text, firm.end, unit.end))
