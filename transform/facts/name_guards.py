"""What is no name of a project, though a noun of the table ends it: counts, kinds, ranks, parts, deeds.

names.py asks these of each noun that it finds; the words are in data/names.toml.
"""

from __future__ import annotations

import re

from transform.facts.boundary import is_generic, nouns
from transform.facts.scan import Scan, Span, within
from transform.facts.words import pattern, words

_ONE = re.compile(r"(?:一|1)(?:个|座|条|家|栋|幢|处|项|批|所)")
COUNT = re.compile(
    r"(?:共|约|近|超|逾|达)?(?:\d[\d.]*|[一二三四五六七八九十两几数百]+)[多余]?[万亿]?(?:余)?(?:个|座|条|家(?![\u3400-\u9fff]{1,2}村)|栋|幢|处|间|项|批|种|块|台|所|平方米|平米|公顷|亩)的?"
)
_AREA = re.compile(r"(?:亩|公顷|平方米|平米)的?$")
_RANKED = re.compile(r"(?:首个|首批|第一个|唯一的?|最大的?)$")
_SUCH = re.compile(
    r"(?:这样的|类似的?|这类|此类|同类|又|为代表的|为主的)$"
)  # 像这样的升级项目还有5个
_PAID_FOR = re.compile(r"元(?:建设|新建|打造|兴建)了?$")
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十]+[个家座条批]")


_OFFICER = re.compile(r"(?:部|现场|施工)?(?:执行经理|总经理|项目经理|总指挥|技术负责人)")


def of_a_bare_one(scan: Scan, begin: int, start: int, end: int, owner: str | None) -> bool:
    """Whether the words behind tell of somebody at a project of which only the kind is told."""
    if _OFFICER.match(scan.text, end) and not re.search(r"\d", scan.text[begin:start]):
        return True  # 某设计院某水厂项目执行经理
    firm = any(f.start == begin and f.end == start for f in scan.companies)
    if firm and pattern("names", "guards", "after_named").match(scan.text, end):
        return True  # 某公司项目负责人
    if owner or re.search(r"\d", scan.text[begin:start]) or _led_by_place(scan, begin, start):
        return False
    if start - begin > 5 and _OWN_CEREMONY.match(scan.text, end):
        return False
    return bool(pattern("names", "guards", "after_named").match(scan.text, end))


# 水泥生产项目，包括2条生产线和年产100万吨粉磨项目: what it is made of.
_INCLUDED = re.compile(r"，(?:主要)?(?:包括|包含)[^。；\n]*$")


_CONTENT = re.compile(r"建设(?:内容|规模)(?:主要)?(?:为|是|有|包括|包含)[^，。；]*$|配套建设$")
# 该工业园总投资230亿元，…，项目包括年产55亿立方米天然气、合成氨项目
_ITS_PARTS = re.compile(
    r"\s*(?:该|此|这)[^，。；]{1,12}[^。；]*，项目(?:主要)?(?:包括|包含|涵盖)[^。；]*$"
)


def included(scan: Scan, floor: int, begin: int) -> bool:
    """Whether a name stands in the row of parts of the project named right before it."""
    if _ITS_PARTS.match(scan.text, scan.unit_at(begin).start, begin):
        return True
    if _CONTENT.search(scan.text, max(floor, scan.clause_at(begin).start), begin):
        return True  # 某项目投资5亿元，主要建设内容为A和B项目
    row = _INCLUDED.search(scan.text, floor, begin)
    if row is None or scan.text[row.start() - 2 : row.start()] != "项目":
        return False
    lead = scan.text[max(floor, row.start() - 16) : row.start()]
    return not _COUNTED_KIND.search(lead)  # 签订3个投资项目，包括: those are projects


def _is_gloss(scan: Scan, begin: int) -> bool:
    """Whether a name in brackets only says what a region is called, too: 博乐市（金三角工业园区）."""
    opened = scan.text[begin - 1 : begin] in ("（", "(")
    return opened and any(p.end == begin - 1 for p in scan.places)


def says_what_it_is(scan: Scan, begin: int) -> bool:
    """Whether a thing only says what the one told of is: 某电站…，是一项集发电、灌溉为一体的工程."""
    unit = scan.unit_at(begin)
    said = _IS_ONE.search(scan.text, unit.start, begin) or _ALSO_IS.search(
        scan.text, unit.start, begin
    )
    return said is not None or _is_gloss(scan, begin)


