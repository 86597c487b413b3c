"""Names that a sign or a small word would cut: products in a row, a firm with brackets, a brand.

年产5万立方米木地板、胶合板项目 is one name, as are 总投资3亿元的引道绿化、亮化项目 and 某公司（部件）项目;
the 和 of a firm's own brand joins nothing.
"""

from __future__ import annotations

import re

from transform.facts.scan import Scan, kept, within
from transform.records import Mention

_PRODUCTS = re.compile(
    r"年(?:产|加工|处理|屠宰|出栏)(?:约|达)?\d(?:(?!项目|公司|分别|基地|生产线|产业园|[等和])[^，。；：\n“”]){2,40}、$"
)
_PAID = re.compile(
    r"的(?P<first>(?:(?!项目|公司|工程|分别|[年日]产|等)[^，。；：\n“”\d]){2,24})、$"
)
_DEEDS = re.compile(
    r"(?:(?!项目|公司|投资|建设)[\u3400-\u9fff]){2,8}(?:、[\u3400-\u9fff]{2,8}){0,2}、"
)
_LONGEST = 44
_WORKS = re.compile(r"[园场厂站楼馆院校路桥城库](?:、|$)|(?:基地|中心|小区|公园|生产线)(?:、|$)")
_BRACKETED = re.compile(r"[（(][^（）()]{2,14}[）)]$")


def row_start(scan: Scan, floor: int, begin: int) -> int:
    """Where a name begins that 、 cuts: behind the sum of the one project, or at 年产."""
    text = scan.text
    if text[begin - 1 : begin] != "、":
        return begin
    low = max(floor, begin - _LONGEST)
    if match := _PRODUCTS.search(text, low, begin):
        return match.start()
    if firm := next((f for f in reversed(within(scan.companies, (low, begin)))), None):
        if _DEEDS.fullmatch(text, firm.end, begin):
            return firm.end  # 某公司生猪屠宰、肉品深加工项目
    sums = within(scan.money, (low, begin))
    if not sums or "投资" not in text[max(floor, sums[-1].start - 8) : sums[-1].start]:
        return begin
    row = _PAID.match(text, sums[-1].end, begin)
    if row is None or _WORKS.search(row["first"]):
        return begin  # 投资5亿元的甲产业园、乙项目 are two
    return row.start("first")


def bracketed(scan: Scan, end: int) -> Mention | None:
    """The firm before a name that is brackets alone, which end at `end`: 某公司（挖掘机）项目."""
    if scan.text[end - 1 : end] not in ("）", ")"):
        return None
    row = _BRACKETED.search(scan.text, max(0, end - 16), end)
    return next((f for f in scan.companies if row and f.end == row.start()), None)


_SMALL = frozenset("和与及等对为由于至就到有元家在其将")


@kept
def brands(scan: Scan) -> frozenset[str]:
    """Two characters of each firm's name that begin with a word at which names are cut: 和盛."""
    found = set()
    for firm in scan.companies:
        name = firm.name or ""
        found |= {
            name[i : i + 2]
            for i, char in enumerate(name[:8])
            if char in _SMALL and name[i : i + 2] != "有限"
        }
    return frozenset(found)


_LINE = re.compile(r"([\u3400-\u9fff])([\u3400-\u9fff])(高速|铁路|公路|高铁)(?:公路)?")
_ENDS_OF = re.compile(
    r"([\u3400-\u9fff])[\u3400-\u9fff]+[至到]([\u3400-\u9fff])[\u3400-\u9fff]+?(?:高速|铁路|公路|高铁)"
)


def line_of(long: str, short: str) -> bool:
    """Whether 精阿高速 is 精河至阿拉山口高速公路: by the first characters of both its ends."""
    line, whole = _LINE.fullmatch(short), _ENDS_OF.search(long)
    return bool(line and whole and line.groups()[:2] == whole.groups())
