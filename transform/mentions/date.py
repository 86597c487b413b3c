"""Dates and periods: `find(text, published)` gives each with its first and last day.

`published` may be a day, a month or only a year; what then cannot be known is None. Methods
(`rule`): absolute; relative (今年, 上月, 昨日, 当年, 本月底); bare_month, bare_day and bare_part
(11月, 22日, 年底: the year or month is taken from a date before in the sentence, else from
publication - `resolve` turns them to the past or the future); range; since (以来: ends at
publication); onward (起); as_of (截至); before (8月底前) and after; plan_period (“十四五”);
batch (第九批援疆); span (近三年来, 未来两年, 3年内); duration (100天); rate (年均); holiday,
comparison (去年同期) and vague (日前) have no date of their own.

`name` is the short code: 2024-02-27, 2024-02, 2024-Q3, 2024; a period has both ends
(2024-01/2024-10). Ten-day parts and edges of a month keep the month, 年底 and halves the year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import (
    Reference,
    Span,
    add_months,
    between,
    day_span,
    month_span,
    months_span,
    part_of_month,
    reference,
    shift,
    year_span,
)
from transform.mentions.numeral import DIGIT_VALUES, UNDETERMINED, parse
from transform.records import Bound, Mention

BARE = ("bare_month", "bare_day", "bare_part", "bare_weekday")
_FAR = 6  # months: a bare month further ahead than this was last year's
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class Piece(NamedTuple):
    """A parsed form before its tail (以来, 前) is seen."""

    end: int
    span: Span | None
    rule: str
    value: float | None = None
    unit: str | None = None
    per: str | None = None
    bound: Bound | None = None
    open_start: bool = False


class Context(NamedTuple):
    """What earlier dates of the text lend to later ones."""

    reference: Reference
    span: Span | None  # the last date told with its year
    day: date | None  # the last single day
    position: int  # where that date ended
    text: str


def find(text: str, published: str | None) -> list[Mention]:
    """Date, period and duration mentions of `text` in order, never overlapping."""
    shown = text.translate(_FULL_WIDTH) if re.search("[０-９]", text) else text
    context = Context(reference(published), None, None, -1, shown)
    found: list[Mention] = []
    position = 0
    search = g.TRIGGER.search
    while match := search(shown, position):
        start = match.start()
        piece = _parse(context, start)
        if piece is None:
            position = start + 1
            while shown[start].isdigit() and position < len(shown) and shown[position].isdigit():
                position += 1
            continue
        if _touches_damage(shown, start, piece.end):
            position = piece.end
            continue
        mention = _finish(context, start, piece)
        position = mention.end
        if piece.rule == "skip":
            continue
        found.append(mention)
        if piece.span is not None and piece.rule not in ("since", "span", "batch", "plan_period"):
            span = piece.span
            context = context._replace(
                span=span,
                day=span.start if span.precision == "day" else context.day,
                position=mention.end,
            )
    if shown is not text:
        found = [replace(item, quote=text[item.start : item.end]) for item in found]
    return found


def resolve(mention: Mention, published: str | None, future: bool) -> Mention:
    """A mention whose year or month the text leaves open, turned to the future or the past.

    With 预计11月 the first November that does not end before publication; with 于11月竣工 the
    last that does not begin after it. Other mentions come back unchanged.
    """
    today = reference(published).date
    if today is None or not _is_open(mention):
        return mention
    if mention.date_start is None or mention.date_end is None:
        return mention
    start, end = date.fromisoformat(mention.date_start), date.fromisoformat(mention.date_end)
    unit = "周" if mention.rule == "bare_weekday" else "年"
    if mention.rule == "bare_day" or (mention.rule == "range" and "月" not in mention.quote):
        unit = "月"
    step = 0
    if future:
        while _moved(end, unit, step) < today:
            step += 1
    else:
        if end < today:
            while _moved(start, unit, step + 1) <= today:
                step += 1
        while _moved(start, unit, step) > today:
            step -= 1
    if not step:
        return mention
    return _shifted(mention, start, end, unit, step)


def _is_open(mention: Mention) -> bool:
    return mention.rule in BARE or (mention.rule == "range" and not _TOLD.search(mention.quote))


_TOLD = re.compile(r"[年今去明昨]|[本上下当同]月|\d{4}")


def _moved(day: date, unit: str, step: int) -> date:
    return shift(day, "个月" if unit == "月" else unit, step)


def _shifted(mention: Mention, start: date, end: date, unit: str, step: int) -> Mention:
    low, high = _moved(start, unit, step), _moved(end, unit, step)
    if end.day >= 28 and (end + timedelta(days=1)).day == 1:
        high = month_span(high.year, high.month).end
    name = mention.name
    if name and unit == "年":
        name = re.sub(r"(?<!\d)\d{4}", lambda year: f"{int(year.group()) + step:04}", name)
    elif name:
        name = low.isoformat() if low == high else f"{low.isoformat()}/{high.isoformat()}"
    return replace(mention, date_start=low.isoformat(), date_end=high.isoformat(), name=name)


def _touches_damage(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before == UNDETERMINED or (before == "?" and text[start].isdigit()):
        return True
    return after[:1] == UNDETERMINED or (after[:1].isdigit() and after[1:] == UNDETERMINED)


def _finish(context: Context, start: int, piece: Piece) -> Mention:
    """The mention of a piece with the words behind and before it."""
    if context.text[start - 1 : start] in _QUOTES and _PLAN_START.match(context.text, start):
        start -= 1
    text, end = context.text, piece.end
    rule, span, bound = piece.rule, piece.span, piece.bound
    low = span.start if span else None
    high = span.end if span else None
    precision = span.precision if span else None
    name = span.name if span else None
    tail = g.TAIL.match(text, end) if span and rule not in ("since", "as_of", "batch") else None
    today = context.reference.date
    if tail is not None and tail.lastgroup != "plain":
        rule, end, kind = str(tail.lastgroup), tail.end(), tail.lastgroup
        if kind in ("since", "onward"):
            if kind == "since" or (today and low and low <= today):
                high, precision, name = today, "period", _since_name(span, today)
                rule = "since"
            else:
                high, precision, name = None, "period", None
        bound = "at_most" if kind == "before" else "at_least" if kind == "after" else bound
    elif tail is not None:
        end = tail.end()
    elif span and rule != "range" and g.OPENING.search(text, max(0, start - 2), start):
        if text.startswith("开始", end):
            rule, end = "onward", end + 2
            high = today if today and low and low <= today else None
            precision, name = "period", _since_name(span, high)
        if g.SINCE_LATER.match(text, end):
            rule, high, precision, name = "since", today, "period", _since_name(span, today)
    if span and rule not in ("since", "range") and g.AS_OF.search(text, max(0, start - 3), start):
        rule = "as_of"
    return Mention(
        "date",
        start,
        end,
        text[start:end],
        rule,
        value=piece.value,
        unit=piece.unit,
        per=piece.per,
        bound=bound,
        date_start=low.isoformat() if low and not piece.open_start else None,
        date_end=high.isoformat() if high else None,
        precision=precision,
        name=name,
    )


def _since_name(span: Span | None, today: date | None) -> str | None:
    return f"{span.name}/{today.isoformat()}" if span and today else None


# --- one form at a position --------------------------------------------------------------------


def _parse(context: Context, start: int) -> Piece | None:
    text = context.text
    first = text[start]
    if first.isdigit() or first in DIGIT_VALUES or first == "十":
        return _numeric(context, start)
    if first == "第":
        return _batch(text, start) or _rest(context, start, None, "bare_part")
    if first == "每" or text.startswith(("年均", "日均"), start):
        return _rate(text, start)
    if first == "前" and start and text[start - 1] in "提以之此目年日产":
        return None
    if first == "截":
        return _as_of_now(context, start)
    piece = _deictic(context, start) or (_firsts(context, start, None) if first == "前" else None)
    if piece is not None:
        return piece
    if first in "近过最未今前半数几":
        piece = _duration(context, start)
        if piece is not None:
            return piece
    if first == "新" and text.startswith("新一轮援疆", start):
        return Piece(start + 5, None, "batch")
    if first == "月" and start and text[start - 1] in "个本上下当同每这":
        return None
    if first in "月年岁全首上下前":
        return _bare_part(context, start)
    return None


def _numeric(context: Context, start: int) -> Piece | None:
    text = context.text
    if start and text[start - 1].isdigit() and text[start].isdigit():
        return None
    point = _iso(text, start) or _years(text, start)
    if point is None:
        year = g.YEAR.match(text, start)
        if year is not None:
            number = _year_number(year, context.reference)
            point = _rest(context, year.end(), number, "absolute") or Piece(
                year.end(), year_span(number), "absolute"
            )
    if point is not None:
        return _ranged(context, point)
    plan = g.PLAN.match(text, start)
    if plan is not None:
        return _plan(context, start, plan)
    if text[start - 1 : start] == "年" or text[max(0, start - 2) : start] in ("农历", "古历"):
        return None
    point = _rest(context, start, None, "bare_month")
    if point is not None:
        return _ranged(context, point)
    return _bare_day(context, start) or _duration(context, start)


def _iso(text: str, start: int) -> Piece | None:
    match = g.ISO.match(text, start)
    if match is None:
        return None
    try:
        if match.group(5):
            span = month_span(int(match.group(1)), int(match.group(5)))
        else:
            span = day_span(date(int(match.group(1)), int(match.group(3)), int(match.group(4))))
    except ValueError:
        return None
    return Piece(match.end(), span, "absolute")


def _years(text: str, start: int) -> Piece | None:
    match = g.YEARS.match(text, start)
    if match is None:
        return None
    low, high = int(match.group(1)), int(match.group(2))
    high += low // 100 * 100 if high < 100 else 0
    span = between(year_span(low), year_span(high)) if low < high else None
    return Piece(match.end(), span, "range") if span else None


def _year_number(match: re.Match[str], ref: Reference) -> int:
    if match.group(1):
        return int(match.group(1))
    if match.group(2):
        return int("".join(str(DIGIT_VALUES[c]) for c in match.group(2)))
    if match.group(3):
        return 2000
    short = match.group(4) or "".join(str(DIGIT_VALUES[c]) for c in match.group(5))
    number = int(short) + 2000
    return number if number <= (ref.year or 2026) + 20 else number - 100


def _number(words: str | None) -> int:
    value = parse(words.lstrip("0") or "0") if words else None
    return int(value) if value is not None else 0


def _rest(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    """What stands behind a year (or alone, where `year` is None): months, quarters, halves."""
    text = context.text
    while at < len(text) and text[at] in " \u00a0" and year is not None:
        at += 1
    if year is not None and text[at : at + 1] == "的":
        at += 1
    first = text[at : at + 1]
    if first.isdigit() or first in DIGIT_VALUES or first == "十":
        return _months(context, at, year, rule) or _quarter(context, at, year, rule)
    if first in ("第", "首"):
        return _quarter(context, at, year, rule)
    if first in ("前", "后", "头", "上", "下"):
        return _firsts(context, at, year)
    if year is not None and first:
        part = g.PART.match(text, at)
        if part:
            return Piece(part.end(), _part(year, part.group(2)), rule)
        season = g.SEASON.match(text, at)
        if season:
            return Piece(season.end(), year_span(year), rule)
    return None


def _months(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    text = context.text
    match = g.MONTHS.match(text, at)
    if match:
        low, high = _number(match.group(1)), _number(match.group(2))
        if 1 <= low < high <= 12:
            known = year if year is not None else _year_for(context, at, match.end(), low, None)
            span = months_span(known, low, high) if known is not None else None
            if span is not None and span.precision != "year":
                span = span._replace(
                    precision="period", name=f"{span.start:%Y-%m}/{span.end:%Y-%m}"
                )
            return Piece(match.end(), span, "range")
    match = g.MONTH.match(text, at)
    if match is None:
        return None
    month, day, last = (_number(match.group(i)) for i in (1, 2, 3))
    if not 1 <= month <= 12 or day > 31:
        return None
    known = year
    if known is None:
        known = _year_for(context, at, match.end(), month, day or None)
    if known is None:
        return Piece(match.end(), None, rule)
    span = _day_or_month(known, month, day, last, match.group(4), match.group(5))
    if span is None:
        return Piece(match.end(), None, "skip")
    return Piece(match.end(), span, "range" if last else rule)


def _day_or_month(
    year: int, month: int, day: int, last: int, decade: str | None, edge: str | None
) -> Span | None:
    try:
        if last:
            return between(day_span(date(year, month, day)), day_span(date(year, month, last)))
        if day:
            return day_span(date(year, month, day))
    except ValueError:
        return None
    return _in_month(month_span(year, month), decade, edge)


def _in_month(span: Span, decade: str | None, edge: str | None) -> Span:
    if decade:
        first = {"上": 1, "中": 11, "下": 21}[decade[0]]
        return part_of_month(span, first, 31 if first == 21 else first + 9)
    if edge == "初":
        return part_of_month(span, 1, 5)
    if edge:
        return part_of_month(span, 25, 31)
    return span


def _quarter(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    text = context.text
    known = year
    match = g.QUARTERS.match(text, at)
    if match:
        low, high = _number(match.group(1)), _number(match.group(2))
        if low < high:
            if known is None:
                known = _year_for(context, at, match.end(), low * 3 - 2, None)
            span = None if known is None else months_span(known, low * 3 - 2, high * 3)
            return Piece(match.end(), span, "range")
    if text.startswith("首季", at):
        number, end, edge = 1, at + (3 if text.startswith("首季度", at) else 2), None
    else:
        match = g.QUARTER.match(text, at)
        if match is None:
            return None
        number, end, edge = _number(match.group(1)), match.end(), match.group(2)
    if known is None:
        known = _year_for(context, at, end, number * 3 - 2, None)
    rule = "bare_part" if year is None else rule
    if known is None:
        return Piece(end, None, rule)
    if edge:
        return Piece(end, month_span(known, number * 3 - (2 if edge == "初" else 0)), rule)
    return Piece(end, months_span(known, number * 3 - 2, number * 3), rule)


def _firsts(context: Context, at: int, year: int | None) -> Piece | None:
    """前三季度, 上半年, 前5个月."""
    text = context.text
    rule = "absolute" if year is not None else "bare_part"
    low, high = 0, 0
    if match := g.FIRST_QUARTERS.match(text, at):
        low, high = 1, 3 * (3 if match.group(1) in "三3" else 2)
    elif match := g.HALF.match(text, at):
        low, high = (1, 6) if match.group(1) in "上前" else (7, 12)
        if year is None and match.group(1) in "前后":
            return None
    elif match := g.FIRST_MONTHS.match(text, at):
        count = _number(match.group(2))
        if not 1 <= count <= 12 or (year is None and match.group(1) != "前"):
            return None
        low, high = (13 - count, 12) if match.group(1) == "后" else (1, count)
    if match is None:
        return None
    known = year
    if known is None:
        known = _year_for(context, at, match.end(), low, None)
    return Piece(match.end(), None if known is None else months_span(known, low, high), rule)


def _part(year: int, part: str) -> Span:
    """年初 is January and February, 年底 November and December; the precision stays the year."""
    months = {"初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12), "内": (1, 12)}[part]
    low, high = month_span(year, months[0]), month_span(year, months[1])
    return year_span(year)._replace(start=low.start, end=high.end)


def _ranged(context: Context, low: Piece) -> Piece:
    """`low`, or the range that it opens: 2014年至2016年, 6月1日-6月30日, 9日至12日."""
    text = context.text
    joint = _JOIN.match(text, low.end)
    if joint is None or low.span is None or low.rule in ("range", "skip"):
        return low
    start = joint.end()
    high = None
    word = _deictic(context, start)
    year = g.YEAR.match(text, start)
    if year:
        number = _year_number(year, context.reference)
        high = _rest(context, year.end(), number, "absolute") or Piece(
            year.end(), year_span(number), "absolute"
        )
    elif word is not None and word.span is not None:
        high = word
    elif low.span.precision in ("day", "month", "quarter", "half"):
        if low.span.precision == "day" and (day := g.DAY.match(text, start)):
            number = _number(day.group(1))
            span = _day_or_month(low.span.start.year, low.span.start.month, number, 0, None, None)
            high = Piece(day.end(), span, "absolute")
        else:
            high = _iso(text, start) or _rest(context, start, low.span.start.year, "absolute")
            if high and high.span and high.span.end < low.span.start:
                high = _rest(context, start, low.span.start.year + 1, "absolute")
    elif iso := _iso(text, start):
        high = iso
    if high is None or high.span is None:
        return low
    span = between(low.span, high.span)
    return Piece(high.end, span, "range") if span else low


_QUOTES = ("“", '"', "「", "‘")
_PLAN_START = re.compile(r"(?:十[一二三四]?|[七八九])五[”\"」’]")
_JOIN = re.compile(g.JOIN)


# --- words that point ----------------------------------------------------------------------------


def _deictic(context: Context, start: int) -> Piece | None:
    text, ref = context.text, context.reference
    word = None
    for candidate in g.deictic().get(text[start : start + 1], ()):
        if text.startswith(candidate.text, start):
            word = candidate
            break
    if word is None:
        return None
    end = start + len(word.text)
    if word.kind == "vague":
        onward = word.text == "日前" and text.startswith("往", end)  # 某日前往
        return None if onward else Piece(end, None, "vague")
    if word.text == "今日" and text.startswith("头条", end):
        return Piece(end + 2, None, "skip")
    if word.kind == "year":
        return _year_word(context, word, start, end)
    if word.kind == "month":
        return _month_word(context, word, end)
    if word.kind == "quarter":
        if ref.year is None or ref.month is None:
            return Piece(end, None, "relative")
        year, month = add_months(ref.year, (ref.month - 1) // 3 * 3 + 1, 3 * word.offset)
        return Piece(end, months_span(year, month, month + 2), "relative")
    if word.kind == "day":
        day = ref.date
        if word.base == "context" and context.day is not None:
            day = context.day
        elif word.base == "context" and word.offset:
            day = None
        clock = _CLOCK.match(text, end)
        end = clock.end() if clock else end
        span = day_span(day + timedelta(days=word.offset)) if day else None
        piece = Piece(end, span, "relative")
        return _ranged(context, piece)
    return _week(context, word, end)


_CLOCK = re.compile(g.CLOCK)


def _year_word(context: Context, word: g.Word, start: int, end: int) -> Piece | None:
    text = context.text
    year = context.reference.year
    if word.base == "context":
        behind = _rest(context, end, 2000, "relative")
        if behind is None and word.text == "当年":
            return Piece(end, None, "skip")  # 当年建设、当年投产
        if context.span is not None:
            year = context.span.start.year
        elif word.offset:
            year = None
    if text.startswith("同期", end):
        span = None if year is None else year_span(year + word.offset)
        return Piece(end + 2, span, "comparison")
    if g.NOT_THIS_YEAR.match(text, end):
        return Piece(end, None, "holiday")
    if g.AGE.match(text, end) or _word_is_part(text, word.text, start, end):
        return Piece(end, None, "skip")
    if year is None:
        behind = _rest(context, end, 2000, "relative")
        return Piece(behind.end if behind else end, None, "relative")
    year += word.offset
    if text.startswith("年", end) and text[end + 1 : end + 2] in tuple("初底末中"):
        return Piece(end + 2, _part(year, text[end + 1]), "relative")
    if text.startswith("本月", end) and context.reference.month:
        month = g.Word("本月", "month", 0, "published")
        shifted = context._replace(reference=context.reference._replace(year=year))
        return _month_word(shifted, month, end + 2)
    piece = _rest(context, end, year, "relative") or Piece(end, year_span(year), "relative")
    if text.startswith("同期", piece.end):
        piece = piece._replace(end=piece.end + 2, rule="comparison")
    return _ranged(context, piece)


def _word_is_part(text: str, word: str, start: int, end: int) -> bool:
    """达产后年利税 and 以上年产 hold no 后年 and 上年; 提前年 no 前年."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if word == "后年":
        return before in tuple("前今产成营用运工") or after in tuple("产利销税处加均可实营收缴发")
    return word in ("上年", "前年") and before in tuple("以提之目此产") and before != ""


