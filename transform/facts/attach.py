"""What a project's stretch of text says of it: amounts, capacities, milestones, parties, place."""

from __future__ import annotations

import re

from transform.facts.scan import Scan, Span, within
from transform.facts.segments import about_company
from transform.records import (
    Amount,
    AmountRole,
    Capacity,
    Mention,
    Milestone,
    Stage,
    Status,
)

_PLANNED = re.compile(
    r"计划|拟|将|预计|力争|有望|可达|可实现|目标|预期|达产后|投产后|建成后|投运后|达产|设计年|后[，,]?可|可带动|规划|视.{0,6}情况"
)
# Role words, the nearest before an amount counts; order matters where two are at one place.
_ROLES: tuple[tuple[AmountRole, re.Pattern[str]], ...] = (
    ("annual_profit_tax", re.compile(r"利税")),
    ("annual_tax", re.compile(r"税收|缴税|纳税|税金|上缴税|创税|税")),
    ("annual_output_value", re.compile(r"产值")),
    ("annual_sales", re.compile(r"销售收入|销售额|年销售|营业收入|销售")),
    ("fixed_asset_investment", re.compile(r"固定资产投资|固投")),
    ("funds_in_place", re.compile(r"到位资金|资金到位|到位")),
    ("aid_fund", re.compile(r"援疆资金|援助资金|对口支援资金|援疆专项资金")),
    (
        "other",
        re.compile(
            r"完成投资|已完成投资|追加投资|增资|新增投资|自筹|配套资金|补助|贷款|累计完成|已投入|再投入|设备投资|租金|节约|补贴|其余|剩余"
        ),
    ),
    (
        "phase_investment",
        re.compile(
            r"[一二三四首后前]期(?:工程|项目)?(?:计划|预计|总)?投(?:资|入)|先期投(?:资|入)|[一二三四首]期[^，。；]{0,8}投资"
        ),
    ),
    (
        "total_investment",
        re.compile(r"总投资|计划投资|投资额|投资|总造价|工程造价|投入资金|出资|投入"),
    ),
)
_NO_AMOUNT = re.compile(
    r"注册资本|市值|净利润|每户|人均|每亩|每吨|每年(?:租金)?|工资|月薪|增收|母公司|GDP|生产总值|罚款|均价"
)
_PERSON_UNITS = {"人", "名", "户", "位", "人次", "岗位"}
_NO_CAPACITY_UNITS = _PERSON_UNITS | set(
    "% ratio 倍 成 天 年 月 个月 小时 分钟 期 届 次 家 项 批 岁 公里 度 周 日 分 秒 点 份 场 步 代 句 强 号 级 轮"
    " 周年 季 倍多 个百分点 百分点 米".split()
)
_SMALL_UNITS = {"个"}


def _clause_before(scan: Scan, at: int) -> tuple[Span, str]:
    clause = scan.clause_at(at)
    return clause, scan.text[clause.start : at]


def role_of(scan: Scan, money: Mention, segment: Span) -> AmountRole | None:
    """What an amount is for, by the words before it in its clause, then behind it, then before.

    None for amounts that are not the project's: a company's capital, a sum a household.
    """
    clause, before = _clause_before(scan, money.start)
    after = scan.text[money.end : clause.end]
    whole = scan.text[clause.start : clause.end]
    if _NO_AMOUNT.search(before) or about_company(whole):
        return None
    nearest: tuple[int, AmountRole] | None = None
    for role, pattern in _ROLES:
        for match in pattern.finditer(before):
            if nearest is None or match.end() > nearest[0]:
                nearest = (match.end(), role)
    if nearest:
        role = nearest[1]
        phase = re.search(r"[一二三四首后]期", before) if role == "total_investment" else None
        return "phase_investment" if phase and "总投资" not in before else role
    for role, pattern in _ROLES:
        if pattern.match(after.lstrip("的用于")):
            return role
    earlier = scan.text[max(segment.start, clause.start - 12) : clause.start]
    if re.search(r"其中$|其中[，,]$", earlier):
        return "other"
    previous = scan.text[max(segment.start, clause.start - 40) : clause.start]
    for role, pattern in _ROLES[:4]:
        if before.strip() == "" and pattern.search(previous[-16:]):
            return role
    return None


def _status(scan: Scan, at: int, role: str, *, finished: bool) -> Status:
    if role in ("total_investment", "phase_investment", "fixed_asset_investment"):
        return "actual" if finished else "planned"
    clause, before = _clause_before(scan, at)
    previous = scan.text[max(scan.unit_at(at).start, clause.start - 24) : clause.start]
    if _PLANNED.search(before) or re.search(
        r"后[，,]$|预计[^，]*[，,]$|达产|可[^，]{0,12}[，,]$", previous
    ):
        return "planned"
    return "actual"


