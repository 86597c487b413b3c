"""Figures about many projects or a programme: counts, sums and shares with their period."""

from __future__ import annotations

import re

from extract.records import key_of
from transform.facts.scan import Scan, Span, within
from transform.facts.segments import about_company
from transform.records import Mention, Metric, ProgrammeStatistic, Status

_TOPIC = re.compile(
    r"援疆|招商|引资|项目|投资|产业|园区|企业|种植|产量|产值|装机|贸易|进出口|就业|资金"
)
_PLANNED = re.compile(r"计划|力争|预计|目标|将|拟|有望|确保|争取|年度计划(?!的)")
_GIVEN = {"家", "个", "项", "场", "次", "名", "人", "人次", "户", "位", "批次", "批"}
_MONEY: tuple[tuple[Metric, re.Pattern[str]], ...] = (
    ("funds_in_place", re.compile(r"到位|利用外资|引进资金|到疆")),
    ("investment_signed", re.compile(r"签约|合同|协议|引资")),
    ("investment_completed", re.compile(r"完成(?:固定资产)?投资|已完成投资|完成额")),
    ("aid_funds", re.compile(r"援疆资金|援助资金|援疆|安排|投入(?!使用|运)|对口支援|资金")),
    ("output_value", re.compile(r"产值")),
    ("investment_total", re.compile(r"总投资|计划投资|投资")),
)
_PROJECTS: tuple[tuple[Metric, re.Pattern[str]], ...] = (
    ("projects_signed", re.compile(r"签约|签订|签署|引进|合同|协议|落户|招引")),
    ("projects_completed", re.compile(r"完工|竣工|建成|投产|投用|投入使用|交付")),
    ("projects_started", re.compile(r"新开工|开工|动工|复工")),
    ("projects_listed", re.compile(r"发布|储备|跟踪|谋划|策划|列入|推介|在谈|对接项目|入库|洽谈")),
    ("projects_implemented", re.compile(r"实施|安排|新建|续建|在建|推进|援建|启动")),
)
_EVENTS = re.compile(r"推介|活动|对接会|招商会|展销|培训|巡诊|讲座|招聘会|洽谈会|座谈会|专场")
_COUNTED_PROJECTS = re.compile(r"项目|合同|协议|工程|产业类|民生类|智力类|[\u3400-\u9fff]{2}类")


def _nearest(before: str, table: tuple[tuple[Metric, re.Pattern[str]], ...]) -> Metric | None:
    best: tuple[int, Metric] | None = None
    for metric, pattern in table:
        for match in pattern.finditer(before):
            if best is None or match.end() > best[0]:
                best = (match.end(), metric)
    return best[1] if best else None


def _money_metric(before: str, after: str, context: str) -> Metric:
    if re.match(r"(?:元)?(?:的)?援疆资金|(?:元)?援疆", after):
        return "aid_funds"
    near = _nearest(before, _MONEY)
    return near or _nearest(context, _MONEY) or "other"


def _count_metric(q: Mention, before: str, after: str, context: str) -> tuple[Metric, str]:
    """Metric and unit of a counted figure."""
    unit = q.unit or ""
    noun = after[:14]
    if unit in ("个", "项", "宗") and (
        re.match(r"[^，。；、]{0,12}(?:项目|合同|协议|工程)", noun)
        or _COUNTED_PROJECTS.search(before[-12:])
        or "项目" in context
    ):
        if re.match(r"[^，。；、]{0,10}(?:企业|岗位|就业|活动|推介会|对接会|产业对接)", noun):
            pass
        else:
            metric = (
                _nearest(before, _PROJECTS)
                or _nearest(noun[:8], _PROJECTS)
                or _nearest(context, _PROJECTS)
            )
            return metric or "projects_implemented", "project"
    if re.search(r"就业|岗位|用工", before[-8:] + noun[:8]):
        return "jobs", "person"
    if unit in ("场", "次", "个", "期", "届", "批次") and (
        _EVENTS.search(noun) or _EVENTS.search(before[-10:])
    ):
        return "events", "event"
    if unit == "家" and re.search(r"企业|公司|客商|单位", noun + before[-8:]):
        return "companies", "company"
    if unit in ("名", "人", "位", "人次", "余人", "多人"):
        return "people", "person"
    if unit in ("亩", "公顷", "平方公里", "平方米", "万亩"):
        return "area", unit
    return "other", unit


def _period(scan: Scan, at: int, unit: Span) -> Mention | None:
    """The period that a figure counts in: the last date before it in its sentence or paragraph."""
    start = scan.paragraph_start(at)
    before = [
        d
        for d in scan.dates
        if start <= d.start and d.end <= at and d.date_start and d.rule not in ("duration",)
    ]
    here = [d for d in before if d.start >= scan.sentence_at(at).start]
    chosen = here or before
    return chosen[-1] if chosen else None