def _month_word(context: Context, word: g.Word, end: int) -> Piece | None:
    text, ref = context.text, context.reference
    year, month = ref.year, ref.month
    if word.base == "context" and context.span is not None and context.span.precision in (
        "month", "day",
    ):  # fmt: skip
        year, month = context.span.start.year, context.span.start.month
    match = _IN_MONTH.match(text, end)
    tail = match.end() if match else end
    if year is None or month is None:
        return Piece(tail, None, "relative")
    year, month = add_months(year, month, word.offset)
    if match is None:
        return _ranged(context, Piece(end, month_span(year, month), "relative"))
    span = _day_or_month(year, month, _number(match.group(1)), 0, match.group(2), match.group(3))
    if span is None:
        return Piece(tail, None, "skip")
    return _ranged(context, Piece(tail, span, "relative"))


_IN_MONTH = re.compile(rf"份?的?(?:({g.N2})\s?[日号]{g.CLOCK}|([上中下]旬)|月?([初底末]))")


def _week(context: Context, word: g.Word, end: int) -> Piece | None:
    text, today = context.text, context.reference.date
    if word.text[-1] == "周" and text.startswith(("星期", "礼拜"), end):
        end += 2
    weekday = g.WEEKDAYS.get(text[end : end + 1])
    if weekday is not None and word.text[-1] in "周期拜":
        end += 1
    if weekday is None and word.text in ("星期", "礼拜"):
        return None
    if today is None:
        return Piece(end, None, "relative")
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=word.offset)
    if weekday is None:
        span = between(day_span(monday), day_span(monday + timedelta(days=6)))
        return Piece(end, span, "relative")
    if text[end - 1] == "末":
        span = between(day_span(monday + timedelta(days=5)), day_span(monday + timedelta(days=6)))
        return Piece(end, span, "relative")
    rule = "bare_weekday" if word.text in ("星期", "礼拜") else "relative"
    return _ranged(context, Piece(end, day_span(monday + timedelta(days=weekday)), rule))