def amounts(scan: Scan, spans: list[Span], *, finished: bool) -> list[Amount]:
    """The amounts of a project, each once."""
    found: dict[tuple[object, ...], Amount] = {}
    for span in spans:
        for money in within(scan.money, span):
            role = role_of(scan, money, span)
            if role is None or money.value is None:
                continue
            status = _status(scan, money.start, role, finished=finished)
            clause = scan.clause_at(money.start)
            evidence = scan.evidence(clause.start, max(clause.end, money.end), f"amount.{role}")
            ends: list[tuple[float, str]] = [(money.value, money.bound or "exact")]
            if money.value_high is not None:
                ends = [(money.value, "at_least"), (money.value_high, "at_most")]
            for value, bound in ends:
                amount = Amount(role, value, money.unit or "CNY", bound, status, evidence)  # type: ignore[arg-type]
                found.setdefault((value, money.unit, role if role != "other" else ""), amount)
    return _without_repeats(list(found.values()))


def _without_repeats(found: list[Amount]) -> list[Amount]:
    """Drop an amount told again in weaker words: 总投资3.6亿元 and later 投资3.6亿元 as a phase."""
    seen: set[tuple[float, str]] = set()
    kept = []
    for amount in found:
        key = (amount.value, amount.currency)
        if amount.role in ("total_investment", "phase_investment", "other") and key in seen:
            continue
        if amount.role in ("total_investment", "phase_investment", "other"):
            seen.add(key)
        kept.append(amount)
    return kept


_PRODUCT_AFTER = re.compile(
    r"(?:的)?([\u3400-\u9fffA-Za-z]{1,12}?)(?=项目|生产|建设|及|和|与|、|，|,|。|；|已|正|的|$|\d)"
)
_PRODUCT_BEFORE = re.compile(
    r"([\u3400-\u9fffA-Za-z]{1,10}?)(?:共|约|达|达到|为|近|超|超过|总计|各|设置|设计)?$"
)


def capacities(scan: Scan, spans: list[Span]) -> list[Capacity]:
    """What the project makes, covers or holds, each figure once."""
    found: dict[tuple[float, str, str | None], Capacity] = {}
    for span in spans:
        for q in within(scan.quantities, span):
            clause, before = _clause_before(scan, q.start)
            whole = scan.text[clause.start : clause.end]
            unit = q.unit or ""
            if q.value is None or unit in _NO_CAPACITY_UNITS or about_company(whole):
                continue
            after = scan.text[q.end : clause.end]
            if re.match(r"[^，。]{0,8}(?:项目|企业|岗位|就业|活动)", after) and unit in (
                "个",
                "家",
                "项",
            ):
                continue
            if unit in _SMALL_UNITS and not re.match(
                r"(?:床位|学位|车间|泊位|车位|标准|大棚|座位|[\u3400-\u9fff]{1,6}(?:车间|厂房|仓库|库))",
                after,
            ):
                if not re.search(r"(?:床位|学位|车位|泊位|大棚)$", before):
                    continue
            if re.search(
                r"增长|下降|同比|节约|减少|减排|替代|相当于|全国|去年|累计", before
            ) and unit not in ("条", "座"):
                continue
            key = (q.value, unit, q.per)
            product = _product(before, after, whole)
            status: Status = "planned" if _PLANNED.search(before) else "actual"
            evidence = scan.evidence(clause.start, max(clause.end, q.end), "capacity")
            found.setdefault(
                key, Capacity(product, q.value, unit, q.per, q.bound or "exact", status, evidence)
            )
    return list(found.values())


def _product(before: str, after: str, whole: str) -> str | None:
    if re.search(r"占地(?:面积)?[约为]?$", before):
        return "占地面积"
    if re.search(r"建筑面积[约为达]?$", before):
        return "建筑面积"
    if match := _PRODUCT_AFTER.match(after):
        if len(match[1]) >= 2:
            return match[1]
    tail = re.sub(r"^.*(?:建设|新建|配套|以及|和|、|年产|安装|购置|拥有|设)", "", before)
    match = _PRODUCT_BEFORE.search(tail)
    return match[1] if match and len(match[1]) >= 2 else None


_EVENT_DATE = {"day", "month", "quarter", "half", "year"}


