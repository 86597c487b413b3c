"""Where an article names a project, and by what name.

A name is found by the noun that it ends in (项目, 产业园, 教学楼: data/names.toml); boundary.py finds
where it begins. 项目 makes a project of whatever is not generic (援疆项目, 重点项目). Any other noun
must be told of as one: told.py.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, zip_longest

from transform.facts.anchor import Anchor
from transform.facts.boundary import begin as find_begin
from transform.facts.boundary import is_generic, nouns
from transform.facts.firm_projects import firm_projects
from transform.facts.firms import elsewhere, firms_in
from transform.facts.of_firms import by_firm
from transform.facts.respective import dealt_out
from transform.facts.scan import Scan, Span, within
from transform.facts.told import is_part, taken_up, told
from transform.facts.words import led_by, pattern, table

__all__ = ["Anchor", "anchors"]

_PHASE_TAIL = re.compile(
    r"(?:[（(]?[一二三四五][期][）)]?|第[一二三四五六七八九十\d]+(?:合同段|标段))(?:项目|工程)?"
)
_PHASE = r"[一二三四五]期"
_ONE = re.compile(r"(?:一|1)(?:个|座|条|家|栋|幢|处|项|批|所)")
_COUNT = re.compile(
    r"(?:共|约|近|超|逾|达)?(?:\d[\d.]*|[一二三四五六七八九十两几数百]+)[多余]?[万亿]?(?:余)?(?:个|座|条|家|栋|幢|处|间|项|批|块|台|所|平方米|平米|公顷|亩)的?"
)
_AREA = re.compile(r"(?:亩|公顷|平方米|平米)的?$")
_RANKED = re.compile(r"(?:首个|首批|第一个|唯一的?|最大的?)$")
_SUCH = re.compile(r"(?:这样的|类似的?|这类|此类|同类)$")  # 像这样的升级项目还有5个
_PAID_FOR = re.compile(r"元(?:建设|新建|打造|兴建)了?$")
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]+[个家座条批]")
_PHASE_PART = re.compile(
    r"([\u3400-\u9fff]{2,}?[一二三四]期)\d[\d.]*[万]?[余多]?(?:平方米|平米|栋|座|条|亩|个|间|台)"
)
_WHOSE = re.compile(r"该(校|院|园|厂|景区|园区|小区|口岸)(?:新建|改建|扩建)?的?")


def anchors(scan: Scan) -> list[Anchor]:
    """All places that name one project, in reading order, none inside another."""
    found: list[Anchor] = []
    for start, end, noun in nouns().heads.spans(scan.text):
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
    found = taken_up(scan, found)
    found += firm_projects(scan, found)
    return dealt_out(scan, sorted(found, key=lambda a: a.start))


def _in_apposition(scan: Scan, first: Anchor, then: Anchor | None) -> bool:
    """Whether a name only leads up to the next: 本市最大的陶瓷项目——某公司年产2020万平方米陶瓷生产线."""
    if then is None or not scan.text.startswith("——", first.end) or first.company:
        return False
    between = scan.text[first.end : then.start]
    return not re.search("[，。；\n]", between)


_OFFICER = re.compile(r"(?:部|现场|施工)?(?:执行经理|总经理|项目经理|总指挥|技术负责人)")


def _of_a_bare_one(scan: Scan, begin: int, start: int, end: int, owner: str | None) -> bool:
    """Whether the words behind tell of somebody at a project of which only the kind is told."""
    if _OFFICER.match(scan.text, end) and not re.search(r"\d", scan.text[begin:start]):
        return True  # 某设计院某水厂项目执行经理
    firm = any(f.start == begin and f.end == start for f in scan.companies)
    if firm and pattern("names", "guards", "after_named").match(scan.text, end):
        return True  # 某公司项目负责人
    if owner or re.search(r"\d", scan.text[begin:start]) or _led_by_place(scan, begin, start):
        return False
    return bool(pattern("names", "guards", "after_named").match(scan.text, end))


# 水泥生产项目，包括2条生产线和年产100万吨粉磨项目: what it is made of.
_INCLUDED = re.compile(r"，(?:主要)?(?:包括|包含)[^。；\n]*$")


def _included(scan: Scan, floor: int, begin: int) -> bool:
    """Whether a name stands in the row of parts of the project named right before it."""
    row = _INCLUDED.search(scan.text, floor, begin)
    if row is None or scan.text[row.start() - 2 : row.start()] != "项目":
        return False
    lead = scan.text[max(floor, row.start() - 16) : row.start()]
    return not _COUNTED_KIND.search(lead)  # 签订3个投资项目，包括: those are projects


def _spanning(scan: Scan, first: Anchor, last: Anchor) -> Anchor:
    name = scan.text[first.start : last.end]
    return Anchor(first.start, last.end, name, first.company or last.company, last.rule)


def _anchor(scan: Scan, start: int, end: int, noun: str, floor: int) -> Anchor | None:
    """The anchor whose last noun stands at [start, end), None where it names no one project."""
    text, strong = scan.text, noun in nouns().strong
    tail = _PHASE_TAIL.match(text, end)
    if tail and (not strong or tail[0][0] in "（(" or tail[0].endswith("工程")):
        end = tail.end()
    elif _other_word(text, end, noun):
        return None
    if _in_firm(scan, start, end) or elsewhere(scan, scan.clause_at(start)):
        return None
    begin, company = find_begin(scan, start, floor)
    begin = part.end() if (part := _OF_PROJECT.match(text, begin, start)) else begin
    if _MARKS.search(text, max(floor, begin - 16), begin):
        return None
    at = _without_count(text, begin, start, strong=strong)
    if at is None or _NEEDS.search(text, max(floor, at - 30), at):
        return None
    begin, prefix, lead = at, "", at
    near = max(floor, start - 12)
    if text.find("该", near, start) >= 0 and (whose := _WHOSE.search(text, near, start)):
        owner = _owner(scan, whose.start(), whose[1])
        if owner:
            prefix, begin, lead = owner, whose.end(), whose.start()
    if text.find("期", begin, end) >= 0 and (phase := _PHASE_PART.match(text, begin, end)):
        end = phase.end(1)  # 袜业城一期6万平方米厂房: what follows the phase is its size
    renewal = company and strong and _RENEWAL.fullmatch(text, begin, start)
    plain = not (prefix or renewal or _names_one(scan, begin, start, strong=strong))
    if plain and (strong or not _may_be_plain(scan, begin, start, noun)):
        return None
    if strong:
        owner = company or prefix
        other = _included(scan, floor, begin) or _of_a_bare_one(scan, begin, start, end, owner)
        other = other or (not company and _only_ranks(scan, floor, at))
        other = other or (not company and _beside_it(scan, floor, begin, start))
        return None if other else _project(scan, begin, start, end, company, prefix)
    how = told(scan, lead, end, noun)
    if how is None or _is_deed(scan, begin, end) or _says_what_it_is(scan, begin):
        return None
    if how != "frame" and (plain or nouns().part_before.search(text, floor, begin)):
        return None
    return _work(text[begin:end], begin, end, company, prefix, how)


_OF_PROJECT = re.compile(
    r"项目(?=[一二三四五六]期)|工程(?=[\u3400-\u9fff]{5})"
)  # 目前，项目三期22万锭项目已建成
# 标志着又一个超20万锭项目落户: the project just told of.
_MARKS = re.compile(r"标志着[^，。；]{0,6}(?:一个|首个|第[一二三四五六七八九十\d]+个)$")


def _is_gloss(scan: Scan, begin: int) -> bool:
    """Whether a name in brackets only says what a region is called, too: 博乐市（金三角工业园区）."""
    opened = scan.text[begin - 1 : begin] in ("（", "(")
    return opened and any(p.end == begin - 1 for p in scan.places)


def _says_what_it_is(scan: Scan, begin: int) -> bool:
    """Whether a thing only says what the one told of is: 某电站…，是一项集发电、灌溉为一体的工程."""
    unit = scan.unit_at(begin)
    return bool(_IS_ONE.search(scan.text, unit.start, begin)) or _is_gloss(scan, begin)


_IS_ONE = re.compile(r"[，。]?(?:该项目|这|它)?是一[项个座][^，。；]{2,}$")


def _only_ranks(scan: Scan, floor: int, at: int) -> bool:
    """Whether a name only says what the one told of is: 某项目是全疆首个…支持的光伏项目."""
    if not _RANKED.search(scan.text, max(floor, at - 6), at):
        return False
    return bool(re.search("[是为]", scan.text[scan.unit_at(at).start : at]))


_BESIDE = re.compile(r"项目[^。；]*，(?:同步|配套)(?:建设|新建|实施)$")


def _beside_it(scan: Scan, floor: int, begin: int, start: int) -> bool:
    """Whether a kind of works is only built along with the project just named: 建设某光伏发电项目，
    同步建设储能项目."""
    if start - begin > 4 or re.search(r"\d", scan.text[begin:start]):
        return False
    return bool(_BESIDE.search(scan.text, scan.unit_at(begin).start, begin))


def _work(words: str, begin: int, end: int, company: str | None, prefix: str, how: str) -> Anchor:
    """The anchor of a thing that is told of as a project."""
    rule = "site" if how == "site" else "work"
    name = _balanced(prefix + words.strip())
    return Anchor(begin, end, name, company, rule, weak=how in ("weak", "site"))


def _is_deed(scan: Scan, begin: int, end: int) -> bool:
    """Whether the words tell what is done and name nothing: 改造农村自来水管网."""
    return bool(_VERB_LEADS.match(scan.text, begin)) and not within(scan.places, Span(begin, end))


def _led_by_place(scan: Scan, begin: int, end: int) -> bool:
    """Whether a county or a township begins a name that says more than that."""
    first = next(iter(within(scan.places, Span(begin, end))), None)
    return first is not None and first.start == begin and end - first.end >= 4


def _may_be_plain(scan: Scan, begin: int, end: int, noun: str) -> bool:
    """Whether a plain word may name a works: a firm of this unit pays for it (建服装加工厂)."""
    stem = scan.text[begin:end].strip("“” ")
    if len(stem) < 2 or noun in nouns().parts or not nouns().generic.match(stem):
        return False
    return bool(firms_in(scan, Span(scan.unit_at(begin).start, begin)))


_VERB_LEADS = re.compile(r"全面完成|改造|修建|铺设|整治|新建|改建|修缮|维修")
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


def _without_count(text: str, begin: int, end: int, *, strong: bool) -> int | None:
    """Behind the number of a list and behind 一座; None where the name counts many."""
    if text[begin - 1 : begin + 1] == "元建":
        begin += 2 if text.startswith("设", begin + 1) else 1
    if numbered := _NUMBERED.match(text, begin, end):
        begin = numbered.end()
    if one := _ONE.match(text, begin, end):
        return None if _AND_MANY.search(text, one.end(), end) else one.end()
    if _ORDINAL.match(text, begin, end):
        return None  # 引进的第4个产业项目
    if _PAID_FOR.search(text, max(0, begin - 6), begin):
        return begin  # 总投资9.2亿元建设40公顷玻璃温室
    if count := _COUNT.match(text, begin, end):
        sized = strong and not nouns().generic.match(text[count.end() : end])
        return begin if sized and _AREA.search(count[0]) else None  # 10万亩枸杞种植项目
    if _counts_kind(text[begin:end]):
        return None
    return begin


_SHARE = re.compile(r"[%％]|元以[上下]")  # 其中70%为合同项目, 5亿元以上项目
_AND_MANY = re.compile(r"[+＋]\d+个$")  # 1个主会场+7个项目现场
_SLOGAN = (
    "抓",
    "谋",
    "争",
    "跑",
    "促",
    "盯",
    "宣布",
    "大上",
    "重点上",
    "力促",
    "加快",
)  # 大干快上抓项目
_COUNTED_KIND = re.compile(r"(?<!第)(?:\d|[两二三四五六七八九十几数])[余多]?[个项家]")


def _counts_kind(stem: str) -> bool:
    """Whether a stem ends in a count of a kind of projects: 某县共签约12个招商引资(项目)."""
    counts = list(_COUNTED_KIND.finditer(stem))
    return bool(counts) and nouns().hollow.match(stem, counts[-1].end()) is not None


def _names_one(scan: Scan, begin: int, end: int, *, strong: bool) -> bool:
    """Whether the words before the noun name one thing: a product, a body, a village's building."""
    stem = scan.text[begin:end].strip("“” ")
    if "\ufffd" in stem or len(stem) < 2 or stem.endswith(("的", "等", "说", "代表", "类")):
        return False
    if (strong and stem.endswith(_SLOGAN)) or _LABEL.match(stem) or _SHARE.search(stem):
        return False
    if stem.startswith("各类") or _KINDS.search(scan.text, max(0, begin - 48), begin):
        return False  # 建设各类维修站、配件街、汽车加气站项目: kinds of projects
    if stem.startswith(("（", "(")) or _SUCH.search(scan.text, max(0, begin - 6), begin):
        return False
    places = within(scan.places, Span(begin, end))
    if places and places[0].start == begin:
        many = _COUNT.match(scan.text, places[0].end, end)
        if many and not (strong and _AREA.search(many[0])):
            return False  # 于田县12所村级幼儿园
        if any(p.rule in ("township", "regiment") for p in places):
            return True
        if not strong or _is_thing(scan.text[begin:end]):
            return True
    return not is_generic(scan, begin, end)


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


