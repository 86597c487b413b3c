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
from typing import NamedTuple

from transform.facts.dates import DATELINE
from transform.facts.figures import Figure
from transform.facts.scan import Scan, Span
from transform.facts.summary import summary_year
from transform.facts.vocabulary import vocabulary
from transform.records import Mention

_JOINED = re.compile(r"[、和与及]|以及")
_NONE = {"span", "rate", "holiday"}
_SHORT = {"day"}
_PROJECTED = re.compile(r"(?:投产|投运|达产|建成|投用|运营|并网|开业)后")
_YEAR_PAST = re.compile(r"(?:过去的?|这|近)?一年来?")
_QUOTED = re.compile(r"[^，,。；;：:”’]{0,20}[”’]")
# 截至8月底，今年安排的36个项目全部开工: to August.
_OF_THIS_YEAR = re.compile(r"[^，。；]{1,6}的\d")
_THERE_ARE = re.compile(r"(?:现有|现已有|共有)[^，。]{0,6}$")
_SINCE_DEED = re.compile(
    r"(?:支援|援疆|开展|启动|进驻|成立|结对|实施|入驻|落户|运行|建园|开园)[^，。；\d]{0,14}以来"
)
_DIGIT = re.compile(r"\d")
_DONE = re.compile(r"(?:完成|占|达到?|超)[了]?$")
_SAID = re.compile(r"获悉|了解|记者|说|介绍|显示|通报|统计|表示|指出|发布")
_RESPECTIVELY = re.compile(r"分别|依次|各")
_NAMED = re.compile(r"[“‘《]?[^，,。；;：:]{0,30}")


class Period(NamedTuple):
    """A period with the words that tell it; `items` are the years of a list (2019年、2020年)."""

    start: str | None
    end: str | None
    words: str | None
    kind: str  # year, span, day, month, list, as_of, none
    items: tuple[Period, ...] = ()


NONE = Period(None, None, None, "none")


class _Setting(NamedTuple):
    start: int
    end: int
    period: Period
    local: bool = False  # holds for the next figure only: 较去年的92.3亿元
    lasts: bool = True  # holds for the sentences behind too


