"""Where an article names a project, and by what name.

A name is found by the noun that it ends in (项目, 产业园, 教学楼: data/names.toml) and grown to the
left up to a sign, a body's name, a sum of money, a date or a word that no name holds (建设, 位于).
项目 makes a project of whatever is not generic (援疆项目, 重点项目). Any other noun must be told of
as one: paid for (投资5亿元建设…), agreed on (签订…协议), or the subject of a stage (…竣工).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transform.facts.scan import Scan, Span, within
from transform.facts.words import any_of, pattern, table, words
from transform.mentions.lookup import Lookup
from transform.records import Mention

LONGEST = 44
_OUTSIDE = re.compile(r"[^〇\u3400-\u9fffA-Za-z0-9.（）()·+%—\-/“”‘’《》]")
_QUOTES = {"”": "“", "’": "‘", "》": "《"}
_PHASE_TAIL = re.compile(r"(?:[（(]?[一二三四五][期][）)]?)(?:项目|工程)?")
_PHASE = r"[一二三四五]期"
_COUNT = re.compile(
    r"(?:\d[\d.]*|[一二三四五六七八九十两几数百]+)[多余]?[万亿]?(?:余)?(?:个|座|条|家|栋|幢|处|间|项|批|块|台|平方米|平米|公顷|亩)的?"
)
_ONE = re.compile(r"(?:一|1)(?:个|座|条|家|栋|幢|处|项|批|所)")
_RATE = re.compile(r"(?:年|日)(?:产|处理|加工|屠宰|供|生产|发电)[^，。的]{0,14}$")
_PARTNER = re.compile(r"(?:公司|集团|县|市|州|政府|局|厂|企业|社|部|组|委|会|项目|工程)$")
_DEMONSTRATIVE = re.compile(r"\s*“?(?:这家|这座|这个|这一|该(?![校院园厂]))")
_OWNER = re.compile(
    r"[\u3400-\u9fff]{2,10}?(?:业|集团|公司|厂|科技|能源|电子|食品|股份|控股|机械|重工)(?=年产|日处理|年加工|\d)"
)


@dataclass(slots=True)
class Anchor:
    """One place where the text names a project. `company` as the text joins it to the name."""

    start: int
    end: int
    name: str
    company: str | None
    rule: str  # project, work, frame, phase, list: how it was found
    owner: str | None = None  # words before 年产 that no table knows as a company's
    weak: bool = False  # counts only if the next sentence takes it up (这家…由…投资)


_PHASE_PART = re.compile(
    r"([\u3400-\u9fff]{2,}?[一二三四]期)\d[\d.]*[万]?[余多]?(?:平方米|平米|栋|座|条|亩|个|间|台)"
)
_WHOSE = re.compile(r"该(校|院|园|厂)(?:新建|改建|扩建)?的?")


class _Words:
    def __init__(self) -> None:
        heads = table("names")["heads"]
        self.weak = [w for key, group in heads.items() if key != "strong" for w in group]
        self.strong = set(heads["strong"])
        self.weak_heads = Lookup(self.weak)
        self.heads = Lookup([*self.strong, *self.weak])
        # One-character cut words do not go through Lookup, which needs two.
        cut, joined = table("names")["start"]["cut"], table("names")["start"]["joined"]
        self.cut = re.compile(f"(?P<joined>{any_of(joined)})|(?P<cut>{any_of(cut)})")
        generic = any_of(table("names")["generic"]["words"])
        generic += "|援[\u4e00-\u9fff]"
        self.generic = re.compile(rf"(?:{generic}|[\d.一二三四五六七八九十百千万余几两—\-、“”]+)*$")
        guards = table("names")["guards"]
        self.parts = set(table("names")["heads"]["parts"])
        self.hollow = re.compile(
            rf"(?:{generic}|{any_of(cut)}|[\d.一二三四五六七八九十百千万余几两—\-、“”]+)*$"
        )
        self.part_before = re.compile(f"(?:{any_of(guards['part_before'])})$")
        self.visited_before = re.compile(f"(?:{any_of(guards['visited_before'])})$")
        self.place_before = re.compile(f"(?:{any_of(guards['place_before'])})$")


@cache
def _words() -> _Words:
    return _Words()


def anchors(scan: Scan) -> list[Anchor]:
    """All places that name one project, in reading order, none inside another."""
    found: list[Anchor] = []
    for start, end, noun in _words().heads.spans(scan.text):
        unit = scan.unit_at(start)
        floor = unit.start
        made = _anchor(scan, start, end, noun, floor)
        if made is None or (made.rule == "work" and _is_part(scan, made, found, unit)):
            continue
        while found and found[-1].end > made.start:
            last = found.pop()
            if last.start < made.start:  # two nouns of one name: it begins where the first did
                made = _spanning(scan, last, made)
        found.append(made)
    found += _phase_names(scan, found)
    found += _frames(scan, found)
    found.sort(key=lambda a: a.start)
    return _taken_up(scan, found)


_GOES_ON = re.compile(
    r"\s*(?:“)?(?:该|此|这一|这个)?(?:项目|工程|基地|园区)|.{0,12}(?:公司|企业)还|其中"
)


def _is_part(scan: Scan, made: Anchor, found: list[Anchor], unit: Span) -> bool:
    """Whether a thing is built as a part of the project that its unit speaks of already."""
    text = scan.text
    before = next((a for a in reversed(found) if a.start < made.start and not a.weak), None)
    inside = before is not None and before.start >= unit.start and before.end <= made.start
    if inside and before is not None:
        between = text[before.end : made.start]
        return not re.search(r"[；;]", between) and not company_of(
            scan, Span(before.end, made.start)
        )
    return bool(_GOES_ON.match(text, unit.start, made.start)) and before is not None


def _spanning(scan: Scan, first: Anchor, last: Anchor) -> Anchor:
    name = scan.text[first.start : last.end]
    return Anchor(first.start, last.end, name, first.company or last.company, last.rule, last.weak)


def _anchor(scan: Scan, start: int, end: int, noun: str, floor: int) -> Anchor | None:
    """The anchor whose last noun stands at [start, end), None where it names no one project."""
    text, strong = scan.text, noun in _words().strong
    if tail := _PHASE_TAIL.match(text, end):
        end = tail.end()
    elif _other_word(text, end, noun):
        return None
    begin, company = _begin(scan, start, floor)
    one = _ONE.match(text, begin, start)
    if one:
        begin = one.end()
    elif _COUNT.match(text, begin, start) or re.search(r"\d+[余多]?[个项家]$", text[begin:start]):
        return None  # many, or a part of something
    prefix, lead = "", begin
    if whose := _WHOSE.search(text, max(floor, start - 12), start):
        owner = _owner(scan, whose.start(), whose[1])
        if owner:
            prefix, begin, lead = owner, whose.end(), whose.start()
    stem = text[begin:start].strip("“” ")
    if phase := _PHASE_PART.match(text, begin, end):
        end = phase.end(1)  # 袜业城一期6万平方米厂房: what follows the phase is its size
    name = prefix + text[begin:end].strip(" ")
    if "\ufffd" in name or (not prefix and len(stem) < 2) or stem.endswith(("的", "等", "说")):
        return None
    placed = any(p.start == begin for p in within(scan.places, Span(begin, start)))
    if not (prefix or (placed and (not strong or _is_thing(text[begin:start])))) and is_generic(scan, begin, start):
        return None
    if strong:
        owner = None if company or prefix else _owner_guess(scan, begin, start)
        if owner:
            begin += len(owner)
            name, owner = text[begin:end], _without_place(scan, begin - len(owner), begin)
        return Anchor(begin, end, _balanced(name), company, "project", owner)
    told = _told(scan, lead if prefix else begin, end, noun)
    if told is None or (told != "frame" and _words().part_before.search(text, floor, begin)):
        return None
    return Anchor(begin, end, _balanced(name), company, "work", weak=told == "weak")


_COUNTED = re.compile(r"\s*(?:共|达|有|总数|为|约|近|已|各)?(?:计|到)?\d+\s*[余多]?[个项]")


_BRANDED = re.compile(r"([\u3400-\u9fff〇]{2,12}?)(?=年(?:产|处理|加工|屠宰)|日(?:处理|产))")


def _owner_guess(scan: Scan, start: int, end: int) -> str | None:
    """What stands before 年产 in a name, if it is more than a place: 新疆国泰新华年产20万吨…"""
    match = _BRANDED.match(scan.text, start, end)
    if match is None or is_generic(scan, start, match.end()):
        return None
    return match[1]


def _without_place(scan: Scan, start: int, end: int) -> str:
    """The words without the county or regiment before them; a province belongs to a firm's name."""
    for place in within(scan.places, Span(start, end)):
        if place.start == start and place.code and not place.code.endswith("0000"):
            return scan.text[place.end : end]
    return scan.text[start:end]