def _bare_part(context: Context, start: int) -> Piece | None:
    """年初, 年底, 年内, 全年, 月底, 上半年, 前三季度, 首季 without a year."""
    text = context.text
    idiom = _TURN_OF_YEAR.match(text, start)
    if idiom:
        return Piece(idiom.end(), None, "vague")
    first = text[start]
    before = text[start - 1 : start]
    if first in "上下前首":
        return _firsts(context, start, None) or (
            _quarter(context, start, None, "bare_part") if first == "首" else None
        )
    if first == "月":
        ref = context.reference
        if ref.year is None or ref.month is None:
            return Piece(start + 2, None, "bare_part")
        span = _in_month(month_span(ref.year, ref.month), None, text[start + 1])
        return Piece(start + 2, span, "bare_part")
    if before and (before.isdigit() or before in DIGIT_VALUES or before in "几多半十近每历"):
        return None
    year = _year_for(context, start, start + 2, None, None)
    if text.startswith("全年", start):
        return Piece(start + 2, None if year is None else year_span(year), "bare_part")
    if first not in "年岁":
        return None
    match = g.PART.match(text, start + 1)
    if match is None or match.group(1):
        return None
    return Piece(start + 2, None if year is None else _part(year, match.group(2)), "bare_part")


_TURN_OF_YEAR = re.compile(r"岁末年初|年末岁初|年终岁末|年末年初")


