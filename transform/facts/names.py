"""Where an article names a project, and by what name.

A name is found by the noun that it ends in (项目, 产业园, 教学楼: data/names.toml); boundary.py finds
where it begins. 项目 makes a project of whatever is not generic (援疆项目, 重点项目). Any other noun
must be told of as one: told.py. What names none all the same: name_guards.py.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, zip_longest

from transform.facts.anchor import Anchor
from transform.facts.boundary import BRAND, is_generic, nouns
from transform.facts.boundary import begin as find_begin
from transform.facts.firm_projects import firm_projects
from transform.facts.firms import elsewhere, firms_in
from transform.facts.name_forms import bracketed, row_start
from transform.facts.name_guards import (
    COUNT,
    is_another,
    is_deed,
    names_one,
    of_a_bare_one,
    other_word,
    says_what_it_is,
    without_count,
)
from transform.facts.named_subjects import subjects
from transform.facts.of_firms import by_firm
from transform.facts.respective import dealt_out
from transform.facts.scan import Scan, Span, within
from transform.facts.sum_rows import sum_rows
from transform.facts.told import is_part, taken_up, told
from transform.facts.words import led_by, pattern, table

__all__ = ["Anchor", "anchors"]

_PHASE_TAIL = re.compile(
    r"(?:[（(]?[一二三四五][期][）)]?|第[一二三四五六七八九十\d]+(?:合同段|标段))(?:项目|工程)?"
)
_PHASE = r"[一二三四五]期"
_PHASE_PART = re.compile(
    r"([\u3400-\u9fff]{2,}?[一二三四]期)\d[\d.]*[万]?[余多]?(?:平方米|平米|栋|座|条|亩|个|间|台)"
)
_WHOSE = re.compile(r"该(校|院|园|厂|景区|园区|小区|口岸)(?:新建|改建|扩建)?的?")


def anchors(scan: Scan) -> list[Anchor]:
    """All places that name one project, in reading order, none inside another."""
    found: list[Anchor] = []
    for start, end, noun in nouns().heads.spans(scan.text):
        if noun in nouns().strong and _stands_bare(scan.text, start):
            continue
        unit = scan.unit_at(start)
        # No name goes on behind the word 项目: …项目因市场变化 is no market.
        floor = unit.start
        if found and found[-1].rule == "project":
            floor = max(floor, found[-1].end)
        made = _anchor(scan, start, end, noun, floor)
        if made is None or (made.rule == "work" and is_part(scan, made, found, unit)):
            continue
        while found and found[-1].end > made.start:
            last = found.pop()
            if last.start < made.start:  # two nouns of one name: it begins where the first did
                made = _spanning(scan, last, made)
        found.append(made)
    found += _by_ending(scan, found)
    found += _phase_names(scan, found)
    frames = by_firm(scan, [a for a in found if not a.weak])
    found = [a for a in found if not any(f.start <= a.start < f.end for f in frames)] + frames
    found.sort(key=lambda a: a.start)
    found = [a for a, b in zip_longest(found, found[1:]) if not _in_apposition(scan, a, b)]
    told = [b for a, b in pairwise(found) if not _describes(scan, a, b)]
    found = [*found[:1], *told]
    found = taken_up(scan, found)
    found += sum_rows(scan, found)
    found += subjects(scan, found)
    found += firm_projects(scan, found)
    return dealt_out(scan, sorted(found, key=lambda a: a.start))


def _in_apposition(scan: Scan, first: Anchor, then: Anchor | None) -> bool:
    """Whether a name only leads up to the next: 本市最大的陶瓷项目——某公司年产2020万平方米陶瓷生产线."""
    if then is None or not scan.text.startswith("——", first.end) or first.company:
        return False
    between = scan.text[first.end : then.start]
    return not re.search("[，。；\n]", between)


_IS = re.compile(r"(?:也|就|既|更|正)?是(?!由)[^。；\n]*的$")


def _describes(scan: Scan, first: Anchor, then: Anchor) -> bool:
    """Whether a works only says what the one named before is: 某产业园是县里规划建设的现代化园区."""
    if then.company or then.start - first.end > 60 or within(scan.places, (then.start, then.end)):
        return False
    return _IS.fullmatch(scan.text, first.end, then.start) is not None


def _spanning(scan: Scan, first: Anchor, last: Anchor) -> Anchor:
    name = scan.text[first.start : last.end]
    return Anchor(first.start, last.end, name, first.company or last.company, last.rule)


def _anchor(scan: Scan, start: int, end: int, noun: str, floor: int) -> Anchor | None:
    """The anchor whose last noun stands at [start, end), None where it names no one project."""
    text, strong = scan.text, noun in nouns().strong
    tail = _PHASE_TAIL.match(text, end)
    if tail and (not strong or tail[0][0] in "（(" or tail[0].endswith("工程")):
        end = tail.end()
    elif other_word(text, end, noun):
        return None
    if _in_firm(scan, start, end) or elsewhere(scan, scan.clause_at(start)):
        return None
    if strong and (firm := bracketed(scan, start)):
        return Anchor(firm.start, end, text[firm.start : end], firm.name, "project")
    begin, company, row = _begins(scan, start, floor, strong=strong)
    if _MARKS.search(text, max(floor, begin - 16), begin):
        return None
    at = without_count(text, begin, start, strong=strong)
    if at is None or _NEEDS.search(text, max(floor, at - 30), at):
        return None
    prefix, begin, lead = _with_owner(scan, at, start, floor)
    if text.find("期", begin, end) >= 0 and (phase := _PHASE_PART.match(text, begin, end)):
        end = phase.end(1)  # 袜业城一期6万平方米厂房: what follows the phase is its size
    renewal = company and strong and _RENEWAL.fullmatch(text, begin, start)
    plain = not (prefix or renewal or names_one(scan, begin, start, strong=strong))
    if plain and (strong or not _may_be_plain(scan, begin, start, noun)):
        return None
    if strong:
        other = of_a_bare_one(scan, begin, start, end, company or prefix)
        if other or is_another(scan, floor, begin, start, company):
            return None
        return _project(scan, begin, start, end, company, prefix)
    how = told(scan, lead, end, noun)
    if how is None or is_deed(scan, begin, end) or says_what_it_is(scan, begin):
        return None
    if how != "frame" and (plain or nouns().part_before.search(text, floor, begin)):
        return None
    begin = min(begin, row) if not prefix else begin
    return _work(scan, begin, end, company, prefix, how)


def _begins(scan: Scan, start: int, floor: int, *, strong: bool) -> tuple[int, str | None, int]:
    """Where a name begins, its company, and where the row of products begins that it holds."""
    begin, company = find_begin(scan, start, floor)
    row = row_start(scan, floor, begin)
    row = row if row < begin else start
    if strong and row < begin:
        begin, company = row, next((f.name for f in scan.companies if f.end == row), None)
    kind = _OF_KIND.search(scan.text, begin, start)
    begin = kind.end() if kind and not company else begin  # 重大水利工程某引水工程
    part = _OF_PROJECT.match(scan.text, begin, start)
    return part.end() if part else begin, company, row


def _with_owner(scan: Scan, begin: int, start: int, floor: int) -> tuple[str, int, int]:
    """Whose a thing is (该校综合楼: the school named before), where its name and these words begin."""
    near = max(floor, start - 12)
    if scan.text.find("该", near, start) >= 0 and (whose := _WHOSE.search(scan.text, near, start)):
        owner = _owner(scan, whose.start(), whose[1])
        if owner:
            return owner, whose.end(), whose.start()
    return "", begin, begin


_OF_KIND = re.compile(r"(?:重大|重点|骨干|标志性)[\u3400-\u9fff]{0,6}工程(?=[\u3400-\u9fff]{4})")
_SIGNS = frozenset("，。；：！？\n“")


def _stands_bare(text: str, start: int) -> bool:
    """Whether nothing but 该 stands between a sign and the noun at `start`: half of them name nothing."""
    at = start - 1 if text[start - 1 : start] == "该" else start
    return text[at - 1 : at] in _SIGNS and text.find("该", max(0, start - 12), at) < 0


_OF_PROJECT = re.compile(
    r"项目(?=[一二三四五六]期)|工程(?=[\u3400-\u9fff]{5})"
)  # 目前，项目三期22万锭项目已建成
# 标志着又一个超20万锭项目落户: the project just told of.
_MARKS = re.compile(r"标志着[^，。；]{0,6}(?:一个|首个|第[一二三四五六七八九十\d]+个)$")


def _work(scan: Scan, begin: int, end: int, company: str | None, prefix: str, how: str) -> Anchor:
    """The anchor of a thing that is told of as a project."""
    words = scan.text[begin:end]
    owner = None if company or prefix else _brand(scan, begin, end)
    rule = "site" if how == "site" else "work"
    name = _balanced(prefix + words.strip())
    return Anchor(begin, end, name, company, rule, owner, weak=how in ("weak", "site"))


def _may_be_plain(scan: Scan, begin: int, end: int, noun: str) -> bool:
    """Whether a plain word may name a works: a firm of this unit pays for it (建服装加工厂)."""
    stem = scan.text[begin:end].strip("“” ")
    if len(stem) < 2 or noun in nouns().parts or not nouns().generic.match(stem):
        return False
    return bool(firms_in(scan, Span(scan.unit_at(begin).start, begin)))


_RENEWAL = re.compile(
    r"(?:技改|技术改造|扩建|改扩建|扩能|搬迁|异地搬迁|升级改造|增产|扩产|二期|三期)+"
)


def _in_firm(scan: Scan, start: int, end: int) -> bool:
    """Whether a noun is only part of the name of a firm or an office: 中国化学工程集团有限公司."""
    for body in scan.organisations:
        if body.start <= start and end <= body.end and body.code in _HOLDERS:
            return True
    return False


_HOLDERS = ("company", "government", "bank", "media")


# 以满足30万锭项目生产需要; 第二部分为卫浴生产线
_NEEDS = re.compile(r"满足$|第[一二三四]部分(?:[为是：]|由)[^。；\n]*$")


def _project(
    scan: Scan, begin: int, start: int, end: int, company: str | None, prefix: str
) -> Anchor:
    """The anchor of a name that ends in 项目, without the owner that stands before 年产."""
    owner = None if company or prefix else _owner_guess(scan, begin, start)
    brand = None if company or prefix or owner else _brand(scan, begin, start)
    if any(f.end == start and f.start - begin < 5 for f in within(scan.companies, (begin, start))):
        if scan.text.startswith("公司", start - 2):  # 某公司项目: called by its firm alone
            company = scan.text[begin:start]
    if owner:
        begin += len(owner)
        owner = _without_place(scan, begin - len(owner), begin)
    begin = begin if prefix else _lowest_place(scan, begin, start)
    name = _balanced(prefix + scan.text[begin:end].strip())
    return Anchor(begin, end, name, company, "project", owner or brand)


def _lowest_place(scan: Scan, begin: int, end: int) -> int:
    """Behind the province and the prefecture of a chain of places that begins a name."""
    chain = within(scan.places, (begin, end))
    at = begin
    for left, right in pairwise(chain):
        wide = (left.code or "").endswith("00")
        if left.start != at or left.end != right.start or not wide:
            break
        at = right.start
    return at


_BRANDED = re.compile(r"([\u3400-\u9fff〇]{2,12}?)(?=年(?:产|处理|加工|屠宰)|日(?:处理|产))")


def _brand(scan: Scan, begin: int, start: int) -> str | None:
    """The state firm whose short name leads a name: 中广核塔城额敏风电项目."""
    if match := pattern("names", "brands", "always").match(scan.text, begin, start):
        return match[0]
    match = pattern("names", "brands", "before_place").match(scan.text, begin, start)
    if match is None:
        return None
    led = any(p.start == match.end() for p in scan.places)
    return match[0] if led or _POWER.search(scan.text, match.end(), start + 2) else None


_POWER = re.compile(r"光伏|风电|电站|热电|电厂|煤电|火电|水电|储能|光热")


def _owner_guess(scan: Scan, start: int, end: int) -> str | None:
    """What stands before 年产 in a name, if it is more than a place: 新疆国泰新华年产20万吨…"""
    match = _BRANDED.match(scan.text, start, end)
    if match is None or is_generic(scan, start, match.end()):
        return None
    if any(p.end == match.end() for p in within(scan.places, Span(start, match.end()))):
        return None  # 中泰尉犁年产…: a firm's brand and where its project is
    return match[1]


def _without_place(scan: Scan, start: int, end: int) -> str:
    """The words without the county or regiment before them; a province belongs to a firm's name."""
    for place in within(scan.places, Span(start, end)):
        if place.start == start and place.code and not place.code.endswith("0000"):
            return scan.text[place.end : end]
    return scan.text[start:end]


