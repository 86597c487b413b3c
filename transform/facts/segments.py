"""Which project a stretch of text speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transform.facts.names import Named
from transform.facts.scan import Scan, Span, within
from transform.mentions import organisation

_BACK = re.compile(
    r"该项目|项目|一期|二期|三期|首期|后期|首批|全部|建成后|投产后|达产后|并网后|投用后|该公司|公司|企业|工程|园区|基地|新楼|该校|该园|其中|预计|达产|产能|产值|占地|总投资|"
    r"生产线|设备|投产|开工|竣工|计划|主要|可|投资|施工|分两|设计|建筑面积"
)
_WIDE = re.compile(
    r"全县|全州|全市|全区|全地区|全疆|全兵团|全师|师市|各地|援疆项目\d|项目\d+个|\d+(?:余|多)?(?:个|项)[^，。]{0,12}项目|今年以来|截至目前，?(?:全|已|共|累计)|"
    r"招商引资(?:项目|到位|企业)|(?:县|市|州|区|局|委|部|组)(?:有关|相关)?负责人|指挥部|工作组|前指|对口支援|五年来|三年来|累计(?:为|引进|安排|投入|实施|签约)"
)
_OWN = re.compile(
    r"注册资本|母公司|集团(?:现有|拥有|去年)|总部|市值|净利润|营业收入|营收|上市|在全国|旗下拥有|同类|全国|全球|行业"
)


@dataclass(slots=True)
class Segment:
    """Clauses that speak of one project; None where they speak of none or of many."""

    span: Span
    project: Named | None
    clauses: list[Span] = field(default_factory=list)


def about_company(text: str) -> bool:
    """Whether a clause tells of a company as such, not of the project."""
    return bool(_OWN.search(text))


def _anchored(scan: Scan, projects: list[Named]) -> list[tuple[int, int, Named]]:
    return sorted((a.start, a.end, p) for p in projects for a in p.anchors)


def segments(scan: Scan, projects: list[Named]) -> list[Segment]:
    """The text in stretches, each with its project. Titles carry names, and nothing else."""
    anchors = [(s, e, p) for s, e, p in _anchored(scan, projects)]
    found: list[Segment] = []
    current: Named | None = None
    paragraph = -1
    main = _main(projects)
    for unit in scan.units:
        if scan.has_title and unit.start < scan.text.find("\n"):
            continue
        start = scan.paragraph_start(unit.start)
        fresh, paragraph = start != paragraph, start
        here = [(s, e, p) for s, e, p in anchors if unit.start <= s < unit.end]
        words = scan.text[unit.start : unit.end]
        if not here:
            wide = _WIDE.search(words)
            back = _BACK.search(words)
            if fresh and current is not None:
                current = (
                    main
                    if (main and back and not wide)
                    else (
                        current
                        if back
                        and re.match(r"\s*(?:“)?(?:该|项目|一期|二期|建成|投产|达产|公司)", words)
                        else None
                    )
                )
            project = current if back and not wide else None
            found.append(Segment(unit, project, scan.clauses(unit)))
            continue
        found += _split(scan, unit, here)
        current = here[-1][2]
    return found


def _main(projects: list[Named]) -> Named | None:
    """The only project of an article, None where there are several."""
    real = [p for p in projects if not p.grouped]
    return real[0] if len(real) == 1 else None


def _split(scan: Scan, unit: Span, here: list[tuple[int, int, Named]]) -> list[Segment]:
    """A unit with anchors by clauses: each clause goes with the anchor in it, else the last one.

    Clauses before the first anchor go with it, and a clause that begins with a company goes with
    the next anchor: the company is its subject.
    """
    clauses = scan.clauses(unit)
    owner: list[Named | None] = []
    for clause in clauses:
        inside = [p for s, _, p in here if clause.start <= s < clause.end]
        owner.append(inside[-1] if inside else None)
    following: Named | None = None
    resolved: list[Named] = [here[0][2]] * len(clauses)
    previous = here[0][2]
    for i, clause in enumerate(clauses):
        if owner[i] is not None:
            previous = owner[i] or previous
        else:
            following = next((o for o in owner[i + 1 :] if o is not None), None)
            companies = [o for o in within(scan.organisations, clause) if o.code == "company"]
            if (
                following
                and companies
                and (
                    following.company is None
                    or organisation.same(companies[0].name or "", following.company)
                )
                and companies[0].start - clause.start <= 4
            ):
                previous = following
        resolved[i] = previous
    parts: list[Segment] = []
    for clause, project in zip(clauses, resolved, strict=True):
        if parts and parts[-1].project is project:
            parts[-1].span = Span(parts[-1].span.start, clause.end)
            parts[-1].clauses.append(clause)
        else:
            parts.append(Segment(clause, project, [clause]))
    return parts