def _bare_day(context: Context, start: int) -> Piece | None:
    """22日: a day of the month of publication, or of the date just before."""
    text, ref = context.text, context.reference
    match = g.DAYS.match(text, start)
    if match is None:
        return None
    day, last = _number(match.group(1)), _number(match.group(2))
    if not 1 <= day <= 31:
        return None
    year, month = ref.year, ref.month
    if (context.day is not None and not g.STOP.search(text, context.position, start)) or (
        month is None and context.day is not None
    ):
        year, month = context.day.year, context.day.month
    elif ref.day is not None and day > ref.day and not last and month and year:
        if not _future_cue(text, start, match.end()) and day - ref.day > 3:
            year, month = add_months(year, month, -1)
    if year is None or month is None:
        return Piece(match.end(), None, "bare_day")
    span = _day_or_month(year, month, day, last, None, None)
    if span is None:
        return Piece(match.end(), None, "skip")
    piece = Piece(match.end(), span, "range" if last else "bare_day")
    return _ranged(context, piece)


def _year_for(
    context: Context, start: int, end: int, month: int | None, day: int | None
) -> int | None:
    """The year of a month, quarter or part of the year that is told without one.

    A date before in the sentence lends its year; else it is that of publication, or the year
    before where the month lies far ahead and nothing (预计, 将) points to the future.
    """
    text, ref = context.text, context.reference
    span = context.span
    if span is not None and not g.STOP.search(text, context.position, start):
        year = span.end.year
        if month is not None and span.precision in ("day", "month") and month < span.start.month:
            if span.start.year != ref.year and (
                ref.year is None or _ordinal(span.start.year + 1, month) <= _now(ref)
            ):
                year += 1
        cue = ref.year is not None and year < ref.year and _future_cue(text, start, end)
        if not cue:
            return year
    if ref.year is None:
        return None
    if month is None or ref.month is None:
        return ref.year
    ahead = month - ref.month
    late = day is not None and ref.day is not None and ahead == 0 and day > ref.day + 7
    if (ahead > _FAR or (day is not None and ahead > 2) or late) and not _future_cue(
        text, start, end
    ):
        return ref.year - 1
    if ahead < -8 and _future_cue(text, start, end):
        return ref.year + 1
    return ref.year


