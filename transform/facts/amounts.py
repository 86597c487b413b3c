"""The amounts of a project and what each is for. The words are in data/roles.toml.

The role word nearest before an amount, in its clause and behind the amount before it, says what it
is for. An amount that is a company's own (注册资本, last year's sales of the parent), a price or a
sum a head is none. A total is planned until the project is complete.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from transform.facts.amount_roles import PHASE, PLAIN, before_name, floor, role_of, role_words
from transform.facts.firms import elsewhere
from transform.facts.identity import Named
from transform.facts.one_total import one_total
from transform.facts.scan import Scan, Span, kept, within
from transform.facts.words import pattern
from transform.records import Amount, AmountRole, Bound, Mention, Milestone, Status

_INVESTED = ("total_investment", "phase_investment", "fixed_asset_investment")
_YEARLY = ("annual_output_value", "annual_sales", "annual_tax", "annual_profit_tax")
_FINISHED = ("completed", "in_operation", "at_capacity")
_PENDING = (*_FINISHED, "topped_out", "commissioning", "started")
_PARTS = (
    r"上半年|前\d+个?月|前[一二三四五六七八九十]+个?月|截至|至今|以来|[一二三四]季度|"
    r"1至\d+月|1[—-]\d+月"
)
_EARLY = re.compile(rf"去年|上年|前年|\d{{4}}年|{_PARTS}")
_PART_YEAR = re.compile(rf"{_PARTS}|日均|每月|月均|单月|累计")
_ITS_OWN = re.compile(
    r"首期|[一二三]期|租用|购置|新建|试产|试车|动工|此次|本次|这次|"
    r"项目|达产|投产|建成后|投运后|预计|工程|产线|该园区|园区"
)
_FOLLOWS = re.compile(
    r"自筹|配套|债券|贷款|预算|财政|中央资金|自治区资金|地方资金|社会资金|产业基金"
)
_DONE = re.compile(r"完成|累计|已|实际")


def complete(milestones: list[Milestone]) -> bool:
    """Whether a project is finished: done, and nothing of it still to come."""
    done = any(m.stage in _FINISHED and m.status == "actual" for m in milestones)
    latest = max((m.date or "" for m in milestones if m.status == "actual"), default="")
    built = any(m.stage == "completed" and m.status == "actual" for m in milestones)
    pending = [
        m
        for m in milestones
        if m.status == "planned"
        and m.stage in _PENDING
        and not _replaced(m, latest)
        and not (built and m.stage == "in_operation")
    ]
    return done and not pending


def _phase_open(scan: Scan, project: Named, spans: list[Span]) -> bool:
    """Whether a later phase is told of that is not said to be done."""
    if project.base:
        return False
    for span in spans:
        for clause in scan.clauses(span):
            words = scan.text[clause.start : clause.end]
            if (
                "期" in words
                and re.search("[二三四]期", words)
                and not any(
                    s.code in _FINISHED and s.status == "actual"
                    for s in within(scan.stages, clause)
                )
            ):
                return True
    return False


def _replaced(milestone: Milestone, latest: str) -> bool:
    """Whether a plan was overtaken: 原计划7月并网, done in June."""
    quote = milestone.evidence.quote
    return (
        "原计划" in quote
        or "原定" in quote
        or bool(
            milestone.date and milestone.date <= latest and not latest.startswith(milestone.date)
        )
    )


def company_own(scan: Scan, clause: Span) -> bool:
    """Whether a clause tells of a company as such; it lasts until a clause tells of the project."""
    unit, units = scan.unit_at(clause.start), _units(scan)
    if unit not in units:
        units[unit] = _owned(scan, unit)
    parts, flags = units[unit]
    return flags[min(bisect_left(parts, clause.start), len(parts) - 1)]


@kept
def _units(scan: Scan) -> dict[Span, tuple[list[int], list[bool]]]:
    """What `_owned` told of the units that were asked for: amounts, capacities and places do."""
    return {}


def _owned(scan: Scan, unit: Span) -> tuple[list[int], list[bool]]:
    """Where each clause of a unit begins, and whether it tells of a company as such."""
    own = pattern("subjects", "company_own", "words")
    parts, flags = [], []
    flagged = False
    for part in scan.clauses(unit):
        text = scan.text[part.start : part.end]
        found = own.search(text)
        if (found and not _of_the_plan(scan, unit, part, found)) or elsewhere(scan, part):
            flagged = True
        elif flagged and _ITS_OWN.search(text):
            flagged = False
        parts.append(part.start)
        flags.append(flagged)
    return parts, flags


def _of_the_plan(scan: Scan, unit: Span, part: Span, found: re.Match[str]) -> bool:
    """Whether a word of companies is told of the project: 投产后预计年营业收入30亿元."""
    if _THROUGH.match(found.string, found.start()):
        return True
    ahead = scan.text[unit.start : part.start + found.start()]
    return found[0] in _TURNOVER and bool(_FORESEEN.search(ahead))


# 该加工厂预计可实现年营业收入5亿元; of 预计今年营业收入 a firm speaks
_FORESEEN = re.compile(
    "[投达]产后|建成后|投用后|运营后|(?:预计|有望)(?:可|将|能)?(?:新增|实现|形成)?年?$"
)
_TURNOVER = ("营业收入", "营收", "年营业额")
# 由某集团旗下的某公司投资: the firm that builds, told with its parent.
_THROUGH = re.compile(r"旗下[^，。]{2,24}?(?:投资|建设|投建|承建|实施|打造|负责)")


_LEAST = 1000  # 三元 of 三元材料 and 5元 a head are no project's


def amounts(
    scan: Scan, project: Named, spans: list[Span], milestones: list[Milestone]
) -> list[tuple[Amount, Mention]]:
    """The amounts of a project in its spans, each once, with the mention that it rests on."""
    finished = complete(milestones) and not _phase_open(scan, project, spans)
    running = any(m.stage in _FINISHED and m.status == "actual" for m in milestones)
    found: dict[tuple[object, ...], tuple[Amount, Mention]] = {}
    for span in spans:
        for money in within(scan.money, span):
            if money.value is None or money.value < _LEAST or money.negated:
                continue
            made = role_of(scan, money) or before_name(scan, project, money)
            clause = scan.clause_at(money.start)
            if made is None or company_own(scan, clause):
                continue
            settled = _settled(scan, project, money, made, running=running, finished=finished)
            if settled is None:
                continue
            role, status = settled
            evidence = scan.evidence(clause.start, max(clause.end, money.end), f"amount.{role}")
            for value, bound in _ends(money):
                amount = Amount(role, value, money.unit or "CNY", bound, status, evidence)
                found.setdefault((value, money.unit, role), (amount, money))
    return _once(one_total(scan, project, list(found.values())))


def _ends(money: Mention) -> list[tuple[float, Bound]]:
    """The ends of a range as at_least and at_most, else the one value."""
    assert money.value is not None
    if money.value_high is not None:
        return [(money.value, "at_least"), (money.value_high, "at_most")]
    return [(money.value, money.bound or "exact")]


def _of_project(
    scan: Scan, project: Named, money: Mention, made: tuple[AmountRole, str], before: str
) -> AmountRole:
    """The role with what the project is: a phase, a new one that the amount pays for, a gift."""
    role, word = made
    new = role in ("other", "phase_investment") and _new_after(scan, project, money)
    if new and word.startswith(
        ("追加", "再投", "又投", "先期", "前期", "今年计划投资", "年内计划投资")
    ):
        return "total_investment"  # 先期投入4500万元建起冻干车间
    if role == "other" and word in _AGAIN and PHASE.search(before):
        return "phase_investment"
    if role in ("total_investment", "phase_investment") and word in PLAIN and _of_team(before):
        return "aid_fund"
    if role == "phase_investment" and project.base and ("总投资" in word or "总概算" in before):
        return "total_investment"
    paid = any(0 <= a.start - money.end < 5 for a in project.anchors)
    if role == "phase_investment" and paid and not _ENDS_IN_PHASE.search(project.name):
        return "total_investment"  # 投资5200万元的二期果膏生产线
    if role != "total_investment":
        return role
    if "总" not in word and _part_of_total(scan, money):
        return "other"  # 总投资186亿元，其中建设投资165亿元、铺底流动资金4亿元
    given = word in ("投入", "出资") and scan.text.startswith("援建", money.end)
    if given or (word == "投入" and _only_a_team(scan, money)):
        return "aid_fund"
    phase = "总投资" not in word and _ENDS_IN_PHASE.search(project.name)
    told = not project.base and _phase_told(scan, scan.clause_at(money.start), before)
    return "phase_investment" if phase or told else role


def _settled(
    scan: Scan,
    project: Named,
    money: Mention,
    made: tuple[AmountRole, str],
    *,
    running: bool,
    finished: bool,
) -> tuple[AmountRole, Status] | None:
    """Role and status of an amount of this project, None where it is not the project's."""
    clause = scan.clause_at(money.start)
    before = scan.text[floor(scan, money, clause) : money.start]
    word = made[1]
    role = _of_project(scan, project, money, made, before)
    if role == "total_investment" and _DONE.search(before) and "累计投资" not in before:
        if re.search(
            r"(?:已|累计)?完成(?:投资|投入)|已(?:累计)?投[资入]|实际(?:完成)?投[资入]", before
        ):
            role = "other"
    if role in _INVESTED:
        return role, "actual" if finished else "planned"
    planned = bool(role_words().planned.search(before))
    planned = planned or (role != "aid_fund" and _carried_plan(scan, clause, before))
    if role in _YEARLY:
        return _yearly(scan, clause, money, role, planned=planned, running=running)
    if role == "other":
        part = made[0] == "total_investment" or _FOLLOWS.search(word)
        if part and not _DONE.search(before):
            return role, "actual" if finished and not planned else "planned"
        return role, "planned" if planned or "计划" in word else "actual"
    return role, "planned" if planned else "actual"


