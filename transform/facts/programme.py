"""Whether a figure is a programme's: not one project's, not a firm's of itself, nor a person's.

Projects, companies and events counted are always of many, also in a stretch about one project (a
park counts the companies in it); sums, people and measures there belong to the project. Other
figures need a programme around them: a period, an actor, a word such as 累计 or 全县, or a statistic
before them in the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from transform.facts import actors
from transform.facts.figures import Figure
from transform.facts.period_settings import Period
from transform.facts.periods import Clock
from transform.facts.scan import InOrder, Scan, Span
from transform.facts.sums import Reading, Said
from transform.facts.vocabulary import vocabulary
from transform.mentions import person
from transform.records import Metric, ProgrammeStatistic

SUBJECT = re.compile(
    r"^[“\s]*(?:(?:今年|去年|前\d+个?月|上半年|[一二三四]季度|\d{4}年|\d+月份?|目前|截至[^，]{2,8})*)(?:公司|企业|集团|合作社|酒店|工厂|该厂|项目|工程(?=总|由|于|建|占|投)|该(?![县市州区师地队组局厅办镇乡团]|[^，。；]{0,2}(?:试验|开发|园|工业|高新|经开|合作|保税|先行|示范)区)\w{1,4}|基地"
    r"|夜市|小镇|酒店|民宿|度假区|滑雪场|商贸城|医院|该校|这[家一项座]|[^，。；]{0,12}[一二三]期(?=总?投资|\d))(?!资金|开工率|数|总数|签约|引进|建设由|建设从)"
)
_OUR_FIRM = re.compile(r"我们?(?:公司|集团|企业|厂)")
_WITH = re.compile(
    r"与[\u3400-\u9fff]{2,14}(?:签约|签订|签署)[^，。]{0,4}$"
)  # 某集团与某市签约3个项目
_FOR_IT = re.compile(
    r"为(?:其|(?:该|这一)?(?:项目|工程|基地|园区|学校|医院|小区|牧场))(?:新增|配套|新建|建设|修建|提供)"
)
_SUM_OF_MANY = re.compile(r"的\d+[余多]?[个项](?!月)")  # 总投资107亿元的32个项目
_WE = re.compile(r"(?:^|[，。“\s]|今年|去年|年)我们(?!县|市|州|区|师|镇|乡|地区|团)")
_FIRM_SPEAKS = re.compile(
    r"[”][^，。]{0,24}?(?:公司|集团|企业|厂|合作社)[^，。]{0,10}?(?:经理|董事长|负责人|厂长|总监|主管|部长|主任|总裁|理事长)"
)
ALWAYS = {
    "projects_signed", "projects_implemented", "projects_started", "projects_completed",
    "projects_listed", "companies", "events",
}  # fmt: skip
_OF_PROJECTS = {"investment_completed", "investment_total"}
_SUMS = {"funds_in_place", "investment_signed", "aid_funds"}
_PLURAL = re.compile(
    r"(?:[两三四五六七八九十]|\d+)[个大家][^，。；\d]{0,6}(?:项目|企业|园区|工程)(?:全部|均|都|建成|投|计划总?投|总投)"
    r"|(?:此次|本次|这次)[^，。]{0,10}\d+[余多]?个[^，。]{0,6}项目"
    r"|(?:以上|上述|这些|这批|所有)[^，。]{0,6}(?:项目|企业)(?:全部|均|都|建成|投|达)"
)
_SPENT = re.compile(r"(?:投入|安排|落实|拨付|下达|列支)[^，。；]{0,4}资金?[^，。；]{0,2}$")
_LISTED = re.compile(r"、[^。；]{2,}等[^。；]{0,8}$")  # A、B、C等总投资4.15亿元的项目
_ONE_OF = re.compile(r"该|本项目|我们|我公司|这家|这个|其中|单体|一期|二期")
_OPENS = re.compile(r"^|[，。\s]")


@dataclass(slots=True)
class Reader:
    """The state of one article's reading."""

    scan: Scan
    version_id: str
    free: InOrder[Span]
    used: set[tuple[int, int]]
    clock: Clock
    cast: actors.Cast
    found: list[ProgrammeStatistic] = field(default_factory=list)
    planned: bool = False
    sum_planned: bool = False
    personal: bool = False  # the sentence tells of someone's life
    own: bool = False  # the sentence tells of one project or company
    paragraph: int = -1
    action_before: Metric | None = None
    sum_before: Reading | None = None
    before: str = ""
    persons: tuple[str, ...] | None = None

    def person_leads(self, before: str) -> bool:
        """Whether a person of the article is the subject: 一年来，周建军带教了4名徒弟."""
        if self.persons is None:
            self.persons = tuple(o.name for o in person.find_offices(self.scan.text))
        return any(before.startswith(self.persons, m.end()) for m in _OPENS.finditer(before))

    def is_free(self, at: int) -> bool:
        """Whether an offset lies in a stretch that speaks of no one project."""
        index = bisect_right(self.free.starts, at) - 1
        return index >= 0 and at < self.free[index].end