_NAMED_SO = {
    "景区": re.compile(r"[\u3400-\u9fff]{2,16}?(?:景区|旅游区|风景区|度假区)"),
    "小区": re.compile(r"[\u3400-\u9fff]{2,16}?小区"),
    "口岸": re.compile(r"[\u3400-\u9fff]{2,16}?口岸"),
}
_BEFORE_NAME = re.compile(r".*(?:[县市州镇乡内的在]|位于|走进)(?=[\u3400-\u9fff]{4})")


def _owner(scan: Scan, at: int, kind: str) -> str | None:
    """该校, 该院: the body named last before."""
    if kind in ("景区", "小区", "口岸"):
        named = _NAMED_SO[kind].findall(scan.text[:at])
        return _BEFORE_NAME.sub("", named[-1]) if named else None
    wanted = {
        "校": ("school",),
        "院": ("hospital",),
        "园": ("park",),
        "园区": ("park",),
        "厂": ("company",),
    }[kind]
    before = [o for o in scan.organisations if o.end <= at and o.code in wanted]
    return before[-1].name if before else None


def _balanced(name: str) -> str:
    """The name without a lone quotation mark."""
    return name if name.count("“") == name.count("”") else name.replace("“", "").replace("”", "")


@cache
def _endings() -> re.Pattern[str]:
    words = led_by(table("names")["endings"]["works"], "[\u3400-\u9fff]{2}")
    follows = r"[，。、；（\n]|已|正|于|将|今年|去年|上月|上个月|本月|日前|近日|\d|预计|$"
    return re.compile(rf"{words}(?={follows})")


