"""The time that governs a figure.

A date at the head of a sentence holds for the clauses behind it until another replaces it, and,
where it is a year or longer, for the sentences behind it in its paragraph. A day holds only where
the words go on about the same event (此次, 现场, 其中). 目前, 三年来 and 年均 end its hold without
giving a date. A date inside a name (2024年…推介会) or a comparison (较去年的) governs nothing
behind it. 截至8月底 keeps the beginning of the period that it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from transform.facts.dates import DATELINE
from transform.facts.figures import Figure
from transform.facts.period_settings import NONE, Period, Setting, settings
from transform.facts.scan import Scan, Span
from transform.facts.summary import summary_year
from transform.facts.vocabulary import vocabulary

_SHORT = {"day"}
_BASES = ("year", "span", "list", "as_of")
_PROJECTED = re.compile(r"(?:投产|投运|达产|达效|建成|投用|运营|并网|开业)后")
# 截至8月底，今年安排的36个项目全部开工: to August.
_OF_THIS_YEAR = re.compile(r"[^，。；]{1,6}的(?:\d|项目|工程)")
_PRESENTLY = re.compile(r"[，、；]现(?:有|已有|入驻|已入驻|拥有|共有)")
_HELD = re.compile(r"(?:此次|本次|这次)[^，。；\d]*(?:签约|开工|竣工|投产)[^，。；\d]*$")
_THERE_ARE = re.compile(r"(?<!此次)(?<!本次)(?<!这次)(?:现有|现已有|共有)[^，。]{0,6}$")
# What was signed, of which the sentence before told: 合同项目60个，签约金额140亿元
_DEED = re.compile(
    r"^(?!.*(?:累计|共计|目前|已|截至|全年|至今))[^。]*(?:合同项目|协议项目|签约项目|签约金额|签约额|开工项目)"
)
_SINCE_DEED = re.compile(
    r"(?:支援|援疆|开展|启动|进驻|成立|结对|实施|入驻|落户|运行|建园|开园)[^，。；\d]{0,14}以来"
)
_YEARLY = re.compile(r"[^，。；、\d]{0,12}(?:项目|工程)(?:当年|年度)(?:计划)?(?:总|完成)?投资")
_BEGUN_ON = re.compile(r"[^，。；、\d]{0,6}(?:项目|工程)(?:将|计划|预计|力争|已)?(?:于|在)?")
_RESPECTIVELY = re.compile(r"分别|依次|各")
# What is held against the year's plan was made since January.
_OF_THE_YEAR = re.compile(r"(?:全年|年度)(?:计划|目标|任务)")
_VIEWED = re.compile(r"从[^，。；]{2,8}来?看，")  # 从规模看，…: of the same months as before
_OF_EVENT = re.compile(
    r"(?:此次|本次|这次)(?:集中|落地|现场|全部)*(?:签约|开工|竣工|签订|开复工|开（复）工|投产|投用)"
)


class Clock:
    """Reads an article sentence by sentence; `at` gives the period of a figure in the last one."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._paragraph = -1
        self._settings: list[Setting] = []
        self._before: Period | None = None  # what the paragraph has set so far
        self._carried: Period | None = None  # what governed the figures of the paragraph before
        self._used: Period | None = None
        self._resolved: Period | None = None  # what 截至9月底 came to last
        self._span: Period | None = None  # the months or year that figures were told of last
        self._event: Period | None = None  # the day of the event told of last
        self._starts = [d.start for d in scan.dates]
        year = summary_year(scan)
        self.summary = (
            Period(f"{year}-01-01", f"{year}-12-31", None, "year") if year is not None else None
        )
        self._owned = False
        self._emitted = False
        self._lead: Period | None = None  # what governs the items of a list (——…)
        self.sentence = Span(0, 0)

    def enter(self, sentence: Span, paragraph: int, owned: bool) -> None:
        """Goes on to a sentence of the paragraph that begins at `paragraph`; `owned` where it tells
        of a single project."""
        text = self._scan.text
        if self._settings:
            last = [s.period for s in self._settings if s.lasts]
            if last and self._resolved is not None and last[-1].end == self._resolved.end:
                last.append(self._resolved)  # 截至9月底 after 今年, also for the sentences behind
            last += [p for p in last if _lasting(p) and p.kind == "year"]  # 新的一年
            if last and (not self._owned or self._emitted or _lasting(last[-1])):
                self._before = last[-1]
        self._emitted = False
        self._note_event()
        if self._event and not self._settings and self._goes_back():
            self._before = self._event  # 本次开工项目涉及三类。包含市政项目68个
        if sentence.start == paragraph and text.startswith("其中", paragraph):
            self._paragraph = paragraph  # goes on with the paragraph before
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._carried = None if self._lies_ahead(self._used) else self._used
            if text.startswith(("——", "—"), paragraph):
                self._lead = self._carried = self._lead or self._used  # items under one period
            else:
                self._lead = None
            self._before = self._used = None
        self.sentence, self._owned = sentence, owned
        low, high = (
            bisect_left(self._starts, sentence.start),
            bisect_left(self._starts, sentence.end),
        )
        dates = [d for d in self._scan.dates[low:high] if not DATELINE.match(text, d.end)]
        today = self._scan.published
        self._settings = settings(text, sentence, dates, self.summary, today) if dates else []
        alone = len(self._settings) == 1
        if alone and _OF_THE_YEAR.search(text, sentence.start, sentence.end):
            told = self._settings[0]
            self._settings = [told._replace(period=_since_january(told.period))]

    def _lies_ahead(self, period: Period | None) -> bool:
        """Whether a period is one of plans (明年): the next paragraph tells of now again."""
        year = (self._scan.published or "9999")[:4]
        return period is not None and (period.start or "")[:4] > year

    def _note_event(self) -> None:
        """Keeps the day of a sentence in which something is held or signed."""
        days = [s.period for s in self._settings if s.period.kind == "day" and s.lasts]
        if not days:
            return
        words = self._scan.text[self.sentence.start : self.sentence.end]
        time = vocabulary().time
        if time["event_names"].inside(words) or time["event_verbs"].inside(words):
            self._event = days[0]

    def _goes_back(self) -> bool:
        """Whether the sentence before spoke of the event told of earlier."""
        return _OF_EVENT.search(self._scan.text, self.sentence.start, self.sentence.end) is not None

    @property
    def event(self) -> Period | None:
        """The day of the event that the article told of last."""
        return self._event

    def says_time(self, figure: Figure) -> bool:
        """Whether the sentence itself tells a time before the figure."""
        return any(s.start < figure.mention.start for s in self._settings)

    def at(self, figure: Figure, *, position: int = 0, fresh: bool = False) -> Period:
        """The period that governs a figure, NONE where none does.

        `position` is its place among figures joined by 、 (for 分别); `fresh` says that a new
        subject is told of, so that nothing is carried over from the paragraph before.
        """
        at, text = figure.mention.start, self._scan.text
        words = text[self.sentence.start : figure.clause.end]
        own = self._own(figure)
        if own:
            period = self._told(own, figure, position)
        elif _SINCE_DEED.search(text, self.sentence.start, at):
            return NONE
        else:
            period = self._inherited(words, fresh)
            if _PROJECTED.search(words) or vocabulary().time["ahead"].inside(words):
                return NONE
            if _THERE_ARE.search(figure.lead) and not _HELD.search(figure.lead):
                return NONE  # 产业园现有企业36家
        if own and _PRESENTLY.search(text, own[-1].end, at):
            return NONE  # 2019年产值达880亿元，现入驻企业1774户
        part = period.kind in ("span", "year") and (period.start or "")[5:] != "01-01"
        aged = bool(own) and own[-1].end <= figure.clause.start and part
        if aged and vocabulary().time["now"].inside(figure.lead):
            return NONE  # 一期2018年底建成，当前已有13家合作社入驻
        if period.kind in ("day", "month"):
            present = vocabulary().time["present"]
            if present.inside(figure.lead) or present.inside(figure.rest):
                return NONE
        if "年度" in figure.left or _YEARLY.match(figure.rest):
            period = self._of_year(period, figure)
        if (not own or not own[-1].local) and period.kind != "as_of":
            self._used = period
            if period.kind in ("year", "span") and not self._lies_ahead(period):
                self._span = period
        self._emitted = True
        return period

    def _of_year(self, period: Period, figure: Figure) -> Period:
        """The year of what is planned for it: 131个重点项目年度计划投资883亿元."""
        year = (period.start or self._scan.published or "")[:4]
        if (period.start or period.end) and period.kind not in ("day", "month"):
            return period
        if figure.dimension == "ratio" and period.start is None:
            return period  # 完成年度计划的73%
        return Period(f"{year}-01-01", f"{year}-12-31", "年度", "year") if year else period

    def _own(self, figure: Figure) -> list[Setting]:
        """What the sentence itself sets for a figure."""
        at, text = figure.mention.start, self._scan.text
        behind = next((s for s in self._settings if s.start >= figure.mention.end), None)
        if behind and _BEGUN_ON.fullmatch(text, figure.mention.end, behind.start):
            return [behind]  # 14个项目上半年开工
        own = [s for s in self._settings if s.start < at]
        if own and own[-1].period.kind in ("day", "month") and "；" in text[own[-1].end : at]:
            own = []  # a day told of one thing; the next goes on without
        aside = own and own[0].period.kind == "none" and ("；" in text[own[-1].end : at])
        if aside and "；" in text[self.sentence.start : own[-1].start]:
            own = own[:1]  # 五年来，…；…，2024年旅游收入47亿元；带动就业千人
        if own and own[-1].local and at - own[-1].end > 1:
            own = [s for s in own if not s.local]
        if text.startswith("其中", figure.clause.start):
            own = [s for s in own if s.lasts or s.start >= figure.clause.start]
        return own

    def _told(self, own: list[Setting], figure: Figure, position: int) -> Period:
        """The period that the settings of the sentence give a figure."""
        text, setting = self._scan.text, own[-1]
        earlier = next((s.period for s in reversed(own[:-1]) if not s.local), None)
        since = self._since(setting, figure)
        if since is not None:
            return since
        attribute = _OF_THIS_YEAR.match(text, setting.end)
        if earlier is not None and earlier.kind == "as_of" and attribute:
            end, year = earlier.end or "", setting.period
            same = (year.start or "")[:4] == end[
                :4
            ]  # 截至7月底，去年签约的项目…: whatever its year
            setting = setting._replace(period=earlier)
            earlier = year if same else None
        period = self._as_of(setting.period, earlier, figure)
        if period.words == "全年":
            period = self._whole_year(period, earlier)
            self._settings = [  # it is that year also for the sentences behind
                s._replace(period=period) if s.period.words == "全年" else s for s in self._settings
            ]
        period = self._to_date(period, own)
        return _chosen(period, text[setting.end : figure.mention.start], position)

    def _since(self, setting: Setting, figure: Figure) -> Period | None:
        """今年4月，某工作队开展工作以来 is from April to the day of publication."""
        text, told, today = self._scan.text, setting.period, self._scan.published or ""
        if told.kind not in ("day", "month") or not told.start or told.start > today[:10]:
            return None
        if len(today) < 10 or not _SINCE_DEED.search(text, setting.end, figure.mention.start):
            return None
        return Period(told.start, today[:10], told.words, "span")

    def _to_date(self, period: Period, own: list[Setting]) -> Period:
        """截至目前 beside 今年 is from January to the day of publication."""
        today = self._scan.published or ""
        if period.kind != "year" or len(today) < 10 or not period.start:
            return period
        now = any(s.period.kind == "now" and (s.period.words or "")[0] == "截" for s in own)
        now = now or self._scan.text.startswith("至此", self.sentence.start)
        if not now or period.start[:4] != today[:4]:
            return period
        return Period(period.start, today[:10], period.words, "span")

    def _whole_year(self, period: Period, earlier: Period | None) -> Period:
        """全年 is the year told of before, else the year of publication."""
        for base in (earlier, self._before, self._carried, self.summary):
            if base is not None and base.kind == "year" and base.start:
                return Period(base.start, base.end, period.words, "year")
        return period

    def _inherited(self, words: str, fresh: bool) -> Period:
        before = self._before
        if self._event is not None and _OF_EVENT.match(words):
            return self._event
        if before is not None:
            if before.kind in ("day", "month"):
                event = vocabulary().time["event_day"].inside(words) or _DEED.search(words)
                return before if event and before.kind == "day" else NONE
            if fresh and "累计" in words and not _many_years(before):
                return NONE
            return before
        if self._event is not None and vocabulary().time["event_back"].inside(words):
            return self._event
        carried = self._carried
        if _VIEWED.match(words) and self._span is not None:
            return self._span
        usable = carried is not None and carried.kind in ("year", "span", "list")
        if carried is None or not usable or fresh or self._owned:
            return self._of_summary(words, fresh)
        return carried

    def _of_summary(self, words: str, fresh: bool) -> Period:
        """The year that the whole article sums up, for what is told without a time."""
        if self.summary is None or (fresh and "累计" in words):
            return NONE
        return NONE if vocabulary().time["present"].inside(words) else self.summary

    def _as_of(self, period: Period, earlier: Period | None, figure: Figure) -> Period:
        """截至8月底 after 今年 is from January to August; alone it has no beginning."""
        if period.kind not in ("as_of", "now"):
            return period
        base = earlier
        if base is None and "累计" not in figure.lead:
            base = self._before
        if base is None or base.kind not in _BASES or base.start is None:
            base = self._span if self._span and self._span.end == period.end else base
        if base is None or base.kind not in _BASES or base.start is None:
            return NONE if period.kind == "now" else period
        if period.kind == "now":  # 2011年底，…，目前已有四家: not of 2011
            gone = (base.end or "9999")[:4] < (self._scan.published or "")[:4]
            return base if earlier is not None and not gone else NONE
        if period.end and base.start <= period.end:
            self._resolved = Period(base.start, period.end, period.words, "as_of")
            return self._resolved
        return period


def _since_january(period: Period) -> Period:
    """截至7月底, where the year's plan is told beside it, is from January."""
    if period.kind != "as_of" or period.start or not period.end:
        return period
    return Period(f"{period.end[:4]}-01-01", period.end, period.words, "span")


def _lasting(period: Period) -> bool:
    """Whether a period goes on to the next sentence also from one about a single project."""
    return period.kind in _SHORT or (period.words or "").startswith("新")


def _many_years(period: Period) -> bool:
    return bool(period.start and period.end and period.start[:4] < period.end[:4])


def _chosen(period: Period, between: str, position: int) -> Period:
    """One year of a list where 分别 deals them out, else the list from its first to its last."""
    if period.kind != "list":
        return period
    if _RESPECTIVELY.search(between) and "累计" not in between and position < len(period.items):
        return period.items[position]
    return period
