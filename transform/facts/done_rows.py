"""Lists of projects behind what is done with them, counted nowhere: 建成投用A园、B中心，加快建设C高速、D机场.

Every item must end as works do, and most must say which they are: 加快建设厂房、道路 names none.
"""

from __future__ import annotations

import re

from transform.facts.anchor import Anchor, members
from transform.facts.boundary import is_generic
from transform.facts.scan import Scan, Span

_DEED = re.compile(
    r"(?:建成(?!投|后)|建成投[运用产]|竣工投[运用产]|加快(?:推进|建设)|新开工建设|开工建设|启动建设|续建|全力推进|全速推进|重点推进)(?:了)?"
)
_ROW = re.compile(
    r"(?P<items>[^，。；：\n“”]{9,400}?)"
    r"(?:等(?:\d+个)?[^，。；：、\d]{0,10}(?:项目|工程))?(?:建设)?(?=[，。；\n])"
)
_ENDS = re.compile(
    r"(?:(?<!民生)项目|工程|园|园区|基地|中心|工厂|[电泵]站|线|市场|广场|医院|学校|枢纽|综合体|小镇|高速|公路|铁路|大道|大桥|机场|水库|改扩建|新区|码头|口岸|电厂|水厂|公寓|综合楼|中学|小学|幼儿园|校区|院区|安置点)"
    r"(?:[（(][^）)]*[）)])?$"
)
_HEAD = re.compile(
    r"(?:项目|工程|产业园区|产业园|工业园|园区|园|基地|中心|工厂|市场|广场|医院|学校|枢纽|小镇|公寓|综合楼|中学|小学|幼儿园|高速|公路|铁路|大道|大桥|机场|水库|改扩建)(?:[（(][^）)]*[）)])?$"
)
_BETWEEN = re.compile(r"、|(?<=项目)[和及与]|以及")
_LONGEST = 28


def rows(scan: Scan, taken: list[Span]) -> list[tuple[int, int, list[Anchor]]]:
    """Where each such list begins and ends, with its members; none inside of `taken`."""
    found: list[tuple[int, int, list[Anchor]]] = []
    if "、" not in scan.text:
        return found
    for deed in _DEED.finditer(scan.text, scan.title_end + 1):
        row = _ROW.match(scan.text, deed.end())
        if (
            row is None
            or "、" not in row["items"]
            or any(s.start < row.end() and row.start() < s.end for s in taken)
        ):
            continue
        items = members(row, _BETWEEN)
        if not all(_ENDS.search(i.name) and len(i.name) <= _LONGEST for i in items):
            continue
        named = [i for i in items if _is_one(scan, i)]
        if len(items) > 1 and len(named) * 2 > len(items):
            found.append((row.start(), row.end(), named))
    return found


def _is_one(scan: Scan, item: Anchor) -> bool:
    """Whether an item says which works it is."""
    head = _HEAD.search(item.name)
    stem = item.end - len(head[0]) if head else item.end
    return stem - item.start > 1 and not is_generic(scan, item.start, stem)