def _is_thing(stem: str) -> bool:
    """Whether a name holds a building or a plant: 某镇标准化冷库项目, not 某镇产业项目."""
    return any(True for _ in _words().weak_heads.spans(stem))


def _other_word(text: str, end: int, noun: str) -> bool:
    """Whether what follows a noun makes another word of it: 项目库, 工程师, 项目76个."""
    if noun in _words().strong:
        guard = pattern("names", "guards", "after_project")
        return bool(guard.match(text, end) or _COUNTED.match(text, end))
    return noun == "工程" and bool(pattern("names", "guards", "after_works").match(text, end))


def _owner(scan: Scan, at: int, kind: str) -> str | None:
    """该校, 该院: the body named last before."""
    wanted = {"校": ("school",), "院": ("hospital",), "园": ("park",), "厂": ("company",)}[kind]
    before = [o for o in scan.organisations if o.end <= at and o.code in wanted]
    return before[-1].name if before else None


def _balanced(name: str) -> str:
    """The name without a lone quotation mark."""
    return name if name.count("“") == name.count("”") else name.replace("“", "").replace("”", "")


def is_generic(scan: Scan, start: int, end: int) -> bool:
    """Whether text[start:end] names nothing: only kinds, ranks, figures, places and donors."""
    at, parts = start, []
    for place in within(scan.places, Span(start, end)):
        parts.append(scan.text[at : place.start])
        at = place.end
    bare = "".join(parts) + scan.text[at:end]
    bare = re.sub(r"[省市县区州师团]?(?:方面)?(?:投资|援疆|援建)?$", "", bare) if parts else bare
    return bool(_words().hollow.match(bare))


