"""Places in a text, with their GB/T 2260 code.

The longest name wins at each position. A name that several places share is settled by the places
that the text names in full; a bare 和田 or 阿克苏 is else the prefecture, a bare 伊宁 the city.
Townships and regiments carry the code of their county or city, and their own name. A place inside
an organisation's name (新疆…公司) keeps its mention under the rule `inside_organisation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from transform.mentions.gazetteer import (
    Entry,
    adcode,
    gazetteer,
    level,
    official_name,
    parent,
    within,
)
from transform.mentions.tables import rows
from transform.records import Mention

__all__ = [
    "adcode",
    "county_of",
    "find",
    "in_xinjiang",
    "inside",
    "level",
    "lowest",
    "official_name",
    "parent",
    "within",
]

# What follows a short name and makes it a river, a street, a jade, a language.
_NOT_AFTER = re.compile(r"[河江湖山玉语路街]|大街|大道|盆地|沙漠|话|菜|充足|时数")
# The character before that makes a word of both: 重大庆典, 确保定期, 投资兴建.
_NOT_BEFORE = {
    "重": "大庆",
    "确": "保定",
    "更": "新和",
    "创": "新和",
    "出": "海口",
    "一": "日照",
    "投": "资兴",
}
# 二十三师, 十三师范: no division of the Corps.
_OTHER_DIVISION = re.compile(r"[一二三四五六七八九]\||.?\|[范傅]")
_AID_AFTER = re.compile(r"市?(?:援|对口|前方|前指)")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_REGIMENT = re.compile(
    r"(?<![\d第])(?:(?P<arabic>\d{1,3})|(?P<han>[〇零○一二三四五六七八九十百]{2,5}))团"
    r"(?![队结体长圆伙购聚员组委])(?:场|镇)?"
)

_NUMBERED = re.compile(r"团(?<=[\d〇零○一二三四五六七八九十百]团)")


def _in_their_county(found: list[Mention]) -> list[Mention]:
    """Townships with the code of the county that stands directly before them."""
    for index, (left, right) in enumerate(pairwise(found)):
        if right.rule != "township" or left.end != right.start or left.code == right.code:
            continue
        if left.code and level(left.code) == "county":
            found[index + 1] = replace(right, code=left.code)
    return found


class _Hit(NamedTuple):
    start: int
    end: int
    text: str
    entry: Entry


def find(text: str, organisations: Iterable[Mention] = ()) -> list[Mention]:
    """Mentions of kind place: name (official), code (adcode or None), rule (see the module).

    `organisations` are mentions inside which a place is only part of a name.
    """
    entries = gazetteer().entries
    hits = [_Hit(*span, entries[span[2]]) for span in gazetteer().lookup.spans(text)]
    full = {h.entry.codes[0] for h in hits if _counts_in_full(h.entry)}
    found = [m for hit in hits if (m := _settle(text, hit, full)) is not None]
    found = _with_regiments(text, _in_their_county(found))
    organisations = list(organisations)
    return inside(found, organisations) if organisations else found


# 示范县, 振兴县域: counties of two characters begin behind a sign, a place or a small word.
_LEADS = frozenset("在到赴与和及对从为的是于向由援进往省市州")


def _inside_word(text: str, hit: _Hit) -> bool:
    before = text[hit.start - 1 : hit.start]
    if hit.text == "和县":
        return not text.endswith("安徽", 0, hit.start)
    return "\u3400" <= before <= "\u9fff" and before not in _LEADS


def _counts_in_full(entry: Entry) -> bool:
    return len(entry.codes) == 1 and entry.rule in ("full_name", "alias", "division")


def _settle(text: str, hit: _Hit, full: set[str]) -> Mention | None:
    entry, rule = hit.entry, hit.entry.rule
    if rule in ("short_name", "guarded", "marked"):
        if (
            _NOT_AFTER.match(text, hit.end)
            or _NOT_BEFORE.get(text[hit.start - 1 : hit.start]) == hit.text
        ):
            return None
        if rule != "short_name" and full.isdisjoint(entry.codes):
            if not _AID_AFTER.match(text, hit.end):
                return None
        rule = "short_name"
    if rule == "full_name" and len(hit.text) == 2 and _inside_word(text, hit):
        return None
    if rule == "division" and not hit.text.startswith("第"):
        around = text[max(0, hit.start - 1) : hit.start] + "|" + text[hit.end : hit.end + 1]
        if _OTHER_DIVISION.match(around):
            return None
    code = _choose(entry, hit.text, full)
    if code is None and entry.codes:
        return None
    name = entry.name or (official_name(code) if code else None) or hit.text
    return Mention("place", hit.start, hit.end, hit.text, rule, name=name, code=code)


def _choose(entry: Entry, text: str, full: set[str]) -> str | None:
    """The code meant, None where candidates stay open."""
    codes = entry.codes
    if len(codes) < 2:
        return codes[0] if codes else None
    if entry.rule in ("full_name", "township"):
        wider = full | {parent(code) or "" for code in full}
        near = [c for c in codes if c in full or wider & {parent(c) or "", c[:2] + "0000"}]
        if entry.rule == "township":
            near = [c for c in codes if c in full] or near
        return near[0] if len(near) == 1 else None
    named = [c for c in codes if c in full]
    return named[0] if named else codes[0]


def _with_regiments(text: str, places: list[Mention]) -> list[Mention]:
    if "团" not in text or not _NUMBERED.search(text):
        return places
    corps = any(m.rule in ("division", "guarded") or m.quote.endswith("兵团") for m in places)
    out = list(places)
    for match in _REGIMENT.finditer(text):
        number = _number(match["arabic"] or match["han"])
        code = _regiments().get(number)
        if code is None or (not corps and "师" not in text and number < 20):
            continue
        if not any(m.start < match.end() and match.start() < m.end for m in out):
            name = match[0]
            out.append(
                Mention("place", match.start(), match.end(), name, "regiment", name=name, code=code)
            )
    return sorted(out, key=lambda m: m.start)


@cache
def _regiments() -> dict[int, str]:
    """City code by the number of a regiment of the Corps."""
    found: dict[int, str] = {}
    for row in rows("regiments"):
        for number in range(int(row["first"]), int(row["last"]) + 1):
            found[number] = row["code"]
    return found


def _number(words: str) -> int:
    """1 to 299 from 64, 六十四, 一五〇, 一百二十一."""
    if words.isdigit() and words.isascii():
        return int(words)
    if not set(words) & set("十百"):
        return int("".join(_DIGITS.get(c, "0") for c in words) or 0)
    total = digit = 0
    for char in words:
        if char == "百":
            total, digit = total + max(digit, 1) * 100, 0
        elif char == "十":
            total, digit = total + max(digit, 1) * 10, 0
        else:
            digit = int(_DIGITS.get(char, "0"))
    return total + digit


def inside(places: Sequence[Mention], organisations: Iterable[Mention]) -> list[Mention]:
    """The places again; those within an organisation's name have the rule inside_organisation.

    A place that begins a government body, a park, a school or a hospital still tells where it is,
    so its rule stays; one within the name of a company or an aid team does not.
    """
    spans = [
        (o.start, o.end)
        for o in organisations
        if o.code in ("company", "aid_team", "media", "bank")
    ]
    return [
        replace(p, rule="inside_organisation")
        if any(start <= p.start and p.end <= end for start, end in spans)
        else p
        for p in places
    ]


def in_xinjiang(code: str | None) -> bool:
    """Whether a code lies in Xinjiang."""
    return code is not None and code.startswith("65")


def lowest(places: Iterable[Mention]) -> Mention | None:
    """The most exact of them: county before prefecture before province, the first of equals.

    Places inside an organisation's name and those without a code do not count; Xinjiang's win.
    """
    rank = {"county": 0, "prefecture": 1, "province": 2}
    usable = [p for p in places if p.code and p.rule != "inside_organisation"]
    return min(
        usable,
        key=lambda p: ((p.code or "")[:2] != "65", rank[level(p.code or "")], p.start),
        default=None,
    )


def county_of(text: str, offset: int, places: Sequence[Mention] | None = None) -> Mention | None:
    """The county of Xinjiang that `offset` stands under: the last one named before it in its
    sentence, else in its paragraph, else the first of the text; None where none is named."""
    places = find(text) if places is None else places
    counties = [
        p
        for p in places
        if p.code
        and p.code.startswith("65")
        and level(p.code) == "county"
        and p.rule != "inside_organisation"
    ]
    before = [p for p in counties if p.start <= offset]
    for stops in "。！？\n", "\n":
        begin = max(text.rfind(stop, 0, offset) for stop in stops)
        near = [p for p in before if p.start > begin]
        if near:
            return near[-1]
    return counties[0] if counties else None
