"""What a project makes, covers or holds, and the jobs it gives: quantities in its clauses.

Words: data/capacities.toml. Jobs are capacities of the product 就业 in persons.
"""

from __future__ import annotations

import re

from transform.facts.amounts import company_own
from transform.facts.scan import Scan, Span, within
from transform.facts.words import pattern, table, words
from transform.mentions.lookup import any_of
from transform.records import Capacity, Mention, Status

_PLANNED = re.compile(r"计划|拟|将(?![军近])|预计|规划|设计|可|达产后|投产后|建成后")
_RAISED = re.compile(r"(?:提升|提高|增加|扩大|增|扩|扩建|扩容|上升|跃升|提)?[至到]")
_BUILT = re.compile(r"新建|建设|新增|建有|拥有|设有?|安装|购置|配备|改造|打造|增设|建成|引进|铺设")
_PRODUCT_AFTER = re.compile(
    r"(?:的)?([\u3400-\u9fffA-Za-z]{1,12}?)(?=项目|生产|建设|等(?![离级])|及|和|与|、|，|,|。|；|已|正|的|于|将|可|今年|去年|预计|计划|全部|首批|$|\d)"
)
_PRODUCT_BEFORE = re.compile(
    r"([\u3400-\u9fffA-Za-z]{2,10}?)(?:共|约|达|达到|为|近|超|超过|总计|各|设置|设计)*$"
)


def capacities(scan: Scan, spans: list[Span]) -> list[Capacity]:
    """The capacities of a project in its spans, each figure once."""
    found: dict[tuple[float, str, str | None, int], Capacity] = {}
    rates: dict[int, str | None] = {}  # by where a figure ends
    for span in spans:
        for quantity in within(scan.quantities, span):
            clause = scan.clause_at(quantity.start)
            floor = _floor(scan, quantity, clause)
            before = scan.text[floor : quantity.start]
            after = scan.text[quantity.end : clause.end]
            per = (
                quantity.per
                or _per(_with_row(scan, before, clause, floor))
                or ("year" if _YEARLY_AFTER.match(after) else None)
                or _shared(scan, before, after, floor, rates)
            )
            rates[quantity.end] = per
            left = scan.text[max(clause.start, floor - 8) : floor]
            if job := _jobs(scan, quantity, clause, before, after):
                found.setdefault((job.value, job.unit, job.product, 0), job)
            if quantity.unit in ("个", "项") and _of_region(scan, quantity):
                continue
            woven = per and quantity.unit == "米" and _FABRIC.match(after)
            if not quantity.value or not (woven or _counts(quantity, before, after, left)):
                continue
            if company_own(scan, clause) or _of_province(scan, quantity):
                continue
            status: Status = "planned" if _PLANNED.search(before) else "actual"
            evidence = scan.evidence(clause.start, max(clause.end, quantity.end), "capacity")
            product = _product(before, after)
            values = [quantity.value, *([quantity.value_high] if quantity.value_high else [])]
            for value in values:
                for copy in range(_each(scan.text[max(0, quantity.start - 24) : quantity.start])):
                    unit = "千瓦时" if quantity.unit == "度" else quantity.unit or ""
                    key = (value, unit, per, copy)
                    bound = quantity.bound or "exact"
                    while key in found and _in_row(scan, clause, found[key].product, product):
                        key = (value, unit, per, key[3] + 100)  # 聚乙烯40万吨、聚丙烯40万吨
                    made = Capacity(product, value, key[1], per, bound, status, evidence)
                    found.setdefault(key, made)
    return _without_repeats(list(found.values()))


def _of_region(scan: Scan, quantity: Mention) -> bool:
    """Whether a count is told of a county or city by its name alone: 洪湖市8个, 甲市、乙县各3个."""
    at = quantity.start - scan.text[: quantity.start].endswith(("各", "有", "共"))
    if _REGION_END.search(scan.text, max(0, at - 4), at):
        return True
    return any(p.end == at for p in scan.places if p.rule != "short_name")


_REGION_END = re.compile(r"[\u3400-\u9fff](?:县|州|(?<![超夜集门城菜])市|开发区|高新区)$")


def _of_province(scan: Scan, quantity: Mention) -> bool:
    """Whether a figure is a province's (新疆并网装机容量突破500万千瓦), or of fields that are served."""
    start = max(scan.text.rfind(sign, 0, quantity.start) for sign in "，。；\n") + 1
    if _SERVED_AREA.search(scan.text, start, quantity.start):
        return True
    first = next(iter(within(scan.places, Span(start, quantity.start))), None)
    if first is None or first.start != start or not (first.code or "").endswith("0000"):
        return False
    return _WHOLE.search(scan.text, first.end, quantity.start) is not None