def _begin(scan: Scan, end: int, floor: int) -> tuple[int, str | None]:
    """Where the name whose noun starts at `end` begins, and the company that stands before it."""
    text = scan.text
    low = _sign_before(text, max(floor, end - LONGEST), end)
    company: str | None = None
    # A body, a sum or a date that ends inside bounds the name.
    for mention in _bounds(scan, low, end):
        if mention.kind == "organisation":
            if mention.code == "company" and mention.end < end:
                low = mention.end + (text[mention.end] == "的")
                company = mention.name
            elif mention.code in ("aid_team", "government", "media", "bank"):
                low, company = max(low, mention.end), None
        elif mention.end <= end and mention.end > low:
            low = mention.end
    low = _after_cut(text, low, end)
    if company is None or text[low - 1 : low] not in ("", "的"):
        company = next(
            (o.name for o in reversed(scan.organisations) if o.code == "company" and o.end == low),
            None,
        )
    if company is None and (owner := _OWNER.match(text, low, end)):
        return owner.end(), owner[0]
    return low, company


def _bounds(scan: Scan, low: int, end: int) -> list[Mention]:
    """The bodies, sums and dates in text[low:end], in reading order."""
    span = Span(low, end)
    reaching = [o for o in scan.organisations if o.start < low < o.end < end]
    found = reaching + within(scan.organisations, span) + within(scan.money, span)
    found += [d for d in within(scan.dates, span) if d.rule != "duration"]
    return sorted(found, key=lambda m: m.start)