class Clock:
    """Reads an article sentence by sentence; `at` gives the period of a figure in the last one."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._paragraph = -1
        self._settings: list[_Setting] = []
        self._before: Period | None = None  # what the paragraph has set so far
        self._carried: Period | None = None  # what governed the figures of the paragraph before
        self._used: Period | None = None
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

    def enter(self, sentence: Span, owned: bool) -> None:
        """Goes on to a sentence; `owned` where it tells of a single project."""
        text = self._scan.text
        if self._settings:
            last = [s.period for s in self._settings if s.lasts]
            last += [p for p in last if _lasting(p) and p.kind == "year"]  # 新的一年
            if last and (not self._owned or self._emitted or _lasting(last[-1])):
                self._before = last[-1]
        self._emitted = False
        self._note_event()
        paragraph = self._scan.paragraph_start(sentence.start)
        if text.startswith("其中", paragraph) and sentence.start == paragraph:
            self._paragraph = paragraph  # goes on with the paragraph before
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._carried = self._used
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
        self._settings = _settings(text, sentence, dates, self.summary, today) if dates else []

    def _note_event(self) -> None:
        """Keeps the day of a sentence in which something is held or signed."""
        words = self._scan.text[self.sentence.start : self.sentence.end]
        days = [s.period for s in self._settings if s.period.kind == "day" and s.lasts]
        time = vocabulary().time
        if days and (time["event_names"].inside(words) or time["event_verbs"].inside(words)):
            self._event = days[0]

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
            if _THERE_ARE.search(figure.lead):
                return NONE  # 产业园现有企业36家
        part = period.kind in ("span", "year") and (period.start or "")[5:] != "01-01"
        aged = bool(own) and own[-1].end <= figure.clause.start and part
        if aged and vocabulary().time["now"].inside(figure.lead):
            return NONE  # 一期2018年底建成，当前已有13家合作社入驻
        if period.kind in ("day", "month"):
            present = vocabulary().time["present"]
            if present.inside(figure.lead) or present.inside(figure.rest):
                return NONE
            if "年度" in figure.left and period.start:
                return Period(
                    f"{period.start[:4]}-01-01", f"{period.start[:4]}-12-31", "年度", "year"
                )
        if (not own or not own[-1].local) and period.kind != "as_of":
            self._used = period
        self._emitted = True
        return period

    def _own(self, figure: Figure) -> list[_Setting]:
        """What the sentence itself sets for a figure."""
        at, text = figure.mention.start, self._scan.text
        own = [s for s in self._settings if s.start < at]
        if own and own[-1].period.kind in ("day", "month") and "；" in text[own[-1].end : at]:
            own = []  # a day told of one thing; the next goes on without
        if own and own[-1].local and at - own[-1].end > 1:
            own = [s for s in own if not s.local]
        if text.startswith("其中", figure.clause.start):
            own = [s for s in own if s.lasts or s.start >= figure.clause.start]
        return own

    def _told(self, own: list[_Setting], figure: Figure, position: int) -> Period:
        """The period that the settings of the sentence give a figure."""
        text, setting = self._scan.text, own[-1]
        earlier = next((s.period for s in reversed(own[:-1]) if not s.local), None)
        attribute = _OF_THIS_YEAR.match(text, setting.end)
        if earlier is not None and earlier.kind == "as_of" and attribute:
            earlier, setting = setting.period, setting._replace(period=earlier)
        period = self._as_of(setting.period, earlier, figure)
        if period.words == "全年":
            period = self._whole_year(period, earlier)
            self._settings = [  # it is that year also for the sentences behind
                s._replace(period=period) if s.period.words == "全年" else s for s in self._settings
            ]
        period = self._to_date(period, own)
        return _chosen(period, text[setting.end : figure.mention.start], position)

    def _to_date(self, period: Period, own: list[_Setting]) -> Period:
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
                event = vocabulary().time["event_day"].inside(words)
                return before if event and before.kind == "day" else NONE
            if fresh and "累计" in words and not _many_years(before):
                return NONE
            return before
        if self._event is not None and vocabulary().time["event_back"].inside(words):
            return self._event
        carried = self._carried
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
        if base is None or base.kind not in ("year", "span", "list") or base.start is None:
            return NONE if period.kind == "now" else period
        if period.kind == "now":
            return base if earlier is not None else NONE
        if period.end and base.start <= period.end:
            return Period(base.start, period.end, period.words, "as_of")
        return period


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


def _settings(
    text: str,
    sentence: Span,
    dates: list[Mention],
    summary: Period | None,
    published: str | None,
) -> list[_Setting]:
    found: list[_Setting] = []
    for mention in dates:
        setting = _setting(text, sentence, mention, found, summary, published)
        if setting is None:
            continue
        joined = found and _JOINED.fullmatch(text[found[-1].end : setting.start])
        if joined and setting.period.kind in ("year", "list") and found[-1].period.start:
            found[-1] = _list(found[-1], setting)
        else:
            found.append(setting)
    return found


def _list(left: _Setting, right: _Setting) -> _Setting:
    items = (left.period.items or (left.period,)) + (right.period,)
    first, last = items[0], items[-1]
    words = f"{first.words}至{last.words}" if len(items) > 2 else f"{first.words}和{last.words}"
    period = Period(first.start, last.end, words, "list", items)
    return _Setting(left.start, right.end, period)


def _setting(
    text: str,
    sentence: Span,
    mention: Mention,
    found: list[_Setting],
    summary: Period | None,
    published: str | None,
) -> _Setting | None:
    """What a date sets, None where it governs nothing."""
    start, end, rule = mention.start, mention.end, mention.rule
    if _YEAR_PAST.fullmatch(mention.quote):
        return summary and _Setting(start, end, summary._replace(words=mention.quote))
    if mention.quote == "今年" and _FIRST_TIME.match(text, end) and text[start - 1] == "是":
        return None  # 此次推介会是今年首次大规模外出招商
    if mention.quote == "往年" and text.startswith(("结转", "续建", "签约", "引进"), end):
        return None  # 往年结转项目102个: which projects, not when
    if rule == "batch" or (rule == "rate" and found and found[-1].period.start):
        return None  # “十三五”时期，GDP年均增长7.5%: of the period told
    if (none := _dateless(mention)) is not None:
        return _Setting(start, end, none)
    years = mention.precision in ("year", "period") or rule == "comparison"
    if _compares(text, start) and (years or text[end : end + 1] == "的"):
        return _Setting(start, end, _period(mention), local=True, lasts=False)
    if mention.date_start is None and mention.date_end is None:
        return None
    if rule == "bare_part" and _DONE.search(text, max(sentence.start, start - 3), start):
        return None  # 完成全年任务的84%
    if past := _past_fair(text, mention, published):
        return _Setting(start, end, past, lasts=False)
    if rule == "comparison" or _in_name(text, sentence, mention, found):
        return None
    # 集中开工项目132个，年内计划完成投资168亿元: told by the way
    if rule == "before" and text.startswith("已", end):
        return _Setting(start, end, Period(None, mention.date_end, mention.quote, "as_of"))
    aside = rule == "bare_part" and _DIGIT.search(text, sentence.start, start) is not None
    return _Setting(start, end, _period(mention), lasts=not aside)


_FIRST_TIME = re.compile(
    r"[^，。；\d]{0,16}(?:首次|首场|首批|首个|第[一二三四五六七八九十\d]+[次场批个]|规模最大|最大)"
)
_OF_EVENT = re.compile(r"(?:此次|本次|这次)(?:集中|落地|现场)*(?:签约|开工|竣工|签订)")
_AT_FAIR = re.compile(r"[^，。；]{2,36}?(?:会|节|论坛|仪式|活动)上[，,]")


def _past_fair(text: str, mention: Mention, published: str | None) -> Period | None:
    """The year of a fair of another year at which it happened: 2012年第八届商交会上，签约21个."""
    year = (mention.date_start or "")[:4]
    if mention.precision != "year" or mention.rule != "absolute" or not published:
        return None
    if year >= published[:4] or not _AT_FAIR.match(text, mention.end):
        return None
    return _period(mention)


def _dateless(mention: Mention) -> Period | None:
    """目前, 三年来, 年均, 五一: words of time that end a period's hold and give no date."""
    now = vocabulary().time["now"]
    if mention.rule == "as_of" and (mention.date_end is None or now.inside(mention.quote)):
        return Period(None, None, mention.quote, "now")
    if mention.rule == "vague":
        return Period(None, None, mention.quote, "now") if now.inside(mention.quote) else NONE
    years = mention.rule == "duration" and mention.quote.endswith(("间", "来"))  # 十年间
    return Period(None, None, mention.quote, "none") if years or mention.rule in _NONE else None