def is_programme(
    reader: Reader, figure: Figure, reading: Reading, said: Said, period: Period
) -> bool:
    """Whether a figure with its reading and period is told of a programme."""
    text = reader.scan.text
    before = text[figure.sentence.start : figure.mention.start]
    if reader.personal or _is_of_speaker(reader, figure, reading, before):
        return False
    counts_many = reading.metric in ALWAYS or reading.unit == "project"
    counts_many = counts_many or bool(_SUM_OF_MANY.match(text, figure.mention.end))
    told = reading.metric == "investment_signed" and figure.left.startswith(
        ("签约额", "签约金额", "签约总额")
    )
    if _is_own(reader, figure, before, said) and not told:
        reader.own = True
        signs = reading.metric == "projects_signed" and _WITH.search(before)
        return figure.value > 1 and (reading.metric == "companies" or bool(signs))
    if counts_many:
        return not figure.mention.quote.startswith("一")
    if not reader.is_free(figure.mention.start):
        return _in_project(reader, figure, reading, said, period)
    if said.readings or reading.metric in _SUMS or _PLURAL.search(before):
        return True
    visitors = reading.metric == "people" and period.kind in ("day", "month")
    goes_on = reading.metric in _OF_PROJECTS and reader.action_before is not None
    dated = visitors or period.kind not in ("day", "month", "now")
    return bool(
        goes_on  # …开工9项。完成投资11亿元
        or reader.clock.summary is not None
        or (dated and period.words)
        or vocabulary().scope["counted"].inside(before[-30:])
        or reader.cast.aids()
        or reader.cast.region_leads()
    )


def _is_of_speaker(reader: Reader, figure: Figure, reading: Reading, before: str) -> bool:
    """Whether a firm speaks of itself: “去年我们收购鲜果5200吨”，公司副总经理说; 我们吸纳就业360人."""
    we = "我" in before
    if we and _OUR_FIRM.search(before):
        return True
    if reading.metric in (*ALWAYS, *_SUMS) or figure.dimension == "ratio":
        return False
    if figure.dimension == "count" and reader.person_leads(before):
        return True
    text = reader.scan.text
    close = text.find("”", figure.mention.end, figure.mention.end + 120)
    opened = before.rfind("“") > before.rfind("”")
    if opened and close > 0 and _FIRM_SPEAKS.match(text, close):
        return True
    if reading.metric in _OF_PROJECTS:
        return False
    return (
        we and bool(_WE.search(before)) and not (reader.cast.aids() or reader.cast.region_leads())
    )


def _in_project(
    reader: Reader, figure: Figure, reading: Reading, said: Said, period: Period
) -> bool:
    """Whether a figure in a stretch about one project is a programme's all the same."""
    text = reader.scan.text
    apart = reading.kind == "done"  # A等5个项目已完成；B完成年度计划的80%: of B alone
    beside = [
        r
        for f, r in said.readings
        if not (apart and "；" in text[f.mention.end : figure.mention.start])
    ]
    if any(r.metric in (*ALWAYS, "aid_funds") for r in beside):
        ratio = figure.dimension == "ratio"
        if said.last and said.last.unit == "project" and reading.metric in _OF_PROJECTS:
            return True
        return ratio or reading.metric in ("jobs", "people", "investment_signed", *_SUMS)
    if reading.metric == "aid_funds" and figure.dimension == "money":
        # what a team spends, where it is no amount of the project
        return reader.cast.aids() and _SPENT.search(figure.left) is not None
    if figure.dimension in ("money", "ratio"):
        # 2022年，园区实现营业收入24.7亿元，同比增长31.2%: a park's year, not its plan
        dated = reader.clock.says_time(figure) and period.kind in ("year", "span")
        return dated and not reader.planned and reader.cast.is_park(figure)
    if not reader.cast.acts(figure.mention.start):
        return False
    if _FOR_IT.search(reader.scan.text, figure.sentence.start, figure.mention.start):
        return False
    words = reader.scan.text[figure.sentence.start : figure.mention.start]
    return reader.clock.says_time(figure) and vocabulary().scope["counted"].inside(words)


def _is_own(reader: Reader, figure: Figure, before: str, said: Said) -> bool:
    """Whether the words tell of one project or of a company as such.

    Once they do, the rest of the sentence does, until ； or a count of many.
    """
    text = reader.scan.text
    clause = text[figure.clause.start : figure.clause.end]
    if "等" in figure.lead and _LISTED.search(figure.lead):
        return False
    plural = _PLURAL.search(before) or _of_many(figure, said)  # 两个项目投产后，预计新增就业960人
    summed = plural and clause.lstrip().startswith("项目")  # 7个项目开工，项目总投资8150万元
    own = vocabulary().scope["own"].inside(before[-60:]) and not plural
    if own or (SUBJECT.match(clause) and not summed):
        return True
    if reader.cast.company_leads(figure.mention.start) and not said.readings:
        return True
    return reader.own and not said.readings


def _of_many(figure: Figure, said: Said) -> bool:
    """Whether the clauses behind a count of many sum up what those will bring: 开工项目6个，…，总投资
    44.5亿元，预计达产后年产值50亿元."""
    counted = [f for f, r in said.readings if r.unit == "project" and f.value > 1]
    between = figure.lead if not counted else ""
    return bool(counted) and not _ONE_OF.search(between + figure.lead)