# 两港一中心, 一园三区: a slogan
_LABEL = re.compile(
    r"[一二两三四五六七八九十][\u3400-\u9fff]{1,2}[一二两三四五六七八九十][\u3400-\u9fff]{0,2}$"
)
_KINDS = re.compile(r"(?:各类|一批|各种|若干|一系列|诸多)(?:[^，。；、]{2,16}、){0,4}$")
_SUPPLIER = re.compile(
    r"[^，。；、]{0,8}(?:供应企业|配套企业|供应商|配套商|供货商)|的(?:配套|专用|附属)"
)
_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)|[①-⑳]|[（(]\d{1,2}[）)]")
_COUNTED = re.compile(
    r"\s*(?:共|达|有|总数|为|约|近|已|各|超过|超|逾|多达)?(?:计|到)?\d+\s*[余多]?[个项家]"
)


_BRANDED = re.compile(r"([\u3400-\u9fff〇]{2,12}?)(?=年(?:产|处理|加工|屠宰)|日(?:处理|产))")


def _brand(scan: Scan, begin: int, start: int) -> str | None:
    """The state firm whose short name leads a name: 中广核塔城额敏风电项目."""
    if match := pattern("names", "brands", "always").match(scan.text, begin, start):
        return match[0]
    match = pattern("names", "brands", "before_place").match(scan.text, begin, start)
    if match is None or not any(p.start == match.end() for p in scan.places):
        return None
    return match[0]


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


