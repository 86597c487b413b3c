"""Lists of projects told of together: `A、B、C等6个项目`, `等总投资4.15亿元的项目`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.facts.anchor import Anchor
from transform.facts.scan import Scan

_LIST = re.compile(
    r"(?P<items>[^，,。；;：:\n]{3,}、[^，,。；;：:\n]{3,}?)等(?P<rest>[^，,。；;\n]{0,24}?项目|\d+\s*(?:个|项))"
)
# One named of many: 用于某园区标准化厂房及道路配套设施等9个项目.
_SINGLE = re.compile(
    r"(?:用于|包括|实施|建设)(?P<item>[^，,。；;：:、\n]{5,28})等(?P<rest>\d+\s*(?:个|项)[^，,。；;\n]{0,6}项目)"
)
_LEAD = re.compile(
    r"^.*?(?:包括|签订|签署|签约|引进|推进|今年|去年|实施|建设|用于|分别为|分别是|其中|有|是)(?=[\u3400-\u9fffA-Za-z0-9“])"
)
_COMPANY = re.compile(
    r"^(?P<company>.{2,10}?(?:集团|公司|科技|机械|电子|纺织|能源|食品|药业|化工|实业|新材料|农业|生物|度))(?=[\u3400-\u9fff0-9])"
)
# Industries and products are no projects.
_CLASS = re.compile(
    r"^(?:[\u3400-\u9fff]{2,6}(?:业|产业|领域|行业|制造|装备|医药|旅游|建设|文旅|能源|材料|配件|国企|物流|培训|服装|纺织))$"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of named projects; `start` and `end` bound the whole phrase."""

    start: int
    end: int
    members: tuple[Anchor, ...]
    count: int | None


def listed(scan: Scan) -> list[Listed]:
    """The lists of an article whose items are projects."""
    found: list[Listed] = []
    for match in _LIST.finditer(scan.text):
        if scan.has_title and match.start() < scan.text.find("\n"):
            continue
        raw = match["items"]
        lead = _LEAD.match(raw.partition("、")[0])
        offset = lead.end() if lead else 0
        items: list[Anchor] = []
        at = match.start() + offset
        for part in raw[offset:].split("、"):
            start, name = at, part.strip()
            at += len(part) + 1
            if len(name) < 4 or len(name) > 28 or _CLASS.match(name):
                items = []
                break
            company = _COMPANY.match(name)
            items.append(
                Anchor(
                    start, start + len(part), name, company["company"] if company else None, "list"
                )
            )
        if len(items) < 2:
            continue
        found.append(
            Listed(match.start() + offset, match.end(), tuple(items), _count(match["rest"]))
        )
    return found + _singles(scan)


def _singles(scan: Scan) -> list[Listed]:
    found = []
    for match in _SINGLE.finditer(scan.text):
        if _CLASS.match(match["item"]):
            continue
        item = Anchor(match.start("item"), match.end("item"), match["item"], None, "list")
        found.append(Listed(item.start, match.end(), (item,), _count(match["rest"])))
    return found


def _count(words: str) -> int | None:
    count = re.search(r"(\d+)\s*(?:个|项)", words)
    return int(count[1]) if count else None