def _ordinal(year: int, month: int) -> int:
    return year * 12 + month


def _now(ref: Reference) -> int:
    return _ordinal(ref.year or 0, ref.month or 12)


def _future_cue(text: str, start: int, end: int) -> bool:
    """Whether the clause around [start, end) speaks of what is to come."""
    left = max(text.rfind(mark, max(0, start - 20), start) for mark in "，,。；;\n")
    before = text[max(left + 1, start - 20) : start]
    after = re.split(r"[，,。；;\n]", text[end : end + 12], maxsplit=1)[0]
    return bool(g.FUTURE.search(before) or g.FUTURE.search(after))


# --- periods and durations -----------------------------------------------------------------------


def _plan(context: Context, start: int, match: re.Match[str]) -> Piece | None:
    text = context.text
    quoted = text[start - 1 : start] in '“"「‘' and bool(match.group(2))
    tail = match.group(3)
    name = match.group(1)
    if not (quoted or tail) or (tail and not quoted and len(name) == 2 and tail in "初末头"):
        return None
    years = g.periods("plan").get(name)
    if years is None:
        return None
    span = Span(date(years[0], 1, 1), date(years[1], 12, 31), "period", f"{years[0]}/{years[1]}")
    if tail == "以来":
        today = context.reference.date
        return Piece(
            match.end(),
            span._replace(end=today, name=f"{years[0]}/{today.isoformat()}")
            if today and today > span.start
            else None,
            "since",
        )
    if tail in ("末", "收官之年"):
        span = year_span(years[1])
    elif tail in ("初", "开局之年", "头"):
        span = year_span(years[0])
    return Piece(match.end(), span, "plan_period")