_SERVED_AREA = re.compile(r"(?:可|将|能)(?:有效)?保障|惠及")
_WHOLE = re.compile(r"装机|总量|产能|产量|规模|总面积")


def _in_row(scan: Scan, clause: Span, first: str | None, second: str | None) -> bool:
    """Whether the same figure is told of another product in a row."""
    return scan.text[clause.start - 1 : clause.start] == "、" and bool(second) and first != second


def _without_repeats(found: list[Capacity]) -> list[Capacity]:
    """Without a figure told again in words that leave out its rate: 年底前形成5万吨产能."""
    rated = {(c.value, c.unit): c.product for c in found if c.per}
    return [
        c
        for c in found
        if c.per
        or (c.value, c.unit) not in rated
        or not (
            "产能" in (c.product or "产能")
            or (c.product or "")[:2] in (rated[c.value, c.unit] or "")
        )
    ]


JOBS = "就业"  # the product of a project's jobs: capacities in persons
_HIRES = re.compile(
    r"(?:带动|吸纳|提供|新增|创造|解决|安置|安排|拉动|增加|促进|容纳|实现)[^，。；\d]{0,16}$"
)
_WORK = re.compile(r"就业|岗位|用工|务工|劳动力|上岗")
_PERSONS = frozenset("人 名 个 位".split())


def _jobs(scan: Scan, quantity: Mention, clause: Span, before: str, after: str) -> Capacity | None:
    """The jobs that a project gives: 可吸纳就业420人, 提供就业岗位1500个."""
    if quantity.unit not in _PERSONS or not quantity.value or quantity.per:
        return None
    if not (_HIRES.search(before) and _WORK.search(before[-12:] + after[:10])):
        return None
    if company_own(scan, clause) or re.search("累计|全县|全市|全州|指挥部|工作组|工作队", before):
        return None
    ahead = scan.text[scan.unit_at(clause.start).start : quantity.start]
    planned = _PLANNED.search(before) or re.search("[投达]产后|建成后|投用后|投运后|预计", ahead)
    status: Status = "planned" if planned else "actual"
    evidence = scan.evidence(clause.start, max(clause.end, quantity.end), "capacity.jobs")
    return Capacity(JOBS, quantity.value, "人", None, quantity.bound or "exact", status, evidence)


def _floor(scan: Scan, quantity: Mention, clause: Span) -> int:
    """Behind the figure before it in the clause."""
    ends = [
        m.end
        for m in (*within(scan.quantities, clause), *within(scan.money, clause))
        if m.end <= quantity.start
    ]
    return max([clause.start, *ends])