def _yearly(
    scan: Scan, clause: Span, money: Mention, role: AmountRole, *, planned: bool, running: bool
) -> tuple[AmountRole, Status] | None:
    """Role and status of output, sales or taxes; None where they are the firm's of a past year."""
    unit = scan.unit_at(clause.start)
    whole = scan.text[max(unit.start, clause.start - 20) : money.start]
    past = bool(_EARLY.search(whole)) and not planned
    if role in ("annual_sales", "annual_output_value") and past and _PART_YEAR.search(whole):
        role = "other"
    if planned:
        return role, "planned"
    if past and _of_firm(scan, clause, money):
        return None
    if running:
        return role, "actual"
    return None if past or re.search(r"公司|集团", whole) else (role, "planned")


def _part_of_total(scan: Scan, money: Mention) -> bool:
    """Whether an amount is named behind 其中 as a part of the total before it."""
    unit = scan.unit_at(money.start)
    lead = scan.text[unit.start : money.start]
    at = max(lead.rfind("其中"), lead.rfind("包括"))
    if (
        at < 0
        or "总投资" not in lead[:at]
        or re.search("[，；]", lead[at:])
        or PHASE.search(lead[at:])
    ):
        return False
    return bool(within(scan.money, Span(unit.start, unit.start + at)))


