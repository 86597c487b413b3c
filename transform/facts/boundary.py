"""Where the name of a project begins, and whether it names anything.

From its noun a name is grown to the left up to a sign, a body's name, a sum of money, a date or
the last word that no name holds (建设, 位于, 的), unless nothing would be left of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import attrgetter

from transform.facts.name_forms import brands
from transform.facts.scan import Scan, Span, within
from transform.facts.words import table
from transform.mentions.lookup import Lookup, any_of
from transform.records import Mention

LONGEST = 44
_OWNERS = ("school", "hospital")
_BUILD = ("新建", "建设", "扩建", "改建")
_OUTSIDE = re.compile(r"[^〇\u3400-\u9fffA-Za-z0-9.（）()·×+%—\-/“”‘’《》]")
_PLAIN = re.compile(r"[〇\u3400-\u9fffA-Za-z0-9.·×+%\-/]+")
_QUOTES = {"”": "“", "’": "‘", "》": "《"}
_RATE = re.compile(r"(?:年|日)(?:产|处理|加工|屠宰|供|生产|发电)[^，。的]{0,22}$")
_SIZED_HEAD = re.compile(r"\d[\d.]*(?:万千瓦|兆瓦|吉瓦|[GM]W)的")  # 5GW的全产业链的光伏园
_SIZED = re.compile(r"\d[万亿]?(?:锭|吨|千瓦|兆瓦|吉瓦|[GM]W|头|只|羽|套|件)$")
_PARTNER = re.compile(
    r"(?:公司|集团|县|市|州|政府|局|厂|企业|社|部|组|委|会|项目|工程|[一二三四]期)$"
)
_WORKS = re.compile(r"(?:产业园|园区|科技园|物流园|工业园|示范园)$")  # 甲产业园和乙产业园 are two
# A school and a school are two: what stands in a place of its own.
_PUBLIC = ("医院", "卫生院", "福利院", "养老院", "敬老院", "学校", "小学", "中学", "幼儿园")
_PLANTS = re.compile(r"(?:[园厂场站楼]|园区|基地|中心)$")
_FORMS = "业|集团|公司|厂|科技|能源|电子|食品|股份|控股|机械|重工"
_TRADES = "纺织|化工|新材料|生物|医药|制药|环保|电力|农业|牧业|服装|服饰|家纺|物流|棉业|矿业|乳业"
_MAKES = r"(?=年产|日处理|年加工|\d)"
_OWNER = re.compile(rf"[\u3400-\u9fff]{{2,10}}?(?:{_FORMS}){_MAKES}")


_ALIAS = re.compile(r"[（(](?:以下|下文)?(?:简称|下称)[^（(）)]{2,14}[）)]$")
_WHERE = re.compile(r"[（(][\u3400-\u9fff]{2,6}[）)]")  # 三一重能（巴里坤）装备制造产业园
_SHARES = re.compile(r"[\u3400-\u9fff]{2,6}?(?:控股|股份)(?=[\u3400-\u9fff]{2})(?!制|合作|改)")
_TRADE = re.compile(rf"[\u3400-\u9fff]{{4,10}}?(?:{_TRADES}){_MAKES}")
BRAND = re.compile(f"(?:{_FORMS}|{_TRADES}){_MAKES}|控股|股份")  # in each of these


class Nouns:
    """The words of data/names.toml, made ready for looking."""

    def __init__(self) -> None:
        heads = table("names")["heads"]
        self.weak = [w for key, group in heads.items() if key != "strong" for w in group]
        self.strong = set(heads["strong"])
        self.weak_heads = Lookup(self.weak)
        self.heads = Lookup([*self.strong, *self.weak])
        cut, joined = table("names")["start"]["cut"], table("names")["start"]["joined"]
        self.always = frozenset(table("names")["start"]["always"])
        self.cut = re.compile(f"{any_of(joined)}|{any_of(cut)}")  # the joined hide the cut ones
        self.cut_words = set(cut) - set(joined)
        generic = any_of(table("names")["generic"]["words"])
        generic += "|援[\u4e00-\u9fff]"
        self.generic = re.compile(rf"(?:{generic}|[\d.一二三四五六七八九十百千万余几两—\-、“”]+)*$")
        guards = table("names")["guards"]
        self.deeds = tuple(guards["deeds"])
        self.parts = set(table("names")["heads"]["parts"])
        self.hollow = re.compile(
            rf"(?:{generic}|{any_of(cut)}|[\d.一二三四五六七八九十百千万余几两—\-、“”]+)*$"
        )
        self.part_before = re.compile(f"(?:{any_of(guards['part_before'])})$")
        self.visited_before = re.compile(f"(?:{any_of(guards['visited_before'])})$")
        self.place_before = re.compile(f"(?:{any_of(guards['place_before'])})$")


@cache
def nouns() -> Nouns:
    """The words of data/names.toml as patterns."""
    return Nouns()


def begin(scan: Scan, end: int, floor: int) -> tuple[int, str | None]:
    """Where the name whose noun starts at `end` begins, and the company that stands before it."""
    text = scan.text
    low = _sign_before(text, max(floor, end - LONGEST), end)
    company: str | None = None
    # A body, a sum or a date that ends inside bounds the name.
    for mention in _bounds(scan, low, end):
        if mention.kind == "organisation":
            if mention.code == "company" and mention.end < end:
                low = mention.end + (text[mention.end] == "的")
                low = where.end() if (where := _WHERE.match(text, low, end)) else low
                company = mention.name
            elif mention.code in ("aid_team", "government") and mention.end == end:
                continue  # 某指挥部综合楼: whose it is
            elif mention.code in ("aid_team", "government", "media", "bank"):
                low, company = max(low, mention.end), None
        elif mention.end <= end and mention.end > low:
            low = mention.end
    bodies = {o.end for o in within(scan.organisations, (low, end)) if o.code in _OWNERS}
    places = within(scan.places, (low, end))
    if places:
        bodies |= _between_places(text, places, _line_start(text, low, end))
    bodies |= {m.start() for m in _VILLAGE.finditer(text, low, end)}
    bodies |= {p.end for p in places if text[p.end : p.end + 1] == "家"}  # 某镇家荣果蔬冷藏库
    for place in places:  # 日 of 库兰萨日克乡 is no word
        if place.rule == "township":
            bodies.update(range(place.start, place.end))
    bodies |= _on_roads(text, low, end)
    for brand in brands(scan):
        bodies.update(_all_of(text, brand, low, end))
    low = _after_cut(text, low, end, bodies, {p.start for p in places})
    if company is None or text[low - 1 : low] not in ("", "的", "）"):
        company = next((o.name for o in reversed(scan.companies) if o.end == low), None)
    if company is None and (owner := _brand(scan, low, end)):
        return owner.end(), owner[0]
    return low, company


def _all_of(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where words stand in a stretch of text."""
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _brand(scan: Scan, low: int, end: int) -> re.Match[str] | None:
    """The firm that a name begins with, told by its trade or its form alone."""
    if owner := _OWNER.match(scan.text, low, end):
        return owner
    led = next((p.end for p in within(scan.places, (low, end)) if p.start == low), None)
    if owner := _SHARES.match(scan.text, led or low, end):
        return owner  # 华远控股智能装备项目
    return _TRADE.match(scan.text, low, end) if led else None  # 浙江新天纺织30万锭项目


