"""Which names of an article are one project: full names, short forms, phases, members of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from transform.facts.anchor import Anchor
from transform.facts.firms import firm_near, payer
from transform.facts.name_forms import line_of
from transform.facts.scan import Scan, within
from transform.mentions import organisation
from transform.mentions.gazetteer import gazetteer, level

_SIGNS = re.compile(r"[\s“”\"'《》（）()、，,]")
_RENAMED = re.compile(r"(?:更名|改名|改称|易名|命名)(?:为|成)?[“\"]?$")
_TAIL = re.compile(r"(?:项目|建设|工程|一体化)+$")
PHASE = re.compile(r"[一二三四五首]期")
_SIZE = re.compile(
    r"(?:年产|年加工|日产|日处理|年处理)?\d[\d.]*[万亿]?(?:吨|千瓦时|千瓦|兆瓦|锭|平方米|米|套|台|头|只|双|件|立方米|亩|万|吉瓦|GW|MW|公里)?(?:/年)?|百万千瓦|千万千瓦"
)


@dataclass(slots=True)
class Named:
    """A project with all the places that name it."""

    name: str
    company: str | None
    anchors: list[Anchor] = field(default_factory=list)
    grouped: bool = False  # told only as a member of a list
    base: str | None = None  # the name without its phase, where the name holds one
    hint: str | None = None  # the company that the words around the first name suggest
    payer: str | None = None  # the firm that the clause of the first name says to pay for it


@lru_cache(maxsize=1024)  # the names of an article are compared with each other
def core(name: str) -> str:
    """A name without signs and without what all names end in."""
    bare = plain(name)
    return _TAIL.sub("", bare) or bare


def plain(words: str) -> str:
    """Words without the signs that may stand in a name."""
    return _SIGNS.sub("", words)


@lru_cache(maxsize=1024)
def product(name: str, company: str | None) -> str:
    """What is left of a name without place, size and the company's short form: what it is about."""
    bare = _SIZE.sub("", core(name))
    if company:
        for form in (company, organisation.core(company)):
            shared = _shared(bare, form)
            if shared >= 2:
                bare = bare[shared:]
                break
    entries = gazetteer().entries
    for size in range(min(8, len(bare) - 2), 1, -1):
        if bare[:size] in entries:
            return bare[size:]
    return bare


def _shared(name: str, company: str) -> int:
    """How many characters at the head of a name stand together in a company's name."""
    size = 0
    while size < min(len(name), 12) and name[: size + 1] in company:
        size += 1
    return size


def dice(first: str, second: str) -> float:
    """Likeness of two texts by their pairs of characters, 0 to 1."""
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (first, second)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else float(first == second)


@lru_cache(maxsize=1024)
def phases(name: str) -> tuple[str, ...]:
    """The phases that a name holds, sorted."""
    return tuple(sorted(PHASE.findall(name)))


def alike(one: str, other: str) -> float:
    """Likeness of two names, 0 to 1; names of different phases are never alike."""
    first, second = core(one), core(other)
    if first == second:
        return 1.0
    if phases(first) != phases(second):
        return 0.0
    if min(len(first), len(second)) >= 3 and (first in second or second in first):
        return 0.9
    return dice(first, second)


_SECTION = re.compile(r"第[一二三四五六七八九十\d]+(?:合同段|标段)$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+|[\d一二三四五六七八九十]+[号#]")


@lru_cache(maxsize=1024)
def _ordinals(name: str) -> tuple[str, ...]:
    """The numbers by which a name tells itself from its neighbours: 第三, 2号."""
    return tuple(sorted(_ORDINAL.findall(name)))


def _apart(one: str, other: str) -> bool:
    """Whether two names say of themselves that they are two: 第三小学 and 第四小学, 分院 and 分院配套."""
    numbers = _ordinals(one), _ordinals(other)
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    if bool(_SECTION.search(one)) != bool(_SECTION.search(other)):
        return True  # a section of a road is not the road
    short, long = sorted((one, other), key=len)
    return long == f"{short}配套"


