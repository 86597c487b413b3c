"""Organisations in a text: companies, government bodies, aid teams, parks, schools, hospitals.

A name is anchored at its suffix (有限公司, 工作组, 工业园区) and grown to the left up to a sign,
a word that no name holds (由, 从, 获悉, 引进), or the place that it begins with. `aliases` gives
the short forms that an article uses (该公司, 徐工集团 for 徐工集团工程机械有限公司).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from transform.mentions import place as place_module
from transform.mentions.company import core, same, short_forms
from transform.mentions.gazetteer import gazetteer
from transform.mentions.lookup import Lookup
from transform.records import Mention

__all__ = ["aliases", "core", "find", "same", "short_forms"]

_LONGEST = 34
_BRACKET = re.compile("[（）()]")
_NO_NAME = re.compile(r"[^\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9·（）()〇]")
_AFTER_FACTORY = re.compile(r"[房区长家商址项级内]")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,6}分(?:公司|行)")
_KNOWN_AS = re.compile(r"[（(](?:以下|下文)?(?:简称|下称)[：:]?[“\"]?([^”\"）)]{2,12})[”\"]?[）)]")
# State firms whose brand stands before the place: 国网新疆电力有限公司.
_STATE_BRAND = re.compile(
    r"(?:中国[\u4e00-\u9fff]{2,4}|中石[油化]|国网|国家电网|中节能(?:太阳能|风力发电|风电)?|国家电投|国电投|国投|国能|华[能电润]|大唐|三峡|中[粮煤核信]|"
    r"中广核|中[建铁交冶水][一二三四五六七八九十]{0,2}局?)$"
)
_OWN_BRAND = re.compile(rf"[^（(]{{2}}[（(]$|..(?:业|科技|能源)|{_STATE_BRAND.pattern}")
_BUREAU = re.compile(r"中国?[建铁交冶水电]{1,2}[一二三四五六七八九十]{1,3}局(?:集团)?(?!有限|公司)")
_REGION = re.compile(r"^(?:师市|自治区|兵团|[省市县区州])")
# A short name is trusted only where a clause begins, with a trade that firms carry in their name,
# and where what it makes or the next name of a list follows.
_TRADE = "科技|硅业|鞋业|绒业|纱业|毯业|乳业|机械|实业|重工|药业|棉业|服饰|牧业|酒业"
_TRADES = Lookup(_TRADE.split("|"))
_SHORT = re.compile(
    r"(?:^|(?<=[，。、；：“\n,])|(?<=今年)|(?<=去年))(?P<name>(?!其中|今年|去年|涵盖|包括|重点|大力|发展|推动)"
    rf"[\u4e00-\u9fff]{{2}}(?:{_TRADE}))"
    r"(?=年产|\d+[万亿]?[吨套件]|(?![和与及])[\u4e00-\u9fff]{2,10}(?:项目|[、，。]))",
    re.MULTILINE,
)


class _Words(NamedTuple):
    suffixes: Lookup
    types: dict[str, str]
    inner: dict[str, tuple[tuple[str, str], ...]]  # by first character: (word, joined/cut/soft)
    generic: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(
        (files("transform.mentions") / "data" / "organisations.toml").read_text("utf-8")
    )
    types = {word: kind for kind, words in table["suffixes"].items() for word in words}
    start = table["start"]
    # Words of `joined` come first and so hide the cut words inside them.
    inner: dict[str, list[tuple[str, str]]] = {}
    for group in ("joined", "cut", "soft"):
        for word in sorted(start[group], key=len, reverse=True):
            inner.setdefault(word[0], []).append((word, group))
    return _Words(
        Lookup(types),
        types,
        {first: tuple(group) for first, group in inner.items()},
        frozenset(start["generic"]),
    )


def find(text: str, places: Sequence[Mention] | None = None) -> list[Mention]:
    """Mentions of kind organisation: name as written, full (政府 after 巩留县委 is 巩留县政府).

    code is the type: company, bank, aid_team, park, media, school, hospital, government, other.
    `places` are place.find(text), given where the caller has them. Generic words (该公司, 园区)
    are no mentions; `aliases` resolves them.
    """
    places = place_module.find(text) if places is None else places
    words = _words()
    starts = [p.start for p in places]
    found: list[Mention] = []
    for begin, end, suffix in words.suffixes.spans(text):
        kind = words.types[suffix]
        start = _start(text, begin, kind, found, places, starts)
        if _goes_on(text, found, start, begin, suffix, starts):  # 徐工集团工程机械有限公司
            whole = text[found[-1].start : end]
            found[-1] = replace(found[-1], end=end, quote=whole, name=whole)
            continue
        mention = _mention(text, start, begin, end, suffix, kind, places, starts)
        if mention is not None and _in_firms_name(found, mention):
            continue
        if mention is not None:
            while found and found[-1].start >= mention.start:
                found.pop()
            if found and found[-1].end > mention.start:
                continue
            if found and found[-1].end == mention.start and found[-1].code == kind == "park":
                mention = _joined(found.pop(), mention)  # a park within a park
            found.append(mention)
    found = _with_party_bodies(text, found)
    return _with_short_names(text, found)


def _goes_on(
    text: str, found: list[Mention], start: int, begin: int, suffix: str, starts: list[int]
) -> bool:
    """Whether a company's name goes on behind 集团, with no sign and no bare place between."""
    last = found[-1] if found else None
    if last is None or last.end != start or last.code != "company" or begin - start > 8:
        return False
    led = bisect_left(starts, start) < bisect_left(starts, begin)
    led = led and text[start] not in "（("  # 甲科技集团（深圳）有限公司
    return (
        text.endswith("集团", 0, start) and suffix.endswith("公司") and suffix != "公司" and not led
    )