_ALSO_IS = re.compile(r"(?:该|此|这)[^，。；]{1,6}是[^。；]*，(?:也|更|又|还)是[^，。；]{2,}的$")
_IS_ONE = re.compile(r"[，。]?(?:该项目|这|它)?是一[项个座][^，。；]{2,}$")


def only_ranks(scan: Scan, floor: int, at: int) -> bool:
    """Whether a name only says what the one told of is: 某项目是全疆首个…支持的光伏项目."""
    if not _RANKED.search(scan.text, max(floor, at - 6), at):
        return False
    return bool(re.search("[是为]", scan.text[scan.unit_at(at).start : at]))


_BESIDE = re.compile(r"项目[^。；]*，(?:同步|配套)(?:建设|新建|实施)$")


_AS_ONE = re.compile(r"(?:为|于)一体的$")
_ITS_KIND = re.compile(r"，?(?:(?:也|就|既|更|正)?是|为)[^，。；：]*$")


# 据了解，此项工程为某市重要农村公路改建项目
_THIS_IS = re.compile(r"\s*(?:据[^，。]{1,4}，)?[该此这][项个一]{0,2}(?:项目|工程)(?:是|为)$")
_OF_RANK = re.compile(r"重要|重点|重大|标志性|示范性")


def is_its_kind(scan: Scan, floor: int, begin: int, end: int) -> bool:
    """Whether a name only says what kind of project the one just named is: 某电厂项目是异地重建项目,
    某项目将打造成集康养、休闲为一体的旅游项目."""
    start = scan.unit_at(begin).start
    if _THIS_IS.match(scan.text, start, begin) and _OF_RANK.search(scan.text, begin, end):
        return True
    if floor <= start:
        return False  # no project is named before it
    said = _AS_ONE.search(scan.text, floor, begin) or _ITS_KIND.match(scan.text, floor, begin)
    return said is not None


def beside_it(scan: Scan, floor: int, begin: int, start: int) -> bool:
    """Whether a kind of works is only built along with the project just named: 建设某光伏发电项目，
    同步建设储能项目."""
    if start - begin > 4 or re.search(r"\d", scan.text[begin:start]):
        return False
    return bool(_BESIDE.search(scan.text, scan.unit_at(begin).start, begin))


def _is_kind_alone(scan: Scan, begin: int, start: int) -> bool:
    """Whether a trade alone is told, which nobody pays for: 有意洽谈石化项目."""
    if scan.text[begin:start].removesuffix("产业") not in words("names", "fields", "trades"):
        return False
    return not within(scan.money, Span(scan.clause_at(begin).start, begin))


_SORTS = re.compile(r"[，。；：”]?(?:既|也|又|还|更)有[^，。；]*$")


def _is_a_sort(scan: Scan, begin: int, start: int) -> bool:
    """Whether a name is one of the sorts that a row of works is of: 既有补链延链的延伸项目，也有深加工
    项目, or of what another holds: 还有农旅项目、科技园项目都包含在内."""
    clause = scan.clause_at(begin)
    if _HELD.match(scan.text, start):
        return True
    if not _SORTS.match(scan.text, clause.start, begin) or re.search(r"\d", scan.text[begin:start]):
        return False
    if scan.text.startswith("中的", begin - 2):
        return False  # 既有新能源产业中的某项目: one of them
    sorts = scan.text.find("既有", scan.unit_at(begin).start, start) >= 0
    return sorts and not within(scan.places, Span(begin, start))


_HELD = re.compile(r"项目[^，。；]{0,24}包含在内")


def is_another(scan: Scan, floor: int, begin: int, start: int, company: str | None) -> bool:
    """Whether the name of a project only tells of the one told of: its part, its rank or its kind."""
    if included(scan, floor, begin) or is_its_kind(scan, floor, begin, start):
        return True
    if company:
        return False
    if _is_a_sort(scan, begin, start):
        return True
    if _is_kind_alone(scan, begin, start):
        return True
    return only_ranks(scan, floor, begin) or beside_it(scan, floor, begin, start)


def is_deed(scan: Scan, begin: int, end: int) -> bool:
    """Whether the words tell what is done and name nothing: 改造农村自来水管网."""
    return bool(_VERB_LEADS.match(scan.text, begin)) and not within(scan.places, Span(begin, end))