def _after_phase(long: str, short: str) -> bool:
    """Whether a name is what another calls its phase by: 东兴 of 某产业园二期东兴30万锭."""
    phase = PHASE.search(long)
    if phase is None or len(short) < 2 or PHASE.search(short):
        return False
    return long.startswith(short, phase.end())


_JOINED = ("及", "和", "与")
_WORKS_END = re.compile(
    r"(?:专用线|中心|车站|电站|泵站|水厂|处理厂|仓库|码头|公路|铁路|管线|管网)$"
)


def _is_member(short: str, long: str) -> bool:
    """Whether the longer name is that of a part of the other, or the shorter one of its products:
    某煤化一体化项目 has a 某煤化一体化铁路专用线; 煤制气及配套煤矿 has a 配套煤矿."""
    if len(short) < 3 or len(long) - len(short) < 4:
        return False
    if long.startswith(short):
        return _WORKS_END.search(long, len(short) + 2) is not None
    return long.endswith(short) and long[-len(short) - 1] in _JOINED


def _same_company(one: str | None, other: str | None) -> bool | None:
    if not one or not other:
        return None
    return organisation.same(one, other)


def same(known: Named, anchor: Anchor) -> float:
    """How surely an anchor names a known project, 0 where it does not."""
    if _apart(core(known.name), core(anchor.name)):
        return 0.0
    companies = _same_company(known.company or known.hint, anchor.company)
    company = known.company or known.hint or anchor.company
    if known.company and companies is False:
        return 0.0
    if _after_phase(core(known.name), core(anchor.name)):
        return 0.9
    best = max(alike(a.name, anchor.name) for a in known.anchors)
    best = max(best, alike(known.name, anchor.name))
    if _is_member(*sorted((core(known.name), core(anchor.name)), key=len)):
        return 0.0
    sizes = [_sizes(n) for n in (known.name, anchor.name)]
    if phases(known.name) != phases(anchor.name):
        return 0.64 if _part_of(known.name, anchor.name, sizes) else 0.0
    left, right = product(known.name, company), product(anchor.name, company)
    if sizes[0] and sizes[1] and not sizes[0] & sizes[1] and best < 1:
        return 0.0 if companies is not True or not _label(known.name, anchor.name) else 0.6
    told = best < 1 and min(len(left), len(right)) > 1 and sizes[0] and sizes[1]
    if told and not set(left) & set(right):
        return 0.0  # 120万吨PTA项目, 120万吨聚酯项目 of one firm
    if best >= 0.6:
        return best
    if company and not right and not sizes[1]:
        return 0.8  # the company's name and nothing else: 新疆国容电子项目
    if companies and (sizes[0] & sizes[1] or best >= 0.4 or _holds(left, right)):
        return 0.7
    if company and _shared(core(anchor.name), organisation.core(company)) >= 2:
        return 0.7 if _holds(left, right) else 0.0
    long, short = core(known.name), core(anchor.name)
    if _shortened(long, short) or line_of(long, short):
        return 0.62
    return 0.65 if _holds(left, right) and len(min(left, right, key=len)) >= 4 else 0.0


def _part_of(known: str, name: str, sizes: list[frozenset[str]]) -> bool:
    """Whether a name tells of one of the sizes of a phase: 27万锭项目 of 二期13万锭和27万锭棉纺项目."""
    if phases(name) or len(sizes[0]) < 2 or not sizes[1] or not sizes[1] <= sizes[0]:
        return False
    return _SIZE.sub("", core(name)) in core(known)


@lru_cache(maxsize=1024)
def _sizes(name: str) -> frozenset[str]:
    return frozenset(
        re.sub(r"^(?:年产|年加工|日产|日处理|年处理)", "", s) for s in _SIZE.findall(core(name))
    )


def _label(one: str, other: str) -> bool:
    return "万千瓦" in one and "万千瓦" in other


def _shortened(long: str, short: str) -> bool:
    """Whether a name leaves out only words in the middle: 肉鸽养殖场 for 某镇肉鸽标准化养殖场."""
    if len(short) < 5 or len(short) >= len(long):
        return False
    return any(
        long.endswith(short[i:]) and short[:i] in long[: len(long) - len(short) + i]
        for i in range(2, len(short) - 1)
    )


