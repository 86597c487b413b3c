"""Where a project stands: the lowest place of Xinjiang that the text gives for it."""

from __future__ import annotations

import re

from transform.facts.amounts import company_own
from transform.facts.anchor import Anchor
from transform.facts.scan import InOrder, Scan, Span, kept, within
from transform.mentions.gazetteer import level, official_name
from transform.mentions.gazetteer import within as in_area
from transform.records import Mention

_NOT_WHERE = ("company", "media", "bank", "aid_team", "other")


def usable(scan: Scan, span: Span) -> list[Mention]:
    """The places of Xinjiang in a span that are no part of a firm's or an aid team's name."""
    return within(_usable(scan), span)


@kept
def _usable(scan: Scan) -> InOrder[Mention]:
    """All such places of an article.

    An article that names no place of Xinjiang tells of another province.
    """
    rows = _in_rows(scan)
    home = "65" if any((p.code or "").startswith("65") for p in scan.places) else ""
    return InOrder(
        p
        for p in scan.places
        if p.code
        and p.code.startswith(home)
        and not p.code.endswith("0000")
        and not _in_name(scan, p)
        and not _holds_another(scan, p)
        and not _of_a_line(scan, p)
        and p.start not in rows
        and not _OF_PEOPLE.match(scan.text, p.end)
        and not (
            "在" in scan.text[max(0, p.start - 6) : p.start] and _MEETING.match(scan.text, p.end)
        )
    )


# 沈阳客商投资5亿元建设的某项目
_OF_PEOPLE = re.compile(r"[市县]?(?:籍|客商|商人|企业家|老板|投资商|商会)")
_BETWEEN = re.compile(r"之?间(?!接)")


def _in_rows(scan: Scan) -> set[int]:
    """Where places of a row of three or more start: 可保障甲市、乙市、丙县的用水 is nowhere."""
    found: set[int] = set()
    row: list[Mention] = []
    for place in [*scan.places, None]:
        joined = place and row and scan.text[row[-1].end : place.start] in ("、", "和", "及", "与")
        if not joined:
            between = bool(row) and _BETWEEN.match(scan.text, row[-1].end)
            found.update(p.start for p in row if len(row) > (1 if between else 2))
            row = []
        if place:
            row.append(place)
    return found


# 在乌鲁木齐签署: where hands are shaken, not where anything is built.
_MEETING = re.compile(r"[市县]?(?:正式|成功|共同)?(?:签署|签订|签约|举行|召开|举办)")


def _in_name(scan: Scan, place: Mention) -> bool:
    return any(
        o.start <= place.start and place.end <= o.end and o.code in _NOT_WHERE
        for o in scan.organisations
    )


def _of_a_line(scan: Scan, place: Mention) -> bool:
    """Whether a place is an end of a road or a pipe: 中卫至兰州高铁, 甲县—乙县联络管道."""
    text = scan.text
    if text[place.end : place.end + 1] in ("至", "—"):
        return _LINE.match(text, place.end + 1) is not None
    return text[place.start - 1 : place.start] in ("至", "—") and bool(
        _LINE.match(text, place.start)
    )


_LINE = re.compile(
    r"[\u3400-\u9fff]{2,6}?(?:高铁|铁路|公路|高速|联络线|联络管道|管道|输变?电|线路|快速路)"
)


def _holds_another(scan: Scan, place: Mention) -> bool:
    """Whether a park within a park stands at another place: 甲县开发区乙市园区 is at 乙市."""
    park = next(
        (o for o in scan.organisations if o.code == "park" and o.start == place.start), None
    )
    return park is not None and any(
        place.end < p.start and p.end <= park.end and p.code != place.code
        for p in within(scan.places, Span(park.start, park.end))
    )


def lowest(places: list[Mention]) -> Mention | None:
    """The first county or city among them, else the first of all."""
    counties = [p for p in places if level(p.code or "") == "county"]
    return (counties or places or [None])[0]  # type: ignore[list-item]


def _inside(place: Mention, names: list[Span]) -> bool:
    return any(start <= place.start < end for start, end in names)