def _in_firms_name(found: list[Mention], park: Mention) -> bool:
    """Whether a park is told with the firm whose it is: 某市某某科技有限公司电子产业园."""
    firm = found[-1] if park.code == "park" and found else None
    return firm is not None and firm.start >= park.start and firm.quote.endswith("公司")


def _joined(left: Mention, right: Mention) -> Mention:
    quote = left.quote + right.quote
    return replace(left, end=right.end, quote=quote, name=quote)


def _start(
    text: str,
    begin: int,
    kind: str,
    found: list[Mention],
    places: Sequence[Mention],
    starts: list[int],
) -> int:
    """Where the name that has its suffix at `begin` starts."""
    low = max(0, begin - _LONGEST)
    for sign in _NO_NAME.finditer(text, low, begin):
        low = sign.end()
    low = _outside_brackets(text, low, begin)
    if kind == "company" and found and low <= found[-1].end < begin:
        low = found[-1].end  # A和B: the word between two names belongs to neither
        low += text[low] in "和与及同"
    low = _after_cut(text, low, begin, places, starts)
    first = bisect_left(starts, low)
    if first < len(places) and places[first].end <= begin:
        leading = places[first]
        # A place begins the name, unless a brand stands before it (盐洲纱业（伊犁）有限公司).
        brand = text[low : leading.start]
        if kind != "company" or not _OWN_BRAND.search(brand):
            low = (
                leading.start
                if kind not in ("company", "park") or not _bracket_before(text, leading.start)
                else low
            )
            low = _last_chain(text, low, begin, kind, places, first)
    return low


def _bracket_before(text: str, at: int) -> bool:
    return text[at - 1 : at] in "（("


def _last_chain(
    text: str, low: int, begin: int, kind: str, places: Sequence[Mention], first: int
) -> int:
    """Where two places that do not nest stand together (疏附县广东…集团), a company begins at the
    second; other bodies keep both (江苏盐城…, 第三师图木舒克市…)."""
    if kind != "company":
        return low
    for left, right in zip(places[first:], places[first + 1 :], strict=False):
        if right.start != left.end or right.end > begin:
            break
        wide = bool(right.code and right.code.endswith("00"))  # 南京栖霞: a district, no city
        if left.code and right.code and wide and left.code[:2] != right.code[:2]:
            low = right.start
    return low