def _led_by_place(scan: Scan, begin: int, end: int) -> bool:
    """Whether a county or a township begins a name that says more than that."""
    first = next(iter(within(scan.places, Span(begin, end))), None)
    return first is not None and first.start == begin and end - first.end >= 4


_VERB_LEADS = re.compile(r"全面完成|改造|修建|铺设|整治|新建|改建|修缮|维修")


def without_count(text: str, begin: int, end: int, *, strong: bool) -> int | None:
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
    if count := COUNT.match(text, begin, end):
        sized = strong and not nouns().generic.match(text[count.end() : end])
        return begin if sized and _AREA.search(count[0]) else None  # 10万亩枸杞种植项目
    if _counts_kind(text[begin:end]):
        return None
    return begin


_SHARE = re.compile(r"[%％]|元以[上下]")  # 其中70%为合同项目, 5亿元以上项目
_AND_MANY = re.compile(r"[+＋]\d+个$")  # 1个主会场+7个项目现场
# 紧锣密鼓地推进项目建设, 某县开展重点项目建设: what is done
_HOW = re.compile(r"[\u3400-\u9fff]{2}(?:开展|地(?:推进|推动|实施|进行|抓好?|谋划|服务|争取))")
_COUNTED_KIND = re.compile(r"(?<!第)(?:\d|[两二三四五六七八九十几数])[余多]?[个项家大]")


def _counts_kind(stem: str) -> bool:
    """Whether a stem ends in a count of a kind of projects: 某县共签约12个招商引资(项目)."""
    counts = list(_COUNTED_KIND.finditer(stem))
    return bool(counts) and nouns().hollow.match(stem, counts[-1].end()) is not None


def names_one(scan: Scan, begin: int, end: int, *, strong: bool) -> bool:
    """Whether the words before the noun name one thing: a product, a body, a village's building."""
    stem = scan.text[begin:end].strip("“” ")
    if "\ufffd" in stem or len(stem) < 2 or stem.endswith(("的", "等", "说", "代表", "类")):
        return False
    if _BATCH.search(stem):
        return False
    if strong and (_MANY_OF.search(stem) or _SMALL_WORD.search(stem)):
        return False
    if (
        (strong and _ends_in_a_deed(scan, begin, end, stem))
        or _LABEL.search(stem)
        or _SHARE.search(stem)
    ):
        return False
    if strong and (how := _HOW.search(stem)) and nouns().hollow.match(stem, how.end()):
        return False
    if stem.startswith("各类") or _KINDS.search(scan.text, max(0, begin - 48), begin):
        return False  # 建设各类维修站、配件街、汽车加气站项目: kinds of projects
    if stem.startswith(("（", "(")) or _SUCH.search(scan.text, max(0, begin - 6), begin):
        return False
    places = within(scan.places, Span(begin, end))
    if places and places[0].start == begin:
        many = COUNT.match(scan.text, places[0].end, end)
        if many and not (strong and _AREA.search(many[0])):
            return False  # 于田县12所村级幼儿园
        if any(p.rule in ("township", "regiment") for p in places):
            return True
        if places[0].code == "650000" and is_generic(scan, begin, end):
            return False  # 新疆中型水库
        if not strong or _is_thing(scan.text[begin:end]):
            return True
    return not is_generic(scan, begin, end)


def _ends_in_a_deed(scan: Scan, begin: int, end: int, stem: str) -> bool:
    """Whether the words before 项目 tell what is done with projects; a name in quotes is one."""
    quoted = "“" in scan.text[begin - 1 : begin + 1] and scan.text.startswith("”", end + 2)
    return stem.endswith(nouns().deeds) and not (quoted and len(stem) > 5)