def _is_thing(stem: str) -> bool:
    """Whether a name holds a building or a plant: 某镇标准化冷库项目, not 某镇产业项目."""
    return bool(nouns().weak_heads.spans(stem))


def _other_word(text: str, end: int, noun: str) -> bool:
    """Whether what follows a noun makes another word of it: 项目库, 工程师, 项目76个."""
    if text.startswith(("单位代表", "业主代表"), end):
        return False  # 某水库建设项目单位代表作发言
    if text.startswith(("之一", "中的一"), end):
        return True  # 援疆“交钥匙”工程之一的某医院: the row it belongs to
    if noun in nouns().strong:
        if _OWN_DEED.match(text, end) and _SIZED.search(text, max(0, end - 24), end):
            return False  # 年产800万件服装项目签约
        guard = pattern("names", "guards", "after_project")
        if guard.match(text, end) or _COUNTED.match(text, end):
            return True
        return _SUPPLIER.match(text, end) is not None  # 作为某项目配套企业，某公司…
    if noun == "市场" and text[end : end + 1] == "化":
        return True  # 产业园通过市场化招商引资
    if _KIND_COUNTED.match(text, end):
        return True  # 新建重点公路建设项目10个
    if noun != "工程":
        return False
    part = _PART_WORKS.search(text, max(0, end - 6), end)
    return bool(part or pattern("names", "guards", "after_works").match(text, end))


