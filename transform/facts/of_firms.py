"""Projects that no noun of the table ends, told by the firm that pays: 投资3亿元建设年产5万吨塑料管材.

Each form says what is made or built and who does: a firm builds for a sum, a firm that makes so much
a year was built, a firm is said to make something and the text goes on about 项目总投资.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transform.facts.anchor import Anchor
from transform.facts.boundary import nouns
from transform.facts.built import builder_before
from transform.facts.firms import firms_in
from transform.facts.name_guards import COUNT
from transform.facts.scan import Scan, Span, within
from transform.facts.told import GOES_ON
from transform.mentions import organisation
from transform.records import Mention

_FRAME = re.compile(r"(?:投资)?(?:建设|新建|兴建|实施|打造|生产)(?P<np>[^，。；！？\n、“”]{4,30})")
# 建设年产200万千瓦风电叶片、主机等装备制造基地
_NAMED_ROW = re.compile(
    r"(?:投资)?(?:建设|新建|兴建|打造)(?P<np>年产[^，。；！？\n“”]{2,30}、[^，。；！？\n“”]{1,30}?(?:基地|产业园|生产线|项目|工厂)(?=[，。；]))"
)
_SIZE = re.compile(r"年产|日产|年加工|日处理|\d")
_INVESTS = re.compile(r"投资(?:约|近|超|逾)?$")
# 计划新建切丝、制粉等6条生产线
_ROW = re.compile(
    r"(?:，?(?:计划|拟|将))?(?:建设|新建|兴建)(?P<np>[\u3400-\u9fff]{2,8}(?:、[\u3400-\u9fff]{2,8}){1,5}?"
    r"等?(?:\d+|[两三四五六七八九十])[条个座栋间](?:生产线|产线|车间|厂房|冷库|加工厂))"
)
# 投资5600万元、年产1.2亿块页岩砖的某某建材公司，去年10月建成
_MAKER = re.compile(r"[、，]?(?:设计)?(?P<np>年(?:产|加工|处理)[^，。；、\n]{3,24}?)的")
_BUILT = re.compile(r"，?[^，。；]{0,10}(?:建成|投产|开工|竣工|投用|动工|落户)")
_PROJECT_IS = re.compile(
    r"\s*“?(?:据了解，|据介绍，|目前，|(?:根据|按照)[^，。；]{0,6}协议，|按计划，)?(?:该|这个)?项目(?:计划|预计)?(?:总?投资|总占地|占地|建设(?!现场)|于)"
)
_SAYS = re.compile(r"(?:说|表示|介绍)：“")
_PLANT = re.compile(r"(?:来|在[^，。；]{2,14})?(?:建厂|办厂|设厂|建设工厂|兴建厂区)")
_MAKES = re.compile(
    r"(?:以|从事|主要是|主要|专门|利用[^，。；]{2,16}?|将)(?:生产|加工|研发生产)(?P<what>[\u3400-\u9fff、]{2,18}?)(?=为主|的|产品|业务|[，。；等])"
)
# 建设10万头肉牛养殖、屠宰、深加工基地和30万吨饲料厂
_BUILDS_ROW = re.compile(
    r"建设(?P<what>\d[^，。；]{4,44}?(?:基地|工厂|饲料厂|加工厂|产业园|养殖场|生产线))(?=[，。；])"
)
_FOUNDED = ("成立", "成立了", "组建", "组建了")
_SUBJECT = 30  # characters of its unit before which a firm is the subject


def by_firm(scan: Scan, found: list[Anchor]) -> list[Anchor]:
    """The anchors of projects told by their firm, none in a unit that names one otherwise."""
    made = [
        *_frames(scan, found),
        *_makers(scan, found),
        *_paid_for(scan, found),
        *_lines(scan, found),
    ]
    return made + list(_introduced(scan, [*found, *made]))


def _free(scan: Scan, found: list[Anchor], at: int) -> bool:
    """Whether the unit around an offset names no project."""
    unit = scan.unit_at(at)
    return not any(unit.start <= a.start < unit.end for a in found)


def _frames(scan: Scan, found: list[Anchor]) -> Iterator[Anchor]:
    """What a company pays for and builds: 投资2亿元建设年产5万吨塑料管材, 投资…新建A、B等6条生产线."""
    for money in scan.money:
        unit = scan.unit_at(money.start)
        if not _INVESTS.search(scan.text, max(unit.start, money.start - 4), money.start):
            continue
        if not _free(scan, found, money.start) or not builder_before(scan, unit, money.start):
            continue
        if GOES_ON.match(scan.text, unit.start, money.start):
            continue
        match = _built_for(scan, money, unit)
        if match is not None:
            companies = within(scan.companies, (unit.start, money.start))
            firm = companies[-1].name if companies else None  # 公司 alone pays
            yield Anchor(match.start("np"), match.end("np"), match["np"], firm, "frame")


def _built_for(scan: Scan, money: Mention, unit: Span) -> re.Match[str] | None:
    """What a sum builds, behind it."""
    stop = min(unit.end, money.end + 24)
    match = _FRAME.search(scan.text, money.end, stop)
    if match is not None:
        row = _NAMED_ROW.match(scan.text, match.start(), unit.end)
        match = row or _FRAME.match(scan.text, match.start(), unit.end)
    if match and _SIZE.match(match["np"]) and not COUNT.match(match["np"]):
        return match
    return _ROW.search(scan.text, money.end, unit.end)


def _makers(scan: Scan, found: list[Anchor]) -> Iterator[Anchor]:
    """A firm told by what it makes and when it was built: 投资2亿元、年产5万吨板材的某公司，10月建成."""
    firms = {f.start: f for f in scan.companies}
    for money in scan.money if firms else ():
        match = _MAKER.match(scan.text, money.end, min(len(scan.text), money.end + 34))
        firm = firms.get(match.end()) if match else None
        if match and firm and _free(scan, found, money.start):
            if _BUILT.search(scan.text, firm.end, scan.unit_at(firm.start).end):
                yield Anchor(match.start("np"), match.end("np"), match["np"], firm.name, "frame")


# 总投资40亿元的绿苇新能源电池在某县开工
_PAID_FOR = re.compile(
    r"的(?P<np>[^，。；、的在于“”（）\d]{5,20}?)(?:(?:昨日|今日|近日|当天)|在[^，。；、]{2,16}?)?"
    r"(?:正式|顺利|成功|已)?(?:开工|动工|奠基|投产|竣工)(?:建设|仪式)?(?=[，。；])"
)
_NO_THING = re.compile(
    r"项目|(?:工程|公司|集团|企业|产业|合作|活动|协议|意向)$|[个家批座条]|等|以上|合同"
)


def _paid_for(scan: Scan, found: list[Anchor]) -> Iterator[Anchor]:
    """What a sum pays for, that began or is done: 投资40亿元的某某新能源电池在某县正式开工."""
    for money in scan.money:
        if scan.text[money.end : money.end + 1] != "的":
            continue
        unit = scan.unit_at(money.start)
        match = _PAID_FOR.match(scan.text, money.end, unit.end)
        if not match or _NO_THING.search(match["np"]) or nouns().generic.match(match["np"]):
            continue
        if "投资" in scan.text[max(0, money.start - 4) : money.start] and _free(
            scan, found, money.start
        ):
            yield Anchor(match.start("np"), match.end("np"), match["np"], None, "frame")


# 绿苇麦芽公司4万吨麦芽生产线已投产
_LINE = re.compile(
    r"(?P<np>(?:年产|年加工|年处理|日产|日处理)?[\d.]+[多余]?[万亿]?(?:吨|立方米|平方米|只|头|羽|套|台|件|米|块|锭|支|瓶|片|条)"
    r"[^，。；、的\d]{2,16}?(?:生产线|加工线))(?:建设)?(?=[，。；、等已正在]|建成|投产|开工|完成)"
)


def _lines(scan: Scan, found: list[Anchor]) -> Iterator[Anchor]:
    """The sized lines that stand right behind their firm, where the unit says what stage they are at."""
    if "线" not in scan.text:
        return
    for firm in scan.companies:
        match = _LINE.match(scan.text, firm.end, firm.end + 40)
        if match is None or any(a.start < match.end() and firm.start < a.end for a in found):
            continue
        if within(scan.stages, Span(match.end(), scan.unit_at(match.start()).end)):
            yield Anchor(match.start("np"), match.end("np"), match["np"], firm.name, "frame")


def _introduced(scan: Scan, found: list[Anchor]) -> Iterator[Anchor]:
    """What a firm makes, where the text goes on 项目总投资… or said that it invests to build a plant.

    The firm must be the subject of a unit of this paragraph or the one before, new to the article,
    and no project named since.
    """
    taken: list[str] = []
    for money in scan.money:
        unit = scan.unit_at(money.start)
        invests = _INVESTS.search(scan.text, max(unit.start, money.start - 4), money.start)
        plant = invests and _PLANT.match(scan.text, money.end, unit.end)
        said = _SAYS.search(scan.text, unit.start, money.start)
        at = said.end() if said else unit.start  # 某公司董事长说：“项目总投资6亿元
        if not plant and not _PROJECT_IS.match(scan.text, at, unit.end):
            continue
        here = Span(at, unit.end) if said else unit
        firm = _subject_before(scan, here if not plant else Span(money.start, money.end))
        if firm is None or firm.name in taken or not _new(found, firm, unit):
            continue
        what = _MAKES.search(scan.text, firm.end, unit.end)
        what = what or _BUILDS_ROW.search(scan.text, at, unit.end)
        if what is not None:
            taken.append(firm.name or "")
            yield Anchor(what.start("what"), what.end("what"), what["what"], firm.name, "frame")


def _subject_before(scan: Scan, unit: Span) -> Mention | None:
    """The firm that is the subject of a unit before this one, near enough to go on about."""
    here = scan.paragraph_start(unit.start)
    start = scan.paragraph_start(max(0, here - 1))
    firms = firms_in(scan, Span(max(start, scan.title_end + 1), unit.start))
    if firms and scan.text.endswith(_FOUNDED, 0, firms[-1].start):
        return firms[-1]  # 与两家公司签约，成立某公司。该项目总投资…
    if not firms or firms[-1].start - scan.unit_at(firms[-1].start).start > _SUBJECT:
        return None
    named = [f for f in firms if f.rule == firms[-1].rule] or firms
    same = [f for f in firms if organisation.same(f.name or "", firms[-1].name or "")]
    return min(same or named, key=lambda f: f.start)


def _new(found: list[Anchor], firm: Mention, unit: Span) -> bool:
    """Whether no project is this firm's, and none is named between it and the unit's end."""
    for anchor in found:
        if (
            not anchor.weak
            and anchor.company
            and organisation.same(anchor.company, firm.name or "")
        ):
            return False
        if firm.start <= anchor.start < unit.end and not anchor.weak:
            return False
    return True