# Lengths, storeys and wells are sizes only of what is laid, built high or drilled.
_LENGTH = re.compile(
    r"(?:铺设|敷设|新建|改造|全长|总长|线路|管线|管网|管道|道路|公路|干渠|渠道|栈道|里程|长度|楼高|地上|地下|高|井|路)[^，。]{0,10}$"
)
_COUNTED = re.compile(
    r"[\u3400-\u9fff]{2}(?<!项目)(?<!企业)(?<!岗位)(?<!品种)(?<!品牌)(?<!事项)(?<!问题)(?<!工程)$"
)
_NO_THING = re.compile(
    r"[^，。]{0,8}(?:项目|月|百分点|小时|工作日|村|县|国家|品种|系列|领域|方面|环节|岗位|就业|企业|团队|班次|品牌|乡|镇|社区|团场|平台|体系|机制|标段|阶段|市场|课题|专业|科室)|月|$|[，。；]"
)
_THING = re.compile(r"[\u3400-\u9fffA-Za-z]{0,10}")
# What a running firm made last year is no size.
_PAST_WORK = re.compile(
    r"(?:去年|上年|前年|今年前\d+个月|今年\d+[至到—-]\d+月份?|上半年|前\d+个?月|[一二三四]季度|以来|截至[^，。]{2,8})(?![底末])(?:[^，。的]{0,8}[^，。设建的])??"
    r"(?:共|累计)?(?:加工|生产|销售|实现|出口|收购|接待|发电|处理|(?<![年日])产(?!能)|卖出|卖了|售出|发运)"
    r"|已经?(?:累计)?(?:生产|加工|销售|出口|收购)了?"
    r"|(?<!\d)20\d\d年(?!产|加工|处理|计划|将|底)[^，。]{0,8}(?:产量|销量|销售|卖出|加工量|出货)"
)
_EACH_PIECE = re.compile(r"(?:[2-9]|\d[\d万余多])[个台座栋套组]$")
# 两栋建筑共投入4300万元: they were named before.
_SET_UNITS = ("座", "所", "家")
_SET_SAID = re.compile(
    r"(?:医院|卫生院|福利院|养老院|敬老院|学校|小学|中学|幼儿园)(?:将|均|都|已|预计|计划|全部|总)"
)
_SAID_BEFORE = re.compile(r"(?:建筑|楼|工程|厂房)(?:共|均|都|总|投|已|全部|先后)")
_LENGTHS = ("公里", "米", "千米", "层", "口")
_LENGTH_AFTER = re.compile(r"(?:的)?(?:管网|管线|管道|道路|公路|渠|栈道|线路|机井|井|高的)")
# 年产100万锭棉纱、1亿米面料: a length that is made each year
_FABRIC = re.compile(r"[\u3400-\u9fff]{0,6}(?:布|面料|织物|地毯|毛毯|薄膜|绸)")
_FLEET = 100
_PRODUCED = re.compile(r"年产|产能|生产能力|停放|车位|配备|购置")
_COUNT_BEFORE = re.compile(r"[2-9\d][条座栋台套]$")
_RATE = re.compile(
    r"(?P<per>(?<![\d今去明前])年(?![内底末初])|(?<![\d近昨今前同])[日天]|(?<!\d)月)(?:均|可|能|能够|可以)?[\u3400-\u9fff]{0,2}?"
    r"(?:产|加工|处理|生产|形成|发电|出栏|屠宰|供|消化|上网|吞吐|运|制|提取|精炼|压榨|印染|处置|熔化|冶炼|灌装|洗选|发酵|焚烧|消纳|繁育|培育|孵化)[^，。；\d]{0,14}$"
)
_STORED = re.compile(r"[^，。；、]{0,8}(?:仓储|库容|储存|贮藏|储罐)")
_AREA = re.compile(r"的?[^，。；、]{0,8}(?:基地|厂房|面积|用地)")
_YEARLY_AFTER = re.compile(r"(?:的)?年(?:生?产能力?|生产能力|加工能力|处理能力)")  # 10万吨年产能
_AND = re.compile(r"(?!的)[\u3400-\u9fffA-Za-z]{2,8}(?:及|和|与)")
_PERS = {"年": "year", "日": "day", "天": "day", "月": "month"}


def _shared(
    scan: Scan, before: str, after: str, floor: int, rates: dict[int, str | None]
) -> str | None:
    """The rate of the figure before, where this one replaces it (由3000吨提高到6000吨) or stands
    in a row with it (年产无毛绒800吨、羊绒纱500吨)."""
    if _RAISED.fullmatch(before):
        return rates.get(floor)
    if _AND.fullmatch(before) and rates.get(floor) and not _AREA.match(after):
        return rates[floor]  # 年产20万吨玉米淀粉及10万吨变性淀粉
    if scan.text[floor - 1 : floor] != "、" or _BUILT.search(before):
        return None
    if _STORED.match(after):
        return None  # 年产3000吨葡萄酒、1.2万吨仓储能力
    last = max((end for end in rates if end < floor), default=None)
    if last is None or not _THING.fullmatch(scan.text[last : floor - 1]):
        return None
    return rates[last]


def _per(before: str) -> str | None:
    """The time that a figure counts by: 年产面粉15万吨."""
    match = _RATE.search(before)
    return _PERS[match["per"]] if match else None


def _with_row(scan: Scan, before: str, clause: Span, floor: int) -> str:
    """The words before a figure with those of the row that it ends: 年产番茄丁、番茄沙司等1.2万吨."""
    if floor != clause.start or scan.text[clause.start - 1 : clause.start] != "、":
        return before
    row = scan.text[scan.unit_at(clause.start).start : clause.start]
    row = re.split(r"[，,：:；]", row)[-1]
    return before if re.search(r"\d", row) or "项目" in row else row + before


def _each(before: str) -> int:
    """How many lines 枣粉、枣汁生产线各1条 are: as many as are named before 各."""
    if not before.endswith("各"):
        return 1
    listed = re.split(r"[，。；：]|建设|新建|设有?|新增", before)[-1]
    return len(re.findall(r"[、和及与]", listed)) + 1


_COUNTERS = frozenset("个 项 家 批 类 大 种 宗".split())