def _only_a_team(scan: Scan, money: Mention) -> bool:
    """Whether an aid team stands before an amount in its unit, and no firm does."""
    unit = scan.unit_at(money.start)
    bodies = within(scan.organisations, Span(unit.start, money.start))
    codes = {o.code for o in bodies}
    return "aid_team" in codes and "company" not in codes


_AGAIN = ("再投", "再投入", "再投资", "又投入", "又投资")
_DONOR = re.compile(
    r"援疆(?:前方)?(?:指挥部|工作组|工作队|前指|分指)?(?:共|累计|先后|共同|还|将|又|已|拟|计划|再)*$|(?:指挥部|工作[组队])(?:还|将|又|已|拟|计划|再)*$"
)


def _of_team(before: str) -> bool:
    """Whether an aid team pays: 泰安市援疆指挥部投入4300万元兴建的某园."""
    paid = re.search(
        r"(?:投入|出资|安排|(?:为[^，。]{2,10})?配套[^，。]{0,8}资金)[约近超逾]*$", before
    )
    if paid is None or "引进" in before:
        return False
    return bool(_DONOR.search(before[: paid.start()]))


_ENDS_IN_PHASE = re.compile(r"[一二三四首]期(?:工程|项目|建设)?[）)]?$")
_PHASE_LEADS = re.compile(
    r"^\s*(?:其中(?:第)?[一二三四首]期|(?:项目|工程)?(?:第)?[一二三四首]期(?!项目|工程))"
)
_PART_LEADS = re.compile(r"\s*第[一二三]部分[为是]")  # 项目分两部分，第一部分为…，总投资6亿元
_WHOLE_LEADS = re.compile(r"项目|工程|全部|整个|两期|合计|共")