def _by_ending(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Works whose noun is in no table, where the words before say who pays for them."""
    extra = []
    for match in _endings().finditer(scan.text):
        if any(a.start < match.end() and match.start() < a.end for a in found):
            continue
        unit = scan.unit_at(match.start())
        if any(unit.start <= a.start < unit.end for a in found):
            continue
        if not _may_be_paid_for(scan, unit):
            continue
        made = _anchor(scan, match.start(), match.end(), match[0], unit.start)
        if made is None or made.rule != "work" or is_part(scan, made, found, unit):
            continue
        # 某公司的回收线正在消缺。这条线投资1.1亿元…: taken_up looks at what follows
        if _framed_before(scan, made) or (made.weak and made.company):
            extra.append(made)
    return extra


# One of these, a sum, a body or a firm's brand stands in a unit that says who builds.
_SOMEBODY = re.compile("公司|企业|投资|援建|承建|实施|协议|合同")


def _may_be_paid_for(scan: Scan, unit: Span) -> bool:
    """Whether a unit can say who builds the works that it names: few do."""
    if within(scan.money, unit) or within(scan.organisations, unit):
        return True
    words = scan.text[unit.start : unit.end]
    return bool(BRAND.search(words) or _SOMEBODY.search(words))


def _framed_before(scan: Scan, made: Anchor) -> bool:
    return told(scan, made.start, made.end, "") in ("frame", "agreement")


_PHASE_NAME = re.compile(rf"(?P<phase>{_PHASE})(?!建设|分)(?:工程|项目)?")


def _phase_names(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Names that end in a phase, with no noun of the table: 罗布庄风电一期."""
    extra: list[Anchor] = []
    if "期" not in scan.text:
        return extra
    for match in _PHASE_NAME.finditer(scan.text):
        if any(a.start < match.end() and match.start() < a.end for a in found):
            continue
        begin, company = find_begin(scan, match.start(), scan.clause_at(match.start()).start)
        stem = scan.text[begin : match.start()]
        if len(stem) < 3 or COUNT.match(stem):
            continue
        if is_generic(scan, begin, match.start()) and not _THING.search(stem):
            continue
        if re.search(r"指挥部|工作[组队]|公司|位于|坐落|地处|[为将把]", stem):
            continue
        if _NO_PHASE_OF.search(stem) or "\ufffd" in stem:
            continue
        extra.append(Anchor(begin, match.end(), stem + match[0], company, "phase"))
    return extra


# 第一期, 项目一期; 工程分三年三期实施 tells how it is built.
_NO_PHASE_OF = re.compile(r"(?:[\d分第的说由了]|项目|工程|分[\d一二两三四五六]+年)$")
_THING = re.compile(r"..(?:医院|学校|中学|小学|园区|产业园|工业园)$")