def _outside_brackets(text: str, low: int, begin: int) -> int:
    """Move `low` right past a bracket that is open or closed only on one side."""
    if not _BRACKET.search(text, low, begin):
        return low
    depth = 0
    for at in range(begin - 1, low - 1, -1):
        if text[at] in "）)":
            depth += 1
        elif text[at] in "（(":
            if depth == 0:
                return at + 1
            depth -= 1
    if depth:
        return max(text.rfind("）", low, begin), text.rfind(")", low, begin)) + 1
    return low


def _after_cut(
    text: str, low: int, begin: int, places: Sequence[Mention], starts: list[int]
) -> int:
    """The end of the last cut word between low and begin that no place and no other word holds."""
    inner = _words().inner
    best = at = low
    while at < begin:
        for word, group in inner.get(text[at], ()):
            end = at + len(word)
            if end > begin or not text.startswith(word, at):
                continue
            if group == "joined":
                at = end - 1
            elif end < begin and not _in_place(at, places, starts):
                if group == "soft" and at - best < 2 and at > low and begin - end < 4:
                    break
                if word in ("其", "家", "有") and _is_brands(text, at, places, starts):
                    break
                if group == "soft" and _brand_at(text, at, places, starts):
                    break
                best, at = end, end - 1
            break
        at += 1
    return best


def _brand_at(text: str, at: int, places: Sequence[Mention], starts: list[int]) -> bool:
    """Whether one character stands between a place and `at`: 和 of 惠州瀚和 joins no two bodies."""
    index = bisect_left(starts, at) - 1
    return index >= 0 and places[index].end == at - 1 and text[at - 1] not in _RANKS


_RANKS = "省市县区州盟旗师团镇乡村厅局委办、，）"


def _is_brands(text: str, at: int, places: Sequence[Mention], starts: list[int]) -> bool:
    """Whether a small word that cuts names belongs to a brand: 新疆其亚公司, 某县家荣公司, the 家 of
    which counts nothing, 投资2亿元的新疆有源公司, where 有 can be no verb."""
    if not at or not _in_place(at - 1, places, starts):
        return False
    place = places[bisect_left(starts, at) - 1]
    return text[at] != "有" or text[place.start - 1 : place.start] == "的"


_COUNTED = re.compile(r"(?:[\d两二三四五六七八九十几数]|\d余|\d多)家$")


def _in_place(at: int, places: Sequence[Mention], starts: list[int]) -> bool:
    """Whether `at` stands within a place's name: 和 of 和田."""
    index = bisect_left(starts, at + 1) - 1
    return index >= 0 and at < places[index].end


def _mention(
    text: str,
    start: int,
    begin: int,
    end: int,
    suffix: str,
    kind: str,
    places: Sequence[Mention],
    starts: list[int],
) -> Mention | None:
    """The mention, None where the words before the suffix name nothing."""
    start += len(text[start:begin]) - len(text[start:begin].lstrip("0123456789·)）"))
    brand = text[start:begin]
    first = bisect_left(starts, start)
    led = first < len(places) and places[first].start == start and places[first].end <= begin
    rest = text[places[first].end : begin] if led else brand
    if kind == "company":
        if _COUNTED.search(text, max(0, start - 3), start):
            return None  # 吸引5家农业种植公司: a kind of firms
        if not _names_company(brand, rest, suffix, led) or (
            suffix.endswith("厂") and _AFTER_FACTORY.match(text, end)
        ):
            return None
        branch = _BRANCH.match(text, end)
        end = branch.end() if branch else end
    elif not _names_body(brand, rest, suffix, kind, led):
        return None
    quote = text[start:end]
    return Mention("organisation", start, end, quote, f"suffix_{kind}", name=quote, code=kind)


