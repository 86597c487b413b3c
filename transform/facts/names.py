"""Which projects an article names, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transform.facts.scan import Scan, Span, within
from transform.mentions import organisation
from transform.records import Mention

_INSIDE = re.compile(r"[\u3400-\u9fffA-Za-z0-9.（）()·+%—-]")
_LONGEST = 44
# What a project is called where the word 项目 does not stand behind it.
_NOUN = (
    "项目|工程|基地|产业园|物流园|示范园|园区二期|园区一期|生产线|冷链中心|集配中心|交易中心|检测中心|制造中心|再制造中心|物流中心|服务中心|"
    "电站|风电场|光伏电站|教学楼|综合楼|门诊楼|病房楼|住院楼|厂房|水厂|污水处理厂|加工厂|养殖场|牧场|市场|综合体|"
    "学校|幼儿园|医院|新院区|文化馆|体育馆|小镇|示范园二期|示范园一期|示范园"
)
_END = re.compile(_NOUN)
# A name begins after one of these at the latest.
_BOUNDARY = re.compile(
    r"投资建设|投资兴建|建设的|援建的|实施的|承建的|投资的|引进的|合作的|总投资|投资|兴建|新建的|援建|承建|实施|签订|签署|签约|"
    r"推进|推动|启动|引进|洽谈|打造|参观|走进|谋划|拟建设|拟建|计划建设|计划|建设(?=[\u3400-\u9fff0-9]{3})|新建(?=[\u3400-\u9fff0-9]{3})|"
    r"另一个|一个|首个|第一个|其中|包括|以及|还有|位于|坐落|今年|去年|明年|近日|日前|昨日|目前|上午|下午|正在|我们的|"
    r"达成|创办|开工|揭牌|落户|落地|入驻|开展|组织|举行|获悉|了解到|看到|据介绍|介绍|而|的|由|是|为|将|等|从|对|该|此|这|各|把|让|"
    r"[了在于至就](?!田)|[和及与](?!田|静|硕|丰|谐|美)|\d+月\d+日|\d{4}年|月|亿元|万元|亿美元|万美元|元"
)
_KEEP = (
    "为民",
    "和田",
    "和静",
    "和硕",
    "于田",
    "和布克",
    "对外",
    "由之",
    "和谐",
    "日月",
    "月季",
    "等离子",
)
# Plurals, programmes and classes: not one project.
_GENERIC = re.compile(
    r"^(?:\d+|[一二三四五六七八九十百几两多余上下个项批]|产业|援疆|对口|支援|招商|引资|重点|重大|签约|合作|投资|建设|企业|各类|工业|农业|民生|续建|新建|"
    r"在建|亿元|以上|以下|千万元|优质|类|新|大|好|小|龙头|合同|协议|框架|智力|教育|文化|旅游|文旅|科技|医疗|基础|设施|交通|水利|一批|批|其他|全部|所有|"
    r"计划|储备|开工|竣工|投产|完工|落地|成熟|外资|内资|省外|区外|疆外|引进|推介|洽谈|意向|年度|全年|跟踪|推进|服务|绿色|特色|有关|相关|主要|具体|单个|单体|"
    r"最大|第一|首批|江苏|浙江|山东|湖南|广东|企|家|国家级|自治区级|州级|县级|市级|主导|优势|强|延链|补链|产业类|民生类|带动|增收|惠民|就业|保障|公益|实体|乡村|振兴|能源|新能源|"
    r"政府|专项|债券|资金|扶贫|攻关|科研|培训|交流|总|本|两|央企|国企|民企|民营|世界|强企业|技改|技术改造|扩建|改扩建|加工|制造|生产)*$"
)
_AFTER_COUNT = re.compile(
    r"\s*(?:共|达|有|总数|数|库|总|为|约|近|已|各)?(?:计|到)?\d+\s*(?:余|多)?(?:个|项)|数量|库|法人|单位|资金|清单|专班|审批|用地|建设提速|推进会|推介会|签约仪式|签约|集中|名称|秘书|业主|方|化|经理|负责人|部|组"
)
_STAGE_NEAR = re.compile(
    r"开工|动工|奠基|封顶|竣工|建成|投产|投用|投运|并网|启用|投入使用|完工|验收|建设|签约|签订|落户|投资|援建|试生产|试运行|停工|复工|占地|改造"
)
_COMPANYLIKE = re.compile(r"公司|集团|县|市|州|区|政府|局|厂|企业|社|部|组|厅|委|会|，|,")
_OWNER = re.compile(
    r"^(?P<owner>[\u3400-\u9fff（）()]{2,16}?(?:业|集团|公司|厂|科技|能源|电子|食品|股份|控股))(?=年产)"
)
_PHASE = re.compile(r"[一二三四五1-5]期")


@dataclass(slots=True)
class Anchor:
    """One place where the text names a project."""

    start: int
    end: int
    name: str
    company: str | None
    rule: str


@dataclass(slots=True)
class Named:
    """A project with all the places that name it."""

    name: str
    company: str | None
    anchors: list[Anchor] = field(default_factory=list)
    grouped: bool = False  # told only as a member of a list


def core(name: str) -> str:
    """A name without what all names share, to compare by."""
    bare = re.sub(r"[\s“”\"'《》（）()、，,]", "", name)
    return re.sub(r"(?:项目|建设|工程|一体化)+$", "", bare) or bare


def alike(one: str, other: str) -> float:
    """Likeness of two names, 0 to 1: Dice of character pairs, 1 where one holds the other."""
    first, second = core(one), core(other)
    if first == second:
        return 1.0
    if _PHASE.findall(first) != _PHASE.findall(second) and _PHASE.search(first + second):
        return 0.0
    if min(len(first), len(second)) >= 3 and (first in second or second in first):
        return 0.9
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (first, second)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0


def _begin(text: str, end: int, floor: int) -> int:
    """Where the name whose noun starts at `end` begins."""
    at = end
    depth = 0
    while at > floor and end - at < _LONGEST:
        char = text[at - 1]
        if char in "”’》" or (char in "“‘《" and depth == 0):
            if char in "“‘《":
                break
            opening = text.rfind({"”": "“", "’": "‘", "》": "《"}[char], floor, at)
            if opening < 0:
                break
            at = opening
            continue
        if not _INSIDE.match(char):
            break
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                break
            depth -= 1
        at -= 1
    stem = text[at:end]
    best = 0
    for match in _BOUNDARY.finditer(stem):
        if any(
            stem.startswith(k, max(0, match.start() - len(k) + 1 + i))
            for k in _KEEP
            for i in range(len(k))
            if 0 <= match.start() - len(k) + 1 + i <= match.start()
            and match.start() < match.start() - len(k) + 1 + i + len(k)
        ):
            continue
        joined = stem[best : match.start()]
        if match[0] in "和及与" and 2 <= len(joined) <= 8 and not _COMPANYLIKE.search(joined):
            continue  # two products of one project
        quoted = stem[: match.start()]
        if quoted.count("“") > quoted.count("”"):
            continue
        best = match.end()
    return at + best


def _lead_company(scan: Scan, start: int, end: int) -> Mention | None:
    """The company with whose name text[start:end] begins."""
    return next(
        (
            o
            for o in scan.organisations
            if o.code == "company" and o.start <= start < o.end < end and o.end - start >= 2
        ),
        None,
    )


def _strip(scan: Scan, start: int, end: int) -> tuple[int, str | None]:
    """The start of a name without the company before it, and that company."""
    company = _lead_company(scan, start, end)
    if company is None:
        owner = _OWNER.match(scan.text, start, end)
        return (owner.end(), owner["owner"]) if owner else (start, None)
    rest = company.end
    while rest < end and scan.text[rest] in "的 ":
        rest += 1
    return (rest, company.name) if end - rest >= 4 else (start, company.name)


def anchors(scan: Scan) -> list[Anchor]:
    """All places that name one project."""
    found: list[Anchor] = []
    text = scan.text
    for match in _END.finditer(text):
        noun, end = match[0], match.end()
        if noun != "项目" and text.startswith("项目", end):
            continue  # the longer name is found by its own noun
        if phase := re.match(r"(?:[（(]?[一二三四五]期[）)]?)(?:项目|工程)?", text[end:]):
            end += phase.end()
        if _AFTER_COUNT.match(text, end) and noun == "项目":
            continue
        unit = scan.unit_at(match.start())
        start = _begin(text, match.start(), unit.start)
        if found and start < found[-1].end:
            start = found[-1].end
        start, company = _strip(scan, start, end)
        name = text[start:end].strip("“”")
        stem = text[start : match.start()].strip("“” ")
        if len(stem) < 2 or _GENERIC.match(stem) or "\ufffd" in name:
            continue
        if noun != "项目" and not _is_project(scan, start, end, unit, noun):
            continue
        if re.search(r"\d+(?:余|多)?(?:个|项|家)$", stem):
            continue
        if noun == "生产线" and re.match(r"\d+\s*条", stem):
            continue  # what a project has, not what it is called
        found.append(Anchor(start, end, name, company, "noun" if noun != "项目" else "project"))
    return found


def _is_project(scan: Scan, start: int, end: int, unit: Span, noun: str) -> bool:
    """Whether a thing that is not called 项目 is told of as one: built, opened, paid for."""
    text = scan.text
    before, after = text[max(unit.start, start - 14) : start], text[end : min(unit.end, end + 24)]
    if re.match(r"(?:内|里|旁|门口|外|附近|的?(?:学生|老师|职工|负责人|主任|院长))", after):
        return False
    verb = re.search(r"(?:投资建设|建设|新建|援建|兴建|打造|总投资|投资|改造)[^，。]{0,8}$", before)
    told = _STAGE_NEAR.search(after)
    if noun in (
        "学校",
        "医院",
        "幼儿园",
        "市场",
        "园区",
        "厂房",
        "牧场",
        "加工厂",
        "生产线",
        "工程",
    ):
        paid = bool(within(scan.money, unit))
        return bool(verb and paid) if noun != "工程" else bool(told or (verb and paid))
    return bool(verb or told)


def _same(known: Named, anchor: Anchor) -> bool:
    """Whether an anchor names a project that is known already."""
    likeness = max(
        alike(known.name, anchor.name), *(alike(a.name, anchor.name) for a in known.anchors)
    )
    if anchor.company and known.company:
        if not organisation.same(known.company, anchor.company):
            return False
        return likeness >= 0.4
    return likeness >= 0.6


def projects(scan: Scan) -> list[Named]:
    """The projects of an article with the places that name them, in reading order."""
    found: list[Named] = []
    for anchor in anchors(scan):
        scored = [p for p in found if _same(p, anchor)]
        if scored:
            known = max(scored, key=lambda p: alike(p.name, anchor.name))
            known.anchors.append(anchor)
            known.company = known.company or anchor.company
            if len(core(anchor.name)) > len(core(known.name)) + 2 or (
                "项目" in anchor.name and "项目" not in known.name
            ):
                known.name = anchor.name if len(anchor.name) <= 30 else known.name
        else:
            found.append(Named(anchor.name, anchor.company, [anchor]))
    return found