def _date_for(scan: Scan, stage: Mention, segment: Span) -> Mention | None:
    """The date of a stage: nearest before it in its clause, else behind it, else leading."""
    clause = scan.clause_at(stage.start)
    inside = [d for d in within(scan.dates, clause) if d.rule != "duration" and d.date_start]
    before = [d for d in inside if d.end <= stage.start]
    if before:
        return before[-1]
    between = scan.text[stage.end : clause.end]
    after = [d for d in inside if d.start >= stage.end]
    if (
        after
        and len(between) < 12
        and not re.match(r"[^，。]*(?:后|时)", between[: after[0].start - stage.end])
    ):
        return after[0]
    unit = scan.unit_at(stage.start)
    start = max(unit.start, segment.start - 40)
    earlier = [
        d
        for d in scan.dates
        if start <= d.start and d.end <= clause.start and d.rule != "duration" and d.date_start
    ]
    if earlier and stage.status == "actual":
        last = earlier[-1]
        gap = scan.text[last.end : clause.start]
        others = [
            s for s in scan.stages if last.end <= s.start < stage.start and s.rule != "conditional"
        ]
        if len(gap) <= 60 and not others and not re.search(r"目前|已于|介绍|表示", gap):
            return last
    if earlier and stage.status == "planned":
        last = earlier[-1]
        if scan.text[last.end : clause.start].strip("，,、 ") == "":
            return last
    return None


def _date_code(found: Mention | None) -> tuple[str | None, str | None]:
    if found is None or found.precision not in _EVENT_DATE or not found.name:
        return None, None
    if found.precision == "half":
        return found.name[:4], "year"
    return found.name, found.precision


def milestones(scan: Scan, spans: list[Span]) -> list[Milestone]:
    """The stages of a project with their dates, each once; a dated one rules out an undated."""
    found: dict[tuple[Stage, str | None, Status], Milestone] = {}
    for span in spans:
        for stage in within(scan.stages, span):
            if stage.rule == "conditional" or stage.negated or stage.code is None:
                continue
            clause = scan.clause_at(stage.start)
            words = scan.text[clause.start : clause.end]
            if _not_told(scan, stage, words):
                continue
            dated = _date_for(scan, stage, span)
            code, precision = _date_code(dated)
            status: Status = stage.status or "actual"
            if dated and code and scan.published and code > scan.published[: len(code)]:
                status = "planned"
            if (
                stage.code in ("signed", "proposed", "approved")
                and status == "planned"
                and not code
            ):
                continue
            evidence = scan.evidence(clause.start, clause.end, f"milestone.{stage.code}")
            milestone = Milestone(
                stage.code, code, precision, dated.date_start if code and dated else None,  # type: ignore[arg-type]
                dated.date_end if code and dated else None, dated.quote if code and dated else None,
                status, evidence,
            )  # fmt: skip
            found.setdefault((milestone.stage, code, status), milestone)
    return [
        m
        for (stage_code, code, status), m in found.items()
        if code or not any(k[0] == stage_code and k[1] for k in found)
    ]


def _not_told(scan: Scan, stage: Mention, clause: str) -> bool:
    """Whether a stage word is a noun here, or tells of plants in general."""
    after = scan.text[stage.end : stage.end + 3]
    before = scan.text[max(0, stage.start - 4) : stage.start]
    if stage.name in (
        "对接",
        "推介",
        "储备",
        "意向",
        "洽谈",
        "验收",
        "交付",
        "运营",
        "落地",
        "建成",
        "备案",
        "启用",
    ):
        if re.match(r"会|活动|资料|项目|方|商|管理|中心|公司|模式|的", after):
            return True
    if stage.name in ("建成", "投产", "开工") and after[:1] == "的" and "个" in clause:
        return True
    return bool(re.search(r"从$|等待|到$", before[-2:])) and stage.code in ("signed", "proposed")


def lowest_place(scan: Scan, spans: list[Span], near: list[Span]) -> Mention | None:
    """The lowest place in Xinjiang named with a project; else in the units about it."""
    for group in (spans, near):
        inside = [
            p
            for span in group
            for p in within(scan.places, span)
            if (p.code or "").startswith("65") and p.code != "650000" and not _in_name(scan, p)
        ]
        if inside:
            counties = [p for p in inside if not (p.code or "").endswith("00")]
            return counties[0] if counties else inside[0]
    return None


def _in_name(scan: Scan, mention: Mention) -> bool:
    """Whether a place stands inside an organisation's name other than a park's or a government's."""
    return any(
        o.start <= mention.start and mention.end <= o.end and o.code in ("company", "media", "bank")
        for o in scan.organisations
    )