# 各种煤电项目, 全力以赴为项目建设提供服务
_MANY_OF = re.compile(
    r"各种|各类|各个|多种|众多|诸多|许多|一批|若干|[一二三四五六七八九]成|(?:重大|重点|优质|骨干)(?:工业|产业|民生|交通|水利|能源|农业|文旅|招商|投资|工程|建设|基础设施)+$"
)
_BATCH = re.compile(
    r"第[一二三四五六七八九十\d]+[批届次栋幢]|首届|^(?:这|那)些|^[\d两三四五六七八九十]+大(?!型)|^上述|(?:博览会|洽谈会|推介会|招商会|投洽会)(?!展|馆|中心)"
)
# 春节过后项目, 带动能力强的大项目, 衔接资金建设项目 name none.
# The last one: 大抓项目、抓大项目、谋好项目, what is done with projects.
_SMALL_WORD = re.compile(
    r"(?<![华行作有])为$|[以与和及从向由按而之会节暨]$|活动$|中国?最大$"
    r"|(?:过后|以后|节后|期间|以来|之前|过程中|阶段|的[大好新强])$"
    r"|(?:资金|财政)(?:扶持|支持|补助|奖补|建设)(?:村集体经济|村级集体经济|产业|发展)*$"
    r"|^[大狠实]?[抓上谋引招推争跑盯扩促攻]{1,2}[大好新重实优强小]{1,2}$"
)
# 两港一中心, 一园三区: a slogan
_LABEL = re.compile(
    r"(?:^|“)[一二两三四五六七八九十百千万][\u3400-\u9fff]{1,2}[一二两三四五六七八九十百千万][\u3400-\u9fff]{0,2}$"
)
_KINDS = re.compile(r"(?:各类|一批|各种|若干|一系列|诸多)(?:[^，。；、]{2,16}、){0,4}$")
_SUPPLIER = re.compile(
    r"[^，。；、]{0,8}(?:供应企业|配套企业|供应商|配套商|供货商)|的(?:配套|专用|附属)"
)
_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)|[①-⑳]|[（(]\d{1,2}[）)]")
_COUNTED = re.compile(
    r"\s*(?:共|达|有|总数|为|约|近|已|各|超过|超|逾|多达)*(?:计|到)?\d+\s*[余多]?[个项家]"
)


def _is_thing(stem: str) -> bool:
    """Whether a name holds a building or a plant: 某镇标准化冷库项目, not 某镇产业项目."""
    return bool(nouns().weak_heads.spans(stem))


def other_word(text: str, end: int, noun: str) -> bool:
    """Whether what follows a noun makes another word of it: 项目库, 工程师, 项目76个."""
    if text.startswith(("单位代表", "业主代表"), end):
        return False  # 某水库建设项目单位代表作发言
    if text.startswith(("之一", "中的"), end):
        return True  # 援疆“交钥匙”工程之一的某医院: the row it belongs to
    if noun in nouns().strong:
        if _OWN_DEED.match(text, end) and _SIZED.search(text, max(0, end - 24), end):
            return False  # 年产800万件服装项目签约
        if _OWN_CEREMONY.match(text, end):
            return False  # 某电池制造项目签约仪式
        guard = pattern("names", "guards", "after_project")
        if guard.match(text, end) or _COUNTED.match(text, end):
            return True
        return _SUPPLIER.match(text, end) is not None  # 作为某项目配套企业，某公司…
    if noun in ("高速", "公路", "铁路") and text[end : end + 1] in tuple("口站旁边"):
        return True  # 距离高速口1公里
    if noun == "市场" and text[end : end + 1] == "化":
        return True  # 产业园通过市场化招商引资
    if _KIND_COUNTED.match(text, end):
        return True  # 新建重点公路建设项目10个
    if noun != "工程":
        return False
    if _KIND_WORKS.search(text, max(0, end - 12), end):
        return True  # 兵团重大水利工程某引水工程
    part = _PART_WORKS.search(text, max(0, end - 6), end)
    return bool(part or pattern("names", "guards", "after_works").match(text, end))


_OWN_CEREMONY = re.compile(r"签约(?:暨[^，。]{0,10})?仪式")
_OWN_DEED = re.compile(r"签约(?:[，。；]|落户|(?:暨[^，。]{0,10})?仪式)")
_SIZED = re.compile(
    r"\d[\d.]*[万亿]?(?:吨|锭|千瓦|兆瓦|头|只|羽|套|件|台|平方米|立方米)[^，。；]*$"
)
_KIND_COUNTED = re.compile(r"(?:[\u3400-\u9fff]{0,4})项目(?:共|达|有)?\d+[余多]?[个项]")
_KIND_WORKS = re.compile(r"(?:重大|重点|骨干|标志性)[\u3400-\u9fff]{0,6}工程$")
_PART_WORKS = re.compile(
    r"(?:浇筑|开挖|回填|砌筑|防水|征迁|拆迁|土建|安装|主体|附属|基础|桩基|收尾|装修|装饰|场平|钢结构)工程$"
)