def _batch(text: str, start: int) -> Piece | None:
    match = g.BATCH.match(text, start)
    if match is None:
        return None
    number = match.group(1)
    years = g.periods("batch").get(number if not number.isdigit() else _to_han(int(number)))
    if years is None:
        return Piece(match.end(), None, "batch")
    low, high = year_span(years[0]), year_span(years[1])
    return Piece(match.end(), between(low, high), "batch")


def _to_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return ("十" if tens == 1 else "") + (digits[ones] if ones or not tens else "")


def _rate(text: str, start: int) -> Piece | None:
    unit = text[start] if text[start] != "每" else text[start + 1]
    if text[start] == "年" and text[start - 1 : start].isdigit():
        return None
    at = start + 2
    if unit == "个":
        unit, at = text[start + 2 : start + 3], start + 3
    per = g.RATES.get(unit)
    return Piece(at, None, "rate", per=per) if per else None


def _as_of_now(context: Context, start: int) -> Piece | None:
    match = _NOW.match(context.text, start)
    if match is None:
        return None
    today = context.reference.date
    span = day_span(today) if today else None
    return Piece(match.end(), span, "as_of", open_start=True)


_NOW = re.compile(r"截[至止]到?(?:目前|发稿时?|现在|当前|记者发稿时?|今(?![年天日]))(?:为止)?")


