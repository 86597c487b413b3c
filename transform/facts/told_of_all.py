"""What is told of several projects at once by their number: 两个项目均已完成主体结构建设.

The number must be that of the projects named before it in the article, or of those named in its own
sentence and the one before (甲医院、乙医院和丙医院…，这三座医院将于今年第四季度竣工).
"""

from __future__ import annotations

import re

from transform.facts.identity import Named
from transform.facts.milestones import milestones
from transform.facts.scan import Scan, Span
from transform.facts.topics import Topic
from transform.mentions.numeral import small_count
from transform.records import Milestone

_ALL = re.compile(
    r"(?:^|[，。；\n“])(?:目前|截至目前|如今|现在|据悉|届时)?，?(?P<these>(?:这|上述|以上)?(?P<count>[2-9两二三四五六七八九])"
    r"(?:个|座|所|家|条|项)(?:重点|援疆|援建)?(?:项目|工程|医院|学校|园区|水库|电站|公路))(?!中|之一|的|名)"
)


def told_of_all(scan: Scan, named: list[Named]) -> dict[int, list[Milestone]]:
    """The milestones that are told of several projects at once, by the id of each project."""
    found: dict[int, list[Milestone]] = {}
    if len(named) < 2:
        return found
    for match in _ALL.finditer(scan.text, scan.title_end + 1):
        start = match.start("these")
        count = small_count(match["count"])
        meant = _meant(scan, named, start, count)
        unit = Span(start, scan.unit_at(start).end)
        clauses = scan.clauses(unit) if meant else []
        for project in meant:
            told = milestones(scan, [Topic(unit, project, clauses)])
            found.setdefault(id(project), []).extend(told)
    return found


def _meant(scan: Scan, named: list[Named], at: int, count: int) -> list[Named]:
    """The projects that a number stands for, none where it is not theirs."""
    before = [p for p in named if any(scan.title_end < a.start < at for a in p.anchors)]
    if len(before) == count:
        return before
    sentence = scan.sentence_at(at)
    near = scan.sentence_at(sentence.start - 1).start if sentence.start else 0
    close = [p for p in before if any(near <= a.start < at for a in p.anchors)]
    return close if len(close) == count else []