def _holds(left: str, right: str) -> bool:
    small, large = sorted((left, right), key=len)
    return len(small) >= 2 and small in large


def projects(scan: Scan, anchors: list[Anchor]) -> list[Named]:
    """The projects that the anchors name, in reading order."""
    found: list[Named] = []
    title_end = scan.title_end
    ordered = [a for a in anchors if a.start > title_end] + [
        a for a in anchors if a.start < title_end
    ]
    for anchor in ordered:
        pays = payer(scan, anchor.start)
        scored = [(_score(scan, p, anchor, pays), -i) for i, p in enumerate(found)]
        score, index = max(scored, default=(0.0, 0))
        if found and _names_last(scan, found, anchor):
            found[-1].anchors.append(anchor)  # another name of the one told of
            continue
        if not score and len(found) == 1 and _same_size(found[0], anchor):
            score = 0.6
        if score > 0:
            known = found[-index]
            known.anchors.append(anchor)
            known.company = known.company or anchor.company
            if _fuller(known, anchor) and anchor.start > title_end:
                known.name = anchor.name
        elif anchor.start > title_end:
            made = _new(anchor)
            made.hint, made.payer = anchor.owner or firm_near(scan, anchor.start), pays
            found.append(made)
    _with_bases(found)
    return found


def _names_last(scan: Scan, found: list[Named], anchor: Anchor) -> bool:
    """Whether the words around a name say that it is the project told of last."""
    if found[-1].anchors[-1].end == anchor.start - 2 and _apposed(scan, anchor):
        return True
    if _RENAMED.search(scan.text, max(0, anchor.start - 8), anchor.start):
        return True
    if anchor.start > scan.title_end and _its_manager_says(scan, anchor):
        return True
    return len(found) == 1 and _signed_there(scan, found[0], anchor)


def _same_size(known: Named, anchor: Anchor) -> bool:
    """Whether a name tells the size of the only project so far, in fewer words for the product:
    50万锭纺织项目 for 某示范区50万锭棉纺项目."""
    if anchor.company or phases(known.name) != phases(anchor.name):
        return False
    if not re.match(r"(?:年产|年加工)?\d", anchor.name):
        return False  # led by a place: 莎车县200万千瓦光伏项目
    if not _sizes(known.name) or _sizes(known.name) != _sizes(anchor.name):
        return False
    left, right = product(known.name, known.company), product(anchor.name, None)
    return 1 < len(right) <= 4 and len(right) <= len(left) and bool(set(right) & set(left))


def _apposed(scan: Scan, anchor: Anchor) -> bool:
    """Whether a name stands right behind a dash: 某一体化项目——年产2万吨金属镁建设项目."""
    return scan.text.startswith("——", anchor.start - 2) and anchor.name.endswith("项目")


_ITS_CEREMONY = re.compile(r"(?:签约|奠基|开工)(?:暨[^，。]{0,10})?仪式")
_THERE = re.compile(r"(?:签约|奠基|开工)?仪式上，")


def _signed_there(scan: Scan, known: Named, anchor: Anchor) -> bool:
    """Whether a name says in other words what the ceremony just told of was for: 某家禽养殖项目签约
    仪式举行。仪式上，…签约引进某养殖场项目."""
    if not _THERE.match(scan.text, scan.sentence_at(anchor.start).start) or phases(anchor.name):
        return False
    if not any(_ITS_CEREMONY.match(scan.text, a.end) for a in known.anchors):
        return False
    one, other = product(known.name, known.company), product(anchor.name, known.company)
    shared = any(one[i : i + 2] in other for i in range(len(one) - 1))
    return shared and not _SIZE.search(anchor.name)


_ITS_MANAGER = re.compile(r"”，?该(?:项目|工程)[^，。]{0,8}(?:经理|负责人|总工|主任|介绍|说)")