def _sign_before(text: str, low: int, end: int) -> int:
    """The end of the last sign between low and end that no name holds; quotes stay whole."""
    at, depth = end, 0
    while at > low:
        char = text[at - 1]
        if char in _QUOTES:
            opening = text.rfind(_QUOTES[char], low, at)
            if opening < 0:
                return at
            at = opening
            continue
        if char in "“‘《" or _OUTSIDE.match(char):
            return at
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return at
            depth -= 1
        at -= 1
    return at


def _after_cut(text: str, low: int, end: int) -> int:
    """The end of the last cut word in text[low:end] behind which a name is left."""
    best = low
    generic = _words().generic
    quoted = 0
    for match in _words().cut.finditer(text, low, end):
        word = match["cut"]
        if word is None or match.end() > end:
            continue
        quoted = text.count("“", low, match.start()) - text.count("”", low, match.start())
        if quoted > 0:
            continue
        rest = text[match.end() : end]
        left = text[best : match.start()]
        if len(rest) < 2 or (generic.match(rest) and word not in ("的", "该", "个", "等")):
            if word in ("和", "及", "与") or len(rest) < 2 or len(left) >= 2:
                continue
        if word in ("和", "及", "与") and 2 <= len(left) <= 12 and not _PARTNER.search(left):
            continue  # two products of one project
        if word == "的" and _RATE.search(left):
            continue  # 日处理500吨鲜奶的乳品加工厂
        best = match.end()
    return best


def _told(scan: Scan, start: int, end: int, noun: str) -> str | None:
    """frame, agreement, subject or weak: how a thing not called 项目 is told of as a project."""
    text = scan.text
    unit, clause = scan.unit_at(start), scan.clause_at(start)
    before, after = text[clause.start : start], text[end : unit.end]
    if pattern("names", "guards", "aside_after").match(after):
        return "weak" if after.startswith("的") else None
    if pattern("names", "guards", "agreement_after").match(after):
        return "agreement"
    if _DEMONSTRATIVE.match(before):
        return None  # 这家…的酒店 takes up what the sentence before named
    if _words().visited_before.search(before):
        return "weak"
    if _words().place_before.search(before):
        return None
    paid = within(scan.money, unit)
    if _framed(scan, before, unit, start, bool(paid)):
        return "frame"
    if _VERB.search(before):
        return None
    if noun in _words().parts and not (paid and paid[0].start > end):
        return None
    return "subject" if _is_subject(scan, start, end, paid) else "weak"


_VERB = re.compile(r"(?:建设|新建|兴建|打造|启动|改造|新上|上马|建起)(?:了|的)?$")
_PAID = re.compile(
    r"(?:投资|投入|出资|斥资)[^，。]{0,16}(?:的|建设|兴建|打造|新建|援建|改造|新上)?$"
)


def _framed(scan: Scan, before: str, unit: Span, start: int, paid: bool) -> bool:
    """Whether the words before say that it is built: 投资5亿元的, 投资建设, X公司…建设."""
    if re.search(r"(?:投资建设|投资兴建|援建|承建)的?$", before):
        return True
    if not paid:
        return False
    return bool(_PAID.search(before[-24:])) or bool(
        _VERB.search(before) and _builder_before(scan, unit, start)
    )


def _is_subject(scan: Scan, start: int, end: int, paid: list[Mention]) -> bool:
    """Whether the text goes on to say what it costs, how large it is or what stage it is at."""
    text = scan.text
    unit, clause = scan.unit_at(start), scan.clause_at(start)
    head = text[end : end + 30].partition("。")[0]
    if re.match(r"(?:项目|工程)?(?:由|总投资|投资|投入|计划总?投资|占地|总占地|规划)", head):
        return True
    stages = [s for s in within(scan.stages, Span(end, clause.end)) if not s.negated]
    if stages and stages[0].code not in ("signed", "proposed") and "的" not in text[end : stages[0].start] and stages[0].start - end < 26:
        return True
    money = [m for m in paid if m.start >= end]
    if money and money[0].start - end < 40:
        if re.search(r"投资|投入|资金|造价", text[end : money[0].start]):
            return True
    opens = not re.search(r"[\u3400-\u9fff]{4,}", _DATE_WORDS.sub("", text[clause.start : start]))
    return bool(opens and within(scan.stages, Span(end, unit.end)) and "的" not in head[:1])