def _duration(context: Context, start: int) -> Piece | None:
    """近三年来, 未来两年, 3年内, 两年前; else a plain length of time."""
    text, today = context.text, context.reference.date
    match = g.DURATION.match(text, start)
    if match is None or text[start - 1 : start] in ("第", "/", "."):
        return None
    lead, words, unit, tail = (
        match.group(1),
        match.group(2),
        g.UNITS[match.group(5)],
        match.group(8),
    )
    more = "余" in match.group() or "多" in match.group()
    value = 0.5 if words == "半" else (parse(words) or 0)
    if match.group(4) == "半" or match.group(6) == "半":
        value += 0.5
    end = match.end()
    if words in "数几" or not value or _TWO_DIGITS.search(words):
        return Piece(end, None, "vague")
    if not _is_duration(text, match, value):
        return None
    piece = Piece(end, None, "duration", value=value, unit=unit, bound="approx" if more else None)
    if today is None:
        piece = piece._replace(rule="span") if lead or tail else piece
        if unit == "年" and tail in ("前", "后") and not more and _opens(text, start):
            return _years_away(piece, context.reference.year, "前" in tail)
        return piece
    if lead in ("近", "过去", "过去的", "最近") or tail in ("以来", "来"):
        low = None if more else _ago(today, unit, value)
        span = between(day_span(low), day_span(today)) if low else None
        return piece._replace(span=span, rule="span")
    if lead in ("未来", "今后") or tail in ("内", "之内", "以内"):
        high = _ago(today, unit, -value)
        if lead is None and start and text[start - 1] not in "，,。；;在将力争于“\n 约":
            return piece
        if high and lead:  # two months from today end the day before
            high -= timedelta(days=1)
        span = between(day_span(today), day_span(high)) if high else None
        return piece._replace(span=span, rule="span")
    if tail in ("前", "之前", "以前", "后", "之后", "以后"):
        told = _distance(piece, text, start, today, more, "前" in tail)
        if len(tail) > 1 and told.span is not None:
            told = told._replace(bound="at_most" if "前" in tail else "at_least")
        return told
    return piece