def _its_manager_says(scan: Scan, anchor: Anchor) -> bool:
    """Whether a name stands in what the manager of the project told of says of it."""
    start = scan.paragraph_start(anchor.start)
    if anchor.company or _SIZE.search(anchor.name):
        return False
    if scan.text.rfind("“", start, anchor.start) <= scan.text.rfind("”", start, anchor.start):
        return False
    close = scan.text.find("”", anchor.end, anchor.end + 200)
    return close > 0 and bool(_ITS_MANAGER.match(scan.text, close))


def _score(scan: Scan, known: Named, anchor: Anchor, pays: str | None) -> float:
    """How surely an anchor names a known project; two that two firms pay for are never one."""
    if known.payer and pays and not organisation.same(known.payer, pays):
        return 0.0
    counties = [_counties(scan, a) for a in (known.anchors[0], anchor)]
    if all(counties) and not counties[0] & counties[1]:
        return 0.0  # 莎车县200万千瓦光伏项目 and 疏勒县200万千瓦光伏项目
    if anchor.rule == "firm":
        return float(known.company is not None and organisation.same(known.company, anchor.name))
    if _its_first_phase(known, anchor):
        return 0.63
    return same(known, anchor) or (0.61 if _abbreviates(scan, known, anchor) else 0.0)


_FIRST_PHASE = re.compile(
    r"(?P<base>产业园|园区|工业园|科技园|物流园|项目|工程|基地|电站|小区|医院|学校)(?:一期|首期)(?:项目|工程)?"
)


def _its_first_phase(known: Named, anchor: Anchor) -> bool:
    """Whether 产业园一期 tells of the first phase of the park just named: no project of its own."""
    if anchor.company or not (match := _FIRST_PHASE.fullmatch(anchor.name)):
        return False
    whole = match["base"] in ("项目", "工程") or core(known.name).endswith(match["base"])
    return whole and not PHASE.search(known.name)


def _counties(scan: Scan, anchor: Anchor) -> set[str]:
    """The codes of the counties of Xinjiang that stand in a name."""
    firm = anchor.company or ""
    start = anchor.start - (len(firm) if scan.text.endswith(firm, 0, anchor.start) else 0)
    codes = (p.code or "" for p in within(scan.places, (start, anchor.end)))
    return {c for c in codes if c.startswith("65") and level(c) == "county"}


def _abbreviates(scan: Scan, known: Named, anchor: Anchor) -> bool:
    """Whether 恒远项目 takes up 某市恒远移动能源产业园 of the same sentence: by its brand alone."""
    short, long = core(anchor.name), core(known.name)
    first = known.anchors[0]
    if not anchor.name.endswith("项目") or anchor.company or not 1 < len(short) < len(long) - 3:
        return False
    at = long.find(short)
    if at and long[:at] not in gazetteer().entries and len(short) < 3:
        return False
    near = scan.sentence_at(first.start) == scan.sentence_at(anchor.start)
    return 0 <= at <= 3 and near and first.end < anchor.start


def _new(anchor: Anchor) -> Named:
    phase = PHASE.search(anchor.name)
    base = None
    if phase:
        base = anchor.name[: phase.start()].rstrip("（(") or None
    return Named(anchor.name, anchor.company, [anchor], base=base)


def _fuller(known: Named, anchor: Anchor) -> bool:
    """Whether an anchor names the project more fully than what it is called so far."""
    if len(anchor.name) > 30:
        return False
    if not product(known.name, known.company):
        return True
    short, long = core(known.name), core(anchor.name)
    if len(short) <= 4 and not known.company and len(long) - len(short) > 1 and short in long:
        return True  # 煤制气项目: 某地煤制气示范项目
    sized = bool(_SIZE.search(anchor.name)) and not _SIZE.search(known.name)
    return core(known.name) in core(anchor.name) and (
        sized or ("项目" in anchor.name and "项目" not in known.name)
    )


def _with_bases(found: list[Named]) -> None:
    """A project that is the whole of phases named in full is called as they are."""
    for whole in found:
        if whole.base or PHASE.search(whole.name):
            continue
        for part in found:
            if (
                part.base
                and len(core(whole.name)) >= 3
                and core(part.base).endswith(core(whole.name))
            ):
                whole.name, whole.company = part.base, whole.company or part.company
                break