def _names_company(brand: str, rest: str, suffix: str, led: bool) -> bool:
    """Whether the words before a company's suffix are a name and not 该, 子 or 物流."""
    generic = _words().generic
    if len(brand) < 2 or brand in generic or "的" in brand[1:] or brand.endswith(_NO_END):
        return False
    if _OF_ALL.match(brand) or _FORM_ONLY.fullmatch(rest):
        return False  # 民营股份制有限责任公司: what kind of firm, not which
    if suffix.endswith("厂"):
        return led and len(rest) >= 2
    if suffix == "公司" and led and not rest:
        return False
    return suffix not in ("公司", "合作社") or led or (len(brand) >= 4 and rest not in generic)


def _names_body(brand: str, rest: str, suffix: str, kind: str, led: bool) -> bool:
    """Whether the words before the suffix name a team, a park, a government body or a school."""
    if brand.endswith(("的", "个", "里", "内")):
        return False
    if kind == "aid_team":
        aid = re.search(r"援|对口|前方|—|·", brand)
        return bool(brand) and bool(aid or (led and suffix in _AID_ENDS))
    if kind == "park" and _BODY_IN.search(brand):
        return False  # 某指挥部为园区二期配套
    if kind in ("government", "school", "hospital", "media", "park"):
        region = kind != "park" and _REGION.match(brand)
        if not (led or region or suffix in _COMMITTEES):
            return False
        return kind != "government" or len(rest) <= 12
    return len(brand) >= 2


_NO_END = ("由", "给", "作为", "成为")
_OF_ALL = re.compile(r"全[师县市州区团镇村疆省国]")  # 全师农工合作社达到131家
_FORM_ONLY = re.compile(
    r"(?:民营|国有|集体|外商|外资|独资|合资|合作|中外|控股|股份|股份制|家族|上市|大型|中型|小型|现代|综合性|专业|生产|制造|高新技术)+(?:型|性|制)?(?:企业|的)?"
)
_BODY_IN = re.compile(r"指挥部|工作[组队]|公司为")
_AID_ENDS = (
    "前方指挥部",
    "前方工作组",
    "工作前方指挥部",
    "前指",
    "分指",
    "分指挥部",
    "援疆办",
    "援疆办公室",
)
_COMMITTEES = ("县委", "市委", "区委", "州委", "地委", "省委")
_BODIES = re.compile(r"、(人民政府|政府)")


def _with_party_bodies(text: str, found: list[Mention]) -> list[Mention]:
    """巩留县委、政府 names two bodies: the second one gets the place of the first."""
    out: list[Mention] = []
    for mention in found:
        out.append(mention)
        if mention.code != "government" or not mention.quote.endswith("委"):
            continue
        match = _BODIES.match(text, mention.end)
        if match:
            stem = re.sub(r"(?:党)?委$", "", mention.quote)
            out.append(
                Mention(
                    "organisation",
                    match.start(1),
                    match.end(1),
                    match[1],
                    "party_and_government",
                    name=stem + match[1],
                    code="government",
                )
            )
    return out


def _with_short_names(text: str, found: list[Mention]) -> list[Mention]:
    """Add later short forms of companies, and short names that only a trade word marks."""
    known = {
        m[1]: f.name for f in found if f.code == "company" and (m := _KNOWN_AS.match(text, f.end))
    }
    found = [
        replace(f, name=known[f.quote], rule="short_of_full_name") if f.quote in known else f
        for f in found
    ]
    spans = [(m.start, m.end) for m in found]
    extra: list[Mention] = []

    def add(start: int, end: int, name: str, rule: str) -> None:
        if not any(s < end and start < e for s, e in spans):
            spans.append((start, end))
            extra.append(
                Mention(
                    "organisation", start, end, text[start:end], rule, name=name, code="company"
                )
            )

    for short, full in _short_forms(text, found).items():
        at = text.find(short)
        while at >= 0:
            add(at, at + len(short), full, "short_of_full_name")
            at = text.find(short, at + len(short))
    for match, name in _heads_of_names(text, found):
        add(match.start("who"), match.end("who"), name, "head_of_full_name")
    for match in _BUREAU.finditer(text) if "局" in text else ():
        add(match.start(), match.end(), match[0], "state_bureau")
    for trade, _, _ in _TRADES.spans(text):
        led = _SHORT.match(text, max(0, trade - 2))  # two characters before its trade
        if led is None:
            continue
        name = led["name"]
        first = _words().inner.get(name[0], ())
        stopped = any(g != "joined" and name.startswith(w) for w, g in first)
        if not stopped and name[:2] not in gazetteer().entries and name[:2] not in _words().generic:
            add(led.start("name"), led.end("name"), name, "short_name")
    return sorted([*found, *extra], key=lambda m: m.start) if extra else found


