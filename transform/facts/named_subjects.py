"""Projects that are called by the brand alone: 绿苇塑胶是该县引进的工业项目，计划总投资8亿元."""

from __future__ import annotations

import re

from transform.facts.anchor import Anchor
from transform.facts.boundary import nouns
from transform.facts.scan import Scan

_SUBJECT = re.compile(
    r"(?:\A|(?<=[。！；\n])|(?<=[。！；\n]目前，)|(?<=据了解，)|(?<=据介绍，)|(?<=其中，))(?P<who>[\u3400-\u9fffA-Za-z]{3,12}?)是(?:由)?"
    r"[^，。；\n]{2,36}?(?:项目|工程)，(?:也是[^，。；\n]{2,30}，)?"
    r"(?:由[^。；\n]{2,48}?(?:投资|出资)建设，)?(?:项目[^，。；\n]{2,16}，)?(?:项目)?(?:计划|预计|概算)?总?投资(?:约|近|超)?\d"
)
_NO_NAME = re.compile(r"该|此|这|它|其|项目|工程|一期|二期|我们|公司$|企业$|[园厂场站楼路桥库]$")


def subjects(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """The anchors of such subjects in units that name no project."""
    if "项目，" not in scan.text and "工程，" not in scan.text:
        return []
    made = []
    for match in _SUBJECT.finditer(scan.text, scan.title_end + 1):
        who, start = match["who"], match.start("who")
        unit = scan.unit_at(start)
        if any(unit.start <= a.start < unit.end and not a.weak for a in found):
            continue
        if _NO_NAME.search(who) or nouns().hollow.match(who):
            continue
        made.append(Anchor(start, match.end("who"), who, who, "firm"))
    return made