def _counts(quantity: Mention, before: str, after: str, left: str) -> bool:
    """Whether a quantity is a size of the project."""
    unit = quantity.unit or ""
    if unit in words("capacities", "units", "none") or quantity.rule == "label":
        return False
    size = after.startswith("项目") and unit not in _COUNTERS  # 25万锭项目
    if _not_its_own(before, "" if size else after) or _of_a_piece(quantity, before, after, left):
        return False
    if unit == "个" and not _of_ge(before, after):
        return False
    few = unit == "辆" and quantity.per is None and (quantity.value or 0) < _FLEET
    if few and not _PRODUCED.search(before):
        return False  # 两辆货车驶入
    if unit == "度":
        return "电" in before
    if unit in _LENGTHS and quantity.per is None:
        return bool(_LENGTH.search(before) or _LENGTH_AFTER.match(after))
    if unit == "户":
        return bool(pattern("capacities", "units", "households").search(before[-6:] + after[:4]))
    if quantity.value == 1 and before.endswith(("和", "及", "与")) and _COUNT_BEFORE.search(left):
        return True  # 建设3条瓷砖生产线和1条卫浴生产线
    if quantity.value == 1 and not before.endswith("各"):
        return bool(_BUILT.search(before)) or not re.match(
            r"(?!以及|及|和|与|并)[\u3400-\u9fff]", after
        )
    return True


_SERVED = re.compile(r"[\u3400-\u9fff]{1,8}?配套(?!设施|工程|建设|产业)[\u3400-\u9fff]{2,8}项目")
_SENT_OFF = re.compile(r"[^，。]{0,12}(?:发往|运往|销往|启程|装车)")


def _not_its_own(before: str, after: str) -> bool:
    """Whether the words around a figure tell of past work, of savings, of somebody else's."""
    if pattern("capacities", "context", "none_before").search(before) or before.endswith(
        ("第", "这", "上述")
    ):
        return True
    if pattern("capacities", "context", "none_after").match(after[:10]):
        return True
    if _SERVED.match(after):
        return True  # 年产5万吨多晶硅配套石英坩埚项目: what it serves
    if _SENT_OFF.match(after):
        return True  # 首批2吨冷鲜羊肉连夜发往湖州
    replaced = _RAISED.match(after) and re.search(r"[由从](?:每[日天年]|[日年]均?)?$", before)
    return bool(replaced or _PAST_WORK.search(before))


def _of_a_piece(quantity: Mention, before: str, after: str, left: str) -> bool:
    """Whether a figure is the size of each piece, or counts what was named before."""
    if not before and _EACH_PIECE.search(left):
        return True  # 128个3.125兆瓦发电单元
    if quantity.value == 1 and re.match(r"\d|[日年](?:产|加工|处理)", after):
        return True  # 一座1.8万座的体育场, 一座日加工5吨的车间
    if not before and quantity.unit in _SET_UNITS and _SET_SAID.match(after):
        return True  # 三座医院将于今年竣工: the ones just named
    houses = quantity.unit in ("栋", "座", "幢")
    return houses and bool(_SAID_BEFORE.match(after)) and not _BUILT.search(before)


def _of_ge(before: str, after: str) -> bool:
    nouns = any_of(table("capacities")["units"]["nouns_of_ge"])
    if re.match(r"(?:乡镇|乡|镇|村|社区|县|团场|地州|国家|省)(?![容级])", after):
        return False
    if re.match(rf"[^，。]{{0,8}}(?:{nouns})", after) or re.search(rf"(?:{nouns})$", before):
        return True
    if re.search(r"项目[将已可]?(?:共|达到?|有|超过?|突破)?$", before):
        return False  # 三年后入园项目将达50个
    if _COUNTED.search(before) and not re.match(r"[\u3400-\u9fff]", after):
        return True  # 汤池42个
    return bool(_BUILT.search(before)) and not _NO_THING.match(after)


def _behind_verb(before: str) -> str:
    """The words behind the last verb or conjunction: what the figure is of."""
    ends = [m.end() for m in pattern("capacities", "context", "verbs").finditer(before)]
    return before[max(ends, default=0) :]


def _product(before: str, after: str) -> str | None:
    """The thing that a figure counts: 占地面积, what stands behind it, else what stands before."""
    if "占地" in before and re.search(r"占地(?:面积)?[约为达]*$", before):
        return "占地面积"
    if "建筑面积" in before and re.search(r"建筑面积[约为达]*$", before):
        return "建筑面积"
    if after.startswith("等") and not after.startswith("等离"):
        return None  # 甲纺织15万锭等重点项目
    behind = _PRODUCT_AFTER.match(after)
    if behind and len(behind[1]) >= 2:
        return behind[1]
    match = _PRODUCT_BEFORE.search(_behind_verb(before))
    return match[1] if match else None