def place_of(
    scan: Scan,
    anchor: Anchor,
    spans: list[Span],
    other_names: list[Span],
    *,
    alone: bool = True,
) -> Mention | None:
    """The place of a project: in its clause and unit, in all that is said of it, else of the
    paragraph before it, else the one that the whole article is about. A place that is part of
    another project's name is not its own. A member of a list (not `alone`) has not the one place of
    an article."""
    unit = scan.unit_at(anchor.start)
    clause = scan.clause_at(anchor.start)
    about = _opening(scan)
    free = [p for p in usable(scan, unit) if not _inside(p, other_names)]
    free = [p for p in free if not _firms_home(scan, p, anchor, about)]
    near = [p for p in free if clause.start <= p.start < clause.end]
    near.sort(key=lambda p: (p.start > anchor.end, abs(anchor.start - p.start)))
    before = [p for p in free if p.end <= clause.start][-1:]
    told = [
        p
        for span in spans
        for p in usable(scan, span)
        if not company_own(scan, scan.clause_at(p.start)) and not _inside(p, other_names)
    ]
    paragraph = usable(scan, Span(scan.paragraph_start(anchor.start), unit.start))
    paragraph = [p for p in paragraph if not _inside(p, other_names)]
    told, paragraph = (
        [p for p in group if not _firms_home(scan, p, anchor, about)] for group in (told, paragraph)
    )
    for group in (near, before, told, list(reversed(paragraph))):
        found = lowest(group)
        if found is not None and level(found.code or "") == "county":
            return found
    wider = next((group[0] for group in (near, before, told, paragraph) if group), None)
    if about is not None and not alone and _inside(about, other_names):
        about = None
    if wider is None or (about and (about.code or "").startswith((wider.code or "")[:4])):
        only = _only(scan, other_names) if alone else None
        return about or wider or only or _of_firm(scan, clause)
    return wider


def _firms_home(scan: Scan, place: Mention, anchor: Anchor, about: Mention | None) -> bool:
    """Whether a place in a name, or a bare one (苏州, no 在 before it), is in another province than
    what the article opens with: where a firm is from (苏州某涂料项目 signed in a county of Anhui)."""
    if about is None or (place.code or "")[:2] == (about.code or "")[:2]:
        return False
    if anchor.start <= place.start < anchor.end:
        return True
    return not (
        (len(place.quote) > 2 and _WRITTEN_OUT.match(place.quote))
        or set("在于往到") & set(scan.text[max(0, place.start - 2) : place.start])
    )


def _of_firm(scan: Scan, clause: Span) -> Mention | None:
    """The county that begins the name of the clause's firm, where nothing else tells the place."""
    starts = {o.start for o in scan.companies if clause.start <= o.start < clause.end}
    for place in within(scan.places, clause):
        code = place.code or ""
        if place.start in starts and code.startswith("65") and level(code) == "county":
            return place
    return None


def _opening(scan: Scan) -> Mention | None:
    """The one place of the title, else of the first sentence."""
    title_end = scan.title_end
    first = next((s for s in scan.sentences if s.start >= title_end), None)
    for span in (Span(0, max(0, title_end)), first):
        found = usable(scan, span) if span else []
        counties = [p for p in found if level(p.code or "") == "county"] or found
        if len({p.code for p in counties}) == 1:
            return counties[0]
    return None


def _only(scan: Scan, other_names: list[Span]) -> Mention | None:
    """The only county, else the only place, of the whole article; not in another project's name."""
    told = usable(scan, Span(0, len(scan.text)))
    everywhere = [p for p in told if not _inside(p, other_names)]
    if any(not in_area(p.code or "", q.code or "") for p in told for q in everywhere[:1]):
        return None  # other projects stand elsewhere
    counties = [p for p in everywhere if level(p.code or "") == "county"]
    for found in (counties, everywhere):
        if len({p.code for p in found}) == 1:
            return found[0]
    return None


_WRITTEN_OUT = re.compile(r".{1,9}(?:县|市|州|(?<!园)(?<!发)区)$")


def name_of(place: Mention | None) -> str | None:
    """The name of a place as the text writes it, if it says what it is (库车县, 克州); else the
    official name of its county, city or prefecture: also for a township or a regiment."""
    if place is None:
        return None
    code = place.code or ""
    if place.rule not in ("township", "regiment") and _WRITTEN_OUT.match(place.quote):
        return place.quote
    return official_name(code) or place.name
