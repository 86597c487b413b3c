"""Projects in a row, each led by its own sum: 总投资3亿元的甲阀门、总投资2亿元的乙公司轮毂、1亿元的丙造船等."""

from __future__ import annotations

import re

from transform.facts.anchor import Anchor
from transform.facts.boundary import nouns
from transform.facts.scan import Scan, within

_LED = re.compile(
    r"(?:(?:计划|预计|概算)?总?投资(?:额)?)?(?:约|近|超|达)?\d[\d.]*[万亿]元的?"
    r"(?P<name>(?!投资|资金|项目|企业|以上|产值)[^，。；：、\n“”\d][^，。；：、\n“”]{2,34}?)"
    r"(?=、|等(?:一批|\d|重[点大]|[^，。；]{0,8}项目|[。，；])|[，。；]|(?:和|及|以及)(?:总投资|投资|\d))"
)
_FIRST = re.compile(r"总?投资(?:额)?(?:约|近|超|达)?\d[\d.]*[万亿]元的")
_AND = re.compile(r"、|和|及|以及")
_DEED = re.compile(
    r"(?:正式|成功|顺利|陆续|相继|同时)?(?:签约|开工|竣工|投产|落户|落地|启动|奠基)[^、]*$"
)


def sum_rows(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """The anchors of such rows where no other anchor stands."""
    text = scan.text
    made: list[Anchor] = []
    if "元的" not in text:
        return made
    at = scan.title_end + 1
    while first := _FIRST.search(text, at):
        row, end = [], first.start()
        while item := _LED.match(text, end):
            row.append(item)
            end = item.end()
            if not (more := _AND.match(text, end)):
                break
            end = more.end()
        at = max(end, first.end())
        if len(row) > 1:
            made += [a for item in row if (a := _anchor(scan, item)) and _free(found, a)]
    return made


def _free(found: list[Anchor], made: Anchor) -> bool:
    return not any(a.start < made.end and made.start < a.end for a in found)


def _anchor(scan: Scan, item: re.Match[str]) -> Anchor | None:
    start, name = item.start("name"), _DEED.sub("", item["name"])
    if len(name) < 3 or nouns().hollow.match(name):
        return None
    firm = next((f for f in within(scan.companies, (start, start + 40)) if f.start == start), None)
    if firm is None or firm.end >= start + len(name):
        return Anchor(start, start + len(name), name, firm.name if firm else None, "list")
    return Anchor(
        firm.end, start + len(name), scan.text[firm.end : start + len(name)], firm.name, "list"
    )