def _opens_name(text: str, before: str, end: int) -> bool:
    """Whether a bracket or a quotation mark before the year opens a name, not speech."""
    if before.endswith("《"):
        return True
    return before.endswith(("“", "‘")) and _QUOTED.match(text, end) is not None


def _compares(text: str, start: int) -> bool:
    compared = vocabulary().time["compared"]
    word = compared.last(text[max(0, start - 3) : start])
    return word is not None and word.end == min(3, start)


def _in_name(text: str, sentence: Span, mention: Mention, found: list[_Setting]) -> bool:
    """Whether a year belongs to the name of a meeting or a plan, or to a thing that is made."""
    if mention.precision == "month":  # 9月23日，某市举行9月招商引资项目集中签约仪式
        follow = _NAMED.match(text, mention.end)
        event = follow and vocabulary().time["event_names"].inside(follow[0])
        days = (s.period.start or "" for s in found if s.period.kind == "day")
        return bool(event and any(d.startswith(mention.name or "-") for d in days))
    if mention.precision not in ("year", "quarter", "period") and mention.rule != "plan_period":
        return False
    words = vocabulary().time
    before = text[max(sentence.start, mention.start - 4) : mention.start].removesuffix("了")
    verb = words["event_verbs"].last(before)
    if (verb and verb.end == len(before)) or _opens_name(text, before, mention.end):
        return mention.rule != "plan_period"
    last = found[-1] if found else None
    if last and last.period.kind == "day" and mention.precision == "year":
        between = text[last.end : mention.start]
        if len(between) <= 14 and not _SAID.search(between):
            return True  # 7月2日，木垒县2024年第三批重大项目
    follow = _NAMED.match(text, mention.end)
    name = words["event_names"].first(follow[0]) if follow else None
    if name is None or re.search(r"\d", follow[0][: name.start] if follow else ""):
        return False
    return any(s.period.kind == "day" for s in found) or mention.rule == "absolute"


def _period(mention: Mention) -> Period:
    kind = {"year": "year", "day": "day", "month": "month"}.get(mention.precision or "", "span")
    start, end = mention.date_start, mention.date_end
    if mention.rule == "as_of":
        return Period(None, end, mention.quote, "as_of")
    if mention.precision == "month":
        kind = "month"
    if mention.rule == "before" and start is None and end and end.endswith("12-31"):
        start = f"{end[:4]}-01-01"
    return Period(start, end, mention.quote, kind)