def _since(scan: Scan, at: int, end: Mention) -> Mention | None:
    earlier = [
        d for d in scan.dates if d.end <= end.start and d.precision == "year" and d.date_start
    ]
    inside = [d for d in earlier if d.start >= scan.paragraph_start(at)]
    return inside[-1] if inside else None


def _actor(scan: Scan, at: int) -> str | None:
    """The programme's body: an aid team, else a government, of the sentence or the paragraph."""
    start = scan.paragraph_start(at)
    bodies = [o for o in scan.organisations if start <= o.start < at and o.code == "aid_team"]
    bodies = bodies or [o for o in scan.organisations if o.start < at and o.code == "aid_team"]
    return bodies[-1].name if bodies else None


def _region(scan: Scan, at: int, unit: Span) -> Mention | None:
    start = scan.paragraph_start(at)

    def usable(mention: Mention) -> bool:
        return bool(mention.code and mention.code.startswith("65") and mention.code != "650000")

    near = [p for p in scan.places if unit.start <= p.start < unit.end and usable(p)]
    near = near or [p for p in scan.places if start <= p.start < at and usable(p)][-1:]
    near = near or [p for p in scan.places if usable(p)]
    return near[0] if near else None


_PERSONAL = re.compile(
    r"他|她|我|选手|孩子|学生们|岁|老人|妈妈|爸爸|游客[^数]|比赛|冠军|分钟|球|歌|舞"
)


def statistics(
    scan: Scan, version_id: str, spans: list[Span], rules: set[tuple[int, int]]
) -> list[ProgrammeStatistic]:
    """The statistics of stretches that speak of no one project.

    `rules` are spans of mentions that belong to projects already.
    """
    found: dict[str, ProgrammeStatistic] = {}
    for span in spans:
        sentence = scan.sentence_at(span.start)
        whole = scan.text[sentence.start : sentence.end]
        if not _TOPIC.search(whole) or _PERSONAL.search(scan.text[span.start : span.end]):
            continue
        for mention in sorted(
            within(scan.money, span) + within(scan.quantities, span), key=lambda m: m.start
        ):
            if (mention.start, mention.end) in rules or mention.value is None:
                continue
            made = _one(scan, version_id, mention, span)
            if made is not None:
                found.setdefault(made.statistic_id, made)
    return list(found.values())


_SKIP_UNITS = {
    "天",
    "年",
    "月",
    "个月",
    "小时",
    "分钟",
    "期",
    "届",
    "岁",
    "公里",
    "度",
    "周",
    "日",
    "级",
    "号",
    "强",
    "代",
    "轮",
    "步",
    "米",
    "秒",
    "点",
    "个小时",
}
_CLASS = re.compile(r"^(?:元)?以上(?:的)?(?:重点|产业|工业|招商)?(?:项目|企业)")


def _one(scan: Scan, version_id: str, mention: Mention, span: Span) -> ProgrammeStatistic | None:
    clause = scan.clause_at(mention.start)
    before, after = scan.text[clause.start : mention.start], scan.text[mention.end : clause.end]
    context = scan.text[max(span.start, clause.start - 30) : clause.start]
    if about_company(before + after) or _CLASS.match(after):
        return None
    if mention.kind == "money":
        if re.search(r"注册资本|工资|月薪|每户|票价|单价", before):
            return None
        metric, unit = _money_metric(before, after, context), mention.unit or "CNY"
    else:
        if (mention.unit or "") in _SKIP_UNITS:
            return None
        if mention.unit in ("%", "ratio", "倍", "成", "个百分点", "百分点"):
            metric, unit = "other", mention.unit or ""
        else:
            metric, unit = _count_metric(mention, before, after, context)
            if metric == "other" and mention.unit in _GIVEN and mention.unit != "家":
                return None
    period = _period(scan, mention.start, span)
    start, end, words = (
        (period.date_start, period.date_end, period.quote) if period else (None, None, None)
    )
    if period and period.rule == "as_of":
        since = _since(scan, mention.start, period)
        start = since.date_start if since else None
    status: Status = "planned" if _PLANNED.search(before) else "actual"
    region = _region(scan, mention.start, span)
    ends: list[tuple[float, str]] = [(mention.value or 0.0, mention.bound or "exact")]
    value, bound = ends[0]
    return ProgrammeStatistic(
        statistic_id=key_of(version_id, metric, str(value), unit, start, end, words),
        version_id=version_id,
        metric=metric,
        value=value,
        unit=unit,
        bound=bound,  # type: ignore[arg-type]
        status=status,
        period_start=start,
        period_end=end,
        period_words=words,
        cumulative=True if re.search(r"累计|共计|总计", before) else None,
        region=region.name if region else None,
        adcode=region.code if region else None,
        actor=_actor(scan, mention.start),
        evidence=scan.evidence(clause.start, max(clause.end, mention.end), f"statistic.{metric}"),
        confidence=0.8 if metric != "other" else 0.6,
    )