def _line_start(text: str, low: int, end: int) -> int:
    """Where the word for a line begins that a name ends in, else its end: 某铁路建设(项目)."""
    found = _LINE.search(text, max(low, end - 6), end + 2)
    return found.start() if found else end


_VILLAGE = re.compile(r"家[\u3400-\u9fff]{1,2}村")  # 八家户村
_ROAD = re.compile(r"(?:国道|省道|县道|公路|铁路|高速|线)[^，。；至到]{2,6}(?P<to>[至到])")


def _on_roads(text: str, low: int, end: int) -> set[int]:
    """Where 至 stands between two places on a road: 346国道甲店至乙淮段改扩建项目."""
    return {m.start("to") for m in _ROAD.finditer(text, low, end)}


_LINE = re.compile(r"(?:高速)?(?:铁路|公路|高速|管道|输水|高铁|专用线)")


def _between_places(text: str, places: list[Mention], end: int) -> set[int]:
    """Where 至 and 到 stand between two places: 某县至某县公路 is one road."""
    starts = {p.start for p in places}
    found = {p.end for p in places if text[p.end] in "至到" and p.end + 1 in starts}
    if _LINE.match(text, end):  # of a line one end may be in no table: 罗布泊至若羌铁路
        found |= {p.end for p in places if text[p.end] in "至到"}
        found |= {p.start - 1 for p in places if text[p.start - 1] in "至到"}
    return found


def _bounds(scan: Scan, low: int, end: int) -> list[Mention]:
    """The bodies, sums and dates in text[low:end], in reading order."""
    span = (low, end)
    found = [o for o in scan.organisations if o.start < low < o.end < end]
    found += within(scan.organisations, span)
    found += within(scan.money, span)
    found += [d for d in within(scan.dates, span) if _bounding(scan, d, end)]
    return sorted(found, key=_START) if len(found) > 1 else found