def _phase_told(scan: Scan, clause: Span, before: str) -> bool:
    """Whether the clauses of the unit before speak of a phase: 二期今年5月破土，总投资8000万元."""
    if _WHOLE_LEADS.search(before):
        return False
    unit = scan.unit_at(clause.start)
    for part in reversed([c for c in scan.clauses(unit) if c.end <= clause.start]):
        words = scan.text[part.start : part.end]
        if _PART_LEADS.match(words):
            return True
        if _PHASE_LEADS.match(words):
            opens = part.start == unit.start or within(scan.money, Span(unit.start, part.start))
            return bool(opens) and not re.search("分[两二三四]?[1-4]?期", words)
        if _WHOLE_LEADS.search(words):
            return False
    return False


_FIRM_SUBJECT = re.compile(
    r"(?:^|[，。“”\s])(?:该)?(?:公司|企业|集团|厂里|我们|我厂)|(?:公司|集团)(?=去年|上年)"
)
_OWN_SUBJECT = re.compile(r"项目|工程|电站|基地|园区|酒店|该厂|工厂|生产线")


def _of_firm(scan: Scan, clause: Span, money: Mention) -> bool:
    """Whether the subject of the unit is a firm: 公司去年加工8000吨，销售收入1.3亿元."""
    unit = scan.unit_at(clause.start)
    start = unit.start
    paragraph = scan.paragraph_start(start)
    for _ in range(3):  # 公司发展很快。2021年产值4亿元；2022年产值4.2亿元
        words = scan.text[start : money.start]
        if start <= paragraph or _FIRM_SUBJECT.search(words) or _OWN_SUBJECT.search(words):
            break
        start = scan.unit_at(start - 1).start
    firm = max((m.end() for m in _FIRM_SUBJECT.finditer(words)), default=-1)
    own = max((m.end() for m in _OWN_SUBJECT.finditer(words)), default=-1)
    return firm > own


def _new_after(scan: Scan, project: Named, money: Mention) -> bool:
    """Whether the project is first named behind the amount, in its unit: 追加投资35亿元，建设…"""
    unit = scan.unit_at(money.start)
    first = project.anchors[0]
    return money.end <= first.start < unit.end


def _carried_plan(scan: Scan, clause: Span, before: str) -> bool:
    """Whether a plan of the clauses before still holds: 投产后，预计年产值…，利税…."""
    if re.search(r"已|目前|去年|截至|累计", before):
        return False
    unit = scan.unit_at(clause.start)
    for part in reversed([c for c in scan.clauses(unit) if c.end <= clause.start]):
        text = scan.text[part.start : part.end]
        if role_words().planned.search(text) or re.search(r"后[，,]$", text):
            return True
        if re.search(r"已|目前|去年|累计|总投资", text):
            return False
    return False


def _once(found: list[tuple[Amount, Mention]]) -> list[tuple[Amount, Mention]]:
    """Without an amount told again in weaker words, and with one total where a second has no 总."""
    seen: set[tuple[float, str]] = set()
    kept = []
    order = {"total_investment": 0}
    for amount, money in sorted(found, key=lambda f: order.get(f[0].role, 1)):
        key = (amount.value, amount.currency)
        weak = amount.role in (*_INVESTED, "other", "aid_fund")
        if weak and key in seen:
            continue
        if weak:
            seen.add(key)
        kept.append((amount, money))
    return sorted(kept, key=lambda f: f[1].start)