_OWN_DEED = re.compile(r"签约(?:[，。；]|落户|(?:暨[^，。]{0,10})?仪式)")
_SIZED = re.compile(
    r"\d[\d.]*[万亿]?(?:吨|锭|千瓦|兆瓦|头|只|羽|套|件|台|平方米|立方米)[^，。；]*$"
)
_KIND_COUNTED = re.compile(r"(?:[\u3400-\u9fff]{0,4})项目(?:共|达|有)?\d+[余多]?[个项]")
_PART_WORKS = re.compile(r"(?:土建|安装|主体|附属|基础|桩基|收尾|装修|装饰|场平|钢结构)工程$")


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
        made = _anchor(scan, match.start(), match.end(), match[0], unit.start)
        if made is None or made.rule != "work" or is_part(scan, made, found, unit):
            continue
        # 某公司的回收线正在消缺。这条线投资1.1亿元…: taken_up looks at what follows
        if _framed_before(scan, made) or (made.weak and made.company):
            extra.append(made)
    return extra


def _framed_before(scan: Scan, made: Anchor) -> bool:
    return told(scan, made.start, made.end, "") in ("frame", "agreement")


_PHASE_NAME = re.compile(rf"(?P<phase>{_PHASE})(?!建设|分)(?:工程|项目)?")


def _phase_names(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """Names that end in a phase, with no noun of the table: 罗布庄风电一期."""
    extra = []
    for match in _PHASE_NAME.finditer(scan.text):
        if any(a.start < match.end() and match.start() < a.end for a in found):
            continue
        begin, company = find_begin(scan, match.start(), scan.clause_at(match.start()).start)
        stem = scan.text[begin : match.start()]
        if len(stem) < 3 or _COUNT.match(stem):
            continue
        if is_generic(scan, begin, match.start()) and not _THING.search(stem):
            continue
        if re.search(r"指挥部|工作[组队]|公司|[为将把]", stem):
            continue
        if _NO_PHASE_OF.search(stem) or "\ufffd" in stem:
            continue
        extra.append(Anchor(begin, match.end(), stem + match[0], company, "phase"))
    return extra


# 第一期, 项目一期; 工程分三年三期实施 tells how it is built.
_NO_PHASE_OF = re.compile(r"(?:[\d分第的说由了]|项目|工程|分[\d一二两三四五六]+年)$")
_THING = re.compile(r"..(?:医院|学校|中学|小学|园区|产业园|工业园)$")