_DATE_WORDS = re.compile(r"\d+|[年月日]|上午|下午|目前|近日|日前")


def _builder_before(scan: Scan, unit: Span, at: int) -> bool:
    """Whether a company or an aid team stands before `at` in its unit."""
    bodies = within(scan.organisations, Span(unit.start, at))
    return any(o.code in ("company", "aid_team") for o in bodies)


_PHASE_NAME = re.compile(rf"(?P<phase>{_PHASE})(?!建设|分)(?:工程|项目)?")


def _phase_names(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Names that end in a phase, with no noun of the table: 罗布庄风电一期."""
    extra = []
    for match in _PHASE_NAME.finditer(scan.text):
        if any(a.start < match.end() and match.start() < a.end for a in found):
            continue
        begin, company = _begin(scan, match.start(), scan.clause_at(match.start()).start)
        stem = scan.text[begin : match.start()]
        if len(stem) < 3 or _COUNT.match(stem):
            continue
        if is_generic(scan, begin, match.start()) and not _THING.search(stem):
            continue
        if re.search(r"[\d分第的说由了]$", stem) or "\ufffd" in stem:
            continue
        extra.append(Anchor(begin, match.end(), stem + match[0], company, "phase"))
    return extra


_THING = re.compile(r"..(?:医院|学校|中学|小学|园区|产业园|工业园)$")
_FRAME = re.compile(r"(?:投资)?(?:建设|新建|兴建|实施|打造|生产)(?P<np>[^，。；！？\n、“”]{4,30})")
_SIZE = re.compile(r"年产|日产|年加工|日处理|\d")


def _frames(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """What a company pays for and builds where no noun of the table ends it: 建设年产5万吨塑料管材."""
    extra = []
    for money in scan.money:
        unit = scan.unit_at(money.start)
        if any(unit.start <= a.start < unit.end for a in found):
            continue
        if not re.search(
            r"投资(?:约|近|超|逾)?$", scan.text[max(unit.start, money.start - 4) : money.start]
        ):
            continue
        if not _builder_before(scan, unit, money.start):
            continue
        match = _FRAME.search(scan.text, money.end, min(unit.end, money.end + 24))
        if match is None:
            continue
        match = _FRAME.match(scan.text, match.start(), unit.end)
        if _GOES_ON.match(scan.text, unit.start, money.start):
            continue
        if match is None or not _SIZE.match(match["np"]) or _COUNT.match(match["np"]):
            continue
        companies = [
            o
            for o in within(scan.organisations, Span(unit.start, money.start))
            if o.code == "company"
        ]
        extra.append(
            Anchor(match.start("np"), match.end("np"), match["np"], companies[-1].name, "frame")
        )
    return extra


def _taken_up(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Without the weak ones, unless the next sentence takes the thing up and tells who pays for it."""
    kept = []
    for anchor in found:
        if not anchor.weak:
            kept.append(anchor)
            continue
        sentence = scan.sentence_at(anchor.start)
        for _ in range(2):  # a short sentence may stand between: …局长打趣道。
            follow = scan.sentence_at(min(sentence.end, len(scan.text) - 1))
            head = scan.text[follow.start : follow.end]
            if follow.start < sentence.end:
                break
            if _DEMONSTRATIVE.match(head) and re.search(r"投资|援建", head):
                kept.append(anchor)
            if _DEMONSTRATIVE.match(head) or len(head) > 30:
                break
            sentence = follow
    return kept


def company_of(scan: Scan, span: Span) -> list[Mention]:
    """The companies named in a span."""
    return [o for o in within(scan.organisations, span) if o.code == "company"]


def words_of(section: str, key: str) -> frozenset[str]:
    """One list of names.toml."""
    return words("names", section, key)