_START = attrgetter("start")


_DEED = re.compile(r"[的个\d]|实施|新建|开工|计划|安排|重点|重大|投资|建设")


def _bounding(scan: Scan, date: Mention, end: int) -> bool:
    """Whether a date ends a name before it; the year of a programme does not: 某县2021年安居工程."""
    if date.rule == "duration" or date.quote == "每年":
        return False
    year = len(date.quote) == 5 and date.quote[4] == "年"
    if not year or _DEED.search(scan.text, date.end, end):
        return True
    return not any(p.end == date.start for p in scan.places)


def _sign_before(text: str, low: int, end: int) -> int:
    """The end of the last sign between low and end that no name holds; quotes stay whole."""
    at, depth = end, 0
    back = text[low:end][::-1]
    while at > low:
        plain = _PLAIN.match(back, end - at)
        at = end - plain.end() if plain else at
        if at <= low:
            return low
        char = text[at - 1]
        if char in _QUOTES:
            opening = text.rfind(_QUOTES[char], low, at)
            if opening < 0:
                return at
            at = opening
            continue
        if char in "“‘《" or _OUTSIDE.match(char) or text[at - 2 : at] == "——":
            return at
        if char in "）)" and _ALIAS.search(text, max(low, at - 20), at):
            return at  # 某市（以下简称“师市”）引进…
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return at
            depth -= 1
        at -= 1
    return at


def _after_cut(text: str, low: int, end: int, bodies: set[int], led: set[int]) -> int:
    """The end of the last cut word in text[low:end] behind which a name is left."""
    best = low
    generic, cut_words = nouns().generic, nouns().cut_words
    for match in nouns().cut.finditer(text, low, end):
        word = match[0]
        if word not in cut_words:
            continue
        left = text[best : match.start()]
        if word in _AND and left.endswith(_PUBLIC) and text.startswith(_PUBLIC, end):
            best = match.end()  # 某县人民医院和某县中医院
            continue
        if match.start() in bodies and (word in _BUILD or len(word) == 1):
            continue  # 第四小学新建教学楼项目
        quoted = text.count("“", low, match.start()) - text.count("”", low, match.start())
        if quoted > 0:
            continue
        rest = text[match.end() : end]
        if len(rest) < 2 or (generic.match(rest) and word not in nouns().always):
            if word in _AND or len(rest) < 2 or len(left) >= 2:
                continue
        if word in _AND and match.end() in led and _PLANTS.search(left):
            best = match.end()  # 甲生产基地和某市乙产业园 are two
            continue
        if word in _AND and text[best - 2 : best] == "元的" and len(left) > 1:
            if not _FIRM_END.search(left):
                continue  # 总投资5亿元的某工厂及发动机项目: one sum, one project
        if word in _AND and ((len(left) == 1 and best > low) or _one_project(text, left, end)):
            continue  # 的容和产业园: one character joins nothing
        if word == "的" and (_RATE.search(left) or _SIZED.search(left) or _SIZED_HEAD.match(left)):
            continue  # 日处理500吨鲜奶的乳品加工厂, 13万锭和27万锭的棉纺项目
        best = match.end()
    return best


_AND = ("和", "及", "与")
_FIRM_END = re.compile(r"(?:公司|集团|县|市|州|政府|局|企业|社|部|委|会|项目|工程)$")


def _one_project(text: str, left: str, end: int) -> bool:
    """Whether what stands before 和 belongs to the name: two products of one project."""
    if _PARTNER.search(left):
        return False
    if _RATE.search(left):
        return True  # 年产40亿立方米煤制天然气及配套煤矿项目
    if not 2 <= len(left) <= 16:
        return False
    works = _WORKS if len(left) <= 12 else _PLANTS
    return len(left) < 6 or not works.search(left) or text.startswith("项目", end)


def is_generic(scan: Scan, start: int, end: int) -> bool:
    """Whether text[start:end] names nothing: only kinds, ranks, figures, places and donors."""
    at, parts = start, []
    for place in within(scan.places, Span(start, end)):
        parts.append(scan.text[at : place.start])
        at = place.end
    bare = "".join(parts) + scan.text[at:end]
    bare = re.sub(r"[省市县区州师团]?(?:方面)?(?:投资|援疆|援建)?$", "", bare) if parts else bare
    return bool(nouns().hollow.match(bare))