# 唐山绿苇今年计划投资5亿元…, 天苇高新年产20万吨…
_ACTS = re.compile(
    r"(?P<who>[\u3400-\u9fff]{4,6}?)"
    r"(?=(?:今年|去年|明年|将|拟|已|计划|公司)*投资|年产|\d[\d.]*万?(?:吨|千瓦|锭)/?年?)"
)


def _heads_of_names(text: str, found: list[Mention]) -> Iterator[tuple[re.Match[str], str]]:
    """The words at the head of a clause that acts with which one company's name begins."""
    names = {m.name or m.quote for m in found if m.code == "company"}
    heads = {n[:_HEAD] for name in names for n in (name, core(name))}
    starts = {at for head in heads for at in _each(text, head) if text[at - 1 : at] in _OPENS}
    for at in sorted(starts):
        match = _ACTS.match(text, at)
        if match is None:
            continue
        who = match["who"]
        told = [
            n
            for n in names
            if len(n) > len(who) + 3 and who in (n[: len(who)], core(n)[: len(who)])
        ]
        if len(told) == 1 and who not in gazetteer().entries:
            yield match, told[0]


_HEAD = 4  # characters at least
_OPENS = frozenset("。，“”；：、\n")


def _each(text: str, words: str) -> Iterator[int]:
    """Where the words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _short_forms(text: str, found: Iterable[Mention]) -> dict[str, str]:
    """Short form to full name, for the forms that occur in the text and name one company only."""
    forms: dict[str, set[str]] = {}
    for mention in found:
        if mention.code != "company":
            continue
        for form in short_forms(mention.name or mention.quote):
            forms.setdefault(form, set()).add(mention.name or mention.quote)
        known = _KNOWN_AS.match(text, mention.end)
        if known:
            forms.setdefault(known[1], set()).add(mention.name or mention.quote)
    settled = {form: next(iter(full)) for form, full in forms.items() if len(full) == 1}
    return {f: settled[f] for f in sorted(settled, key=len, reverse=True) if f in text}


_GENERIC_MENTION = re.compile(
    r"(?:该|本|这家)?(?:公司|企业)|指挥部|工作组|该(?:园区|产业园|校|院|集团|厂)"
)


def aliases(text: str, mentions: Sequence[Mention]) -> dict[tuple[int, int], str]:
    """The spans of 公司, 该公司, 指挥部 … with the full name of the body that each stands for.

    It is the last body of a fitting type named before in the same paragraph, else the last one
    before it where the text names one of that type only; else the span is left out.
    """
    spans = [(m.start, m.end) for m in mentions]
    starts = [s for s, _ in spans]
    found: dict[tuple[int, int], str] = {}
    for match in _GENERIC_MENTION.finditer(text):
        at = bisect_left(starts, match.end()) - 1
        if at >= 0 and spans[at][1] > match.start():
            continue
        wanted = _wanted(match[0])
        before = [m for m in mentions[: at + 1] if m.code in wanted]
        paragraph = text.rfind("\n", 0, match.start()) + 1
        near = [m for m in before if m.start >= paragraph]
        names = {m.name for m in mentions if m.code in wanted}
        if near:
            found[match.span()] = near[-1].name or near[-1].quote
        elif before and len(names) == 1:
            found[match.span()] = before[-1].name or before[-1].quote
    return found


def _wanted(word: str) -> tuple[str, ...]:
    if "指挥部" in word or "工作组" in word:
        return ("aid_team",)
    if "园" in word:
        return ("park",)
    if word.endswith(("校", "院")):
        return ("school", "hospital")
    return ("company",)
