"""What the dates of a sentence set for its figures: periods, and which dates set none.

A date inside a name (2024年…推介会), a comparison (较去年的) or an attribute (往年结转) governs nothing
behind it; a list of years (2019年、2020年和2021年) is one setting.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from transform.facts.scan import Span
from transform.facts.vocabulary import vocabulary
from transform.records import Mention

_JOINED = re.compile(r"[、和与及]|以及")
_NONE = {"span", "rate", "holiday"}
_YEAR_PAST = re.compile(r"(?:过去的?|这|近)?一年来?")
_QUOTED = re.compile(r"[^，,。；;：:”’]{0,20}[”’]")
_DIGIT = re.compile(r"\d")
_DONE = re.compile(r"(?:完成|占|达到?|超)[了]?$")
_SAID = re.compile(r"获悉|了解|记者|说|介绍|显示|通报|统计|表示|指出|发布")
_NAMED = re.compile(r"[“‘《]?[^，,。；;：:]{0,30}")


class Period(NamedTuple):
    """A period with the words that tell it; `items` are the years of a list (2019年、2020年)."""

    start: str | None
    end: str | None
    words: str | None
    kind: str  # year, span, day, month, list, as_of, none
    items: tuple[Period, ...] = ()


NONE = Period(None, None, None, "none")


class Setting(NamedTuple):
    """A stretch of a sentence that sets a period for the figures behind it."""

    start: int
    end: int
    period: Period
    local: bool = False  # holds for the next figure only: 较去年的92.3亿元
    lasts: bool = True  # holds for the sentences behind too


def settings(
    text: str,
    sentence: Span,
    dates: list[Mention],
    summary: Period | None,
    published: str | None,
) -> list[Setting]:
    """The settings of a sentence in order; `dates` are its dates, `summary` the year that the article
    sums up, `published` the day of publication."""
    found: list[Setting] = []
    for told in dates:
        mention = _gone_by(told, published)
        setting = _setting(text, sentence, mention, found, summary, published)
        if setting is None:
            continue
        joined = found and _JOINED.fullmatch(text[found[-1].end : setting.start])
        if found and (both := _of_this_year(text, found[-1], setting)):
            found[-1] = both
        elif joined and setting.period.kind in ("year", "list") and found[-1].period.start:
            found[-1] = _list(found[-1], setting)
        else:
            found.append(setting)
    return found


def _gone_by(mention: Mention, published: str | None) -> Mention:
    """1—12月 told in January, with no year, is of the year that has gone by."""
    start, end = mention.date_start or "", mention.date_end or ""
    bare = mention.rule == "range" and "年" not in mention.quote and start[4:] == "-01-01"
    if not bare or not published or end[:7] <= published[:7]:
        return mention
    year = int(start[:4]) - 1
    return replace(mention, date_start=f"{year}{start[4:]}", date_end=f"{year}{end[4:]}")


def _of_this_year(text: str, left: Setting, right: Setting) -> Setting | None:
    """截至7月底，今年…: from January to July."""
    start, end = right.period.start or "", left.period.end or ""
    if left.period.kind != "as_of" or left.period.start or right.period.kind != "year":
        return None
    if not _SAME_CLAUSE.fullmatch(text, left.end, right.start) or start[:4] != end[:4]:
        return None
    if text.startswith("计划", right.end):
        return None
    return Setting(left.start, right.end, Period(start, end, left.period.words, "span"))


def _list(left: Setting, right: Setting) -> Setting:
    items = (left.period.items or (left.period,)) + (right.period,)
    first, last = items[0], items[-1]
    words = f"{first.words}至{last.words}" if len(items) > 2 else f"{first.words}和{last.words}"
    period = Period(first.start, last.end, words, "list", items)
    return Setting(left.start, right.end, period)


def _setting(
    text: str,
    sentence: Span,
    mention: Mention,
    found: list[Setting],
    summary: Period | None,
    published: str | None,
) -> Setting | None:
    """What a date sets, None where it governs nothing."""
    start, end, rule = mention.start, mention.end, mention.rule
    if _YEAR_PAST.fullmatch(mention.quote):
        return summary and Setting(start, end, summary._replace(words=mention.quote))
    if _is_by_the_way(text, mention, found):
        return None
    if (none := _dateless(text, mention)) is not None:
        return Setting(start, end, none, lasts=not text.startswith("累计", end))
    years = mention.precision in ("year", "period") or rule == "comparison"
    if text.startswith("的", end) and text[start - 1] == "从":
        return Setting(start, end, _period(mention), local=True, lasts=False)
    if _compares(text, start) and (years or text[end : end + 1] == "的"):
        return Setting(start, end, _period(mention), local=True, lasts=False)
    if mention.date_start is None and mention.date_end is None:
        return None
    if rule == "bare_part" and _DONE.search(text, max(sentence.start, start - 3), start):
        return None  # 完成全年任务的84%
    if past := _past_fair(text, mention, published):
        return Setting(start, end, past, lasts=False)
    if rule == "comparison" or _in_name(text, sentence, mention, found):
        return None
    # 集中开工项目132个，年内计划完成投资168亿元: told by the way
    if _is_end(text, mention, published):
        return Setting(start, end, Period(None, mention.date_end, mention.quote, "as_of"))
    aside = rule == "bare_part" and _DIGIT.search(text, sentence.start, start) is not None
    return Setting(start, end, _period(mention), lasts=not aside)


def _is_by_the_way(text: str, mention: Mention, found: list[Setting]) -> bool:
    """Whether a date tells no time of what is counted behind it."""
    start, end, rule = mention.start, mention.end, mention.rule
    if mention.precision == "year" and _FIRST_TIME.match(text, end) and text[start - 1] == "是":
        return True  # 此次推介会是今年首次大规模外出招商
    if mention.quote == "往年" and text.startswith(("结转", "续建", "签约", "引进"), end):
        return True  # 往年结转项目102个: which projects, not when
    if mention.quote.endswith("年初") and _YEAR_PLAN.match(text, end):
        return True  # 年初计划投入的资金: which plan, not when
    if mention.precision in ("day", "month") and _HEARD.match(text, end):
        return True  # 记者昨日从市发改委获悉: the day on which it was heard
    if _OF_TASK.match(text, end) and _MEETS.search(text, max(0, start - 6), start):
        return True  # 完成1—12月目标任务的98%
    if _WHICH.match(text, end) and mention.precision == "year":
        return True  # 去年签约的36个项目已开工: which projects, not when
    span = found[-1].period if found else NONE
    if mention.quote in ("本年度", "本年", "当年") and span.kind == "span":
        return (span.start or "")[:4] == (mention.date_start or "")[:4]  # 1—10月，…，本年度签约3个
    # “十三五”时期，GDP年均增长7.5%: of the period told
    return rule == "batch" or (rule == "rate" and bool(found and found[-1].period.start))


def _is_end(text: str, mention: Mention, published: str | None) -> bool:
    """Whether a date tells until when something was done: 8月底前已…, 今年以来，…，到11月底…."""
    if mention.rule == "before" and text.startswith("已", mention.end):
        return True
    upto = (
        text[mention.start - 1] in "到至" and text[mention.start - 2 : mention.start - 1] in _STOP
    )
    month_end = upto and mention.quote.endswith(("月底", "月末"))
    return month_end and bool(published and (mention.date_end or "") <= published)


_SAME_CLAUSE = re.compile(r"[，,]?[^，,。；：]{0,16}")  # 截至4月30日，19个省市今年…
_YEAR_PLAN = re.compile(r"的?(?:计划|预算|目标|任务|规划|确定|制定|下达|安排|既定|定下|部署)")
_HEARD = re.compile(
    r"(?:上午|下午)?[，,]?(?:记者|笔者)?[，,]?从[^，。；]{2,24}(?:获悉|了解到|得知|传来)"
)

_OF_TASK = re.compile(r"的?(?:目标任务|任务|计划|目标)")
_MEETS = re.compile(r"(?:完成|占|超|达到?)[了全市县省州地区级上下达]{0,4}$")
_WHICH = re.compile(
    r"新?(?:核准|批复|签约|引进|立项|备案|结转|签订|获批)的[^，。；]{0,24}?(?:开工|投产|竣工|建成|完工|落地)"
)
_STOP = ("，", "。", "；", "：", "\n", "“", ",")
_FIRST_TIME = re.compile(
    r"[^，。；\d]{0,16}(?:首次|首场|首批|首个|第[一二三四五六七八九十\d]+[次场批个]|规模最大|最大)"
)
_AT_FAIR = re.compile(r"[^，。；]{2,36}?(?:会|节|论坛|仪式|活动)上[，,]")


def _past_fair(text: str, mention: Mention, published: str | None) -> Period | None:
    """The year of a fair of another year at which it happened: 2012年第八届商交会上，签约21个."""
    year = (mention.date_start or "")[:4]
    if mention.precision != "year" or mention.rule != "absolute" or not published:
        return None
    if year >= published[:4] or not _AT_FAIR.match(text, mention.end):
        return None
    return _period(mention)


def _dateless(text: str, mention: Mention) -> Period | None:
    """目前, 三年来, 年均, 五一: words of time that end a period's hold and give no date."""
    now = vocabulary().time["now"]
    if mention.rule == "as_of" and (mention.date_end is None or now.inside(mention.quote)):
        return Period(None, None, mention.quote, "now")
    if mention.rule == "vague":
        return Period(None, None, mention.quote, "now") if now.inside(mention.quote) else NONE
    years = mention.rule == "duration" and (
        mention.quote.endswith(("间", "来")) or text.startswith("累计", mention.end)
    )  # 十年间, 五年累计
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


def _in_name(text: str, sentence: Span, mention: Mention, found: list[Setting]) -> bool:
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
    if last and last.period.kind == "day" and _EVENT_HELD.match(text, mention.end):
        return True  # 18日，某地2024年一季度招商引资项目集中签约活动举行
    follow = _NAMED.match(text, mention.end)
    name = words["event_names"].first(follow[0]) if follow else None
    if name is None or re.search(r"\d", follow[0][: name.start] if follow else ""):
        return False
    return any(s.period.kind == "day" for s in found) or mention.rule == "absolute"


_EVENT_HELD = re.compile(
    r"[^，。；\d]{2,40}(?:仪式|活动|推介会|签约会|大会)(?:在[^，。；]{2,20})?(?:隆重|成功|顺利)?(?:举行|举办|召开)"
)


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