_TWO_DIGITS = re.compile(r"[一二三四五六七八九]{2}")  # 二三十年


def _is_duration(text: str, match: re.Match[str], value: float) -> bool:
    unit, counter = match.group(5), "个" in match.group()
    han = not match.group(2).isdigit()
    if unit == "月" and not counter and match.group(1) is None:
        return False
    if unit == "日" and not (match.group(1) or match.group(8) or value > 31):
        return False
    if han and value == 1 and match.group() in ("一天", "一日", "一年", "一周"):
        return text[match.end() : match.end() + 1] not in ("天", "年", "之", "一", "边")
    return not (unit == "年" and value >= 200)


def _ago(today: date, unit: str, value: float) -> date | None:
    if unit in ("年", "个月", "周", "天") and value == int(value):
        return shift(today, unit, -int(value))
    if unit in ("年", "季度"):
        months = value * (12 if unit == "年" else 3)
        return shift(today, "个月", -int(months)) if months == int(months) else None
    return None


def _years_away(piece: Piece, year: int | None, past: bool) -> Piece:
    """两年前 where only the year of publication is known."""
    value = piece.value or 0
    if year is None or value != int(value):
        return piece
    return piece._replace(span=year_span(year - int(value) if past else year + int(value)))


def _opens(text: str, start: int) -> bool:
    """Whether 两年前 opens its clause: 投产两年后 counts from something else."""
    return not start or text[start - 1] in "，,。；;：:在早\n“ 约"


def _distance(piece: Piece, text: str, start: int, today: date, more: bool, past: bool) -> Piece:
    """两年前: the year, month or day that far from publication; 投产3年后 is told from another."""
    if more or not _opens(text, start):
        return piece
    day = _ago(today, piece.unit or "", (piece.value or 0) * (1 if past else -1))
    if day is None:
        return piece
    if piece.unit == "年" and piece.value == int(piece.value or 0):
        span = year_span(day.year)
    elif piece.unit in ("年", "个月", "季度"):
        span = month_span(day.year, day.month)
    else:
        span = day_span(day)
    return piece._replace(span=span, rule="span")
