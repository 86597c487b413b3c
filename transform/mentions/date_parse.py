"""The date at a position of a text: which form it is, its time of day, the range it opens."""

from __future__ import annotations

import re

from transform.mentions import date_clock as clock
from transform.mentions import date_grammar as g
from transform.mentions import date_lengths as lengths
from transform.mentions import date_periods as periods
from transform.mentions import date_points as points
from transform.mentions import date_words as words
from transform.mentions.calendar_forms import between, day_span, year_span
from transform.mentions.date_context import Context, Piece, day_or_month, read_number
from transform.mentions.numeral import DIGIT_VALUES

_JOIN = re.compile(g.JOIN)
_LENGTHS = frozenset("天周小年钟分秒星工")  # 三天, 两周, 20年: no month or day begins so
_GROUP = re.compile(r"\d[,，]$")  # 35,000个小时
# Forms that a range may open with.
_POINTS = frozenset(("absolute", "relative", "bare_month", "bare_day", "bare_part", "bare_weekday"))


def parse(context: Context, start: int) -> Piece | None:
    """The date form that begins at `start`, with the range it opens; None where none does."""
    piece = None if context.text[start] in "凌清早中傍夜深晚" else _form(context, start)
    if piece is None:
        return _clock_alone(context, start)
    if piece.rule == "span" and piece.span and piece.span.precision == "day":
        return _with_clock(context, piece)
    if piece.rule not in _POINTS:
        return piece
    return _ranged(context, _with_clock(context, piece))


def _with_clock(context: Context, piece: Piece) -> Piece:
    """A day with the time of day behind it: 27日上午10时, 昨晚8时35分."""
    word = context.text[piece.end - 1]
    if piece.span.precision != "day" if piece.span else word not in "日号天晚":
        return piece
    told = clock.behind(context.text, piece.end, word if word in "晚早晨" else "")
    return piece if told.end == piece.end else piece._replace(end=told.end, clock=told.time)


def _clock_alone(context: Context, start: int) -> Piece | None:
    """上午10时30分 with no day: on the day told last in its sentence, where there is one."""
    told = clock.alone(context.text, start)
    if told is None:
        return None
    day = context.day
    if day is not None and g.STOP.search(context.text, context.position, start):
        day = None
    return Piece(told.end, day_span(day) if day else None, "clock", clock=told.time)


def _form(context: Context, start: int) -> Piece | None:
    text = context.text
    first, before = text[start], text[start - 1 : start]
    if first.isdigit() or first in DIGIT_VALUES or first == "十":
        return _numeric(context, start)
    if first == "第":
        return periods.batch(text, start) or points.rest(context, start, None, "bare_part")
    if first == "每" or text.startswith(("年均", "日均"), start):
        return periods.rate(text, start)
    if first == "截":
        return periods.as_of_now(context, start)
    if first == "前" and before and before in "提以之此目年日产":
        return None
    piece = words.deictic(context, start)
    if piece is None and first == "前":
        piece = points.firsts(context, start, None)
    if piece is None and first in "近过最未今前半数几":
        piece = lengths.duration(context, start)
    if piece is not None:
        return piece
    if first == "新" and text.startswith("新一轮援疆", start):
        return Piece(start + 5, None, "batch")
    if first == "月" and before and before in "个本上下当同每这":
        return None
    if first in "上本" and text.startswith("世纪", start + 1):
        return periods.decade(text, start)
    if first in "月年岁全首上下前":
        return points.bare_part(context, start)
    return None


def _numeric(context: Context, start: int) -> Piece | None:
    """A form that begins with a number; the character behind the number tells which are likely."""
    text = context.text
    run = g.RUN.match(text, start)
    if run is None or (
        start
        and text[start].isdigit()
        and (text[start - 1].isdigit() or _GROUP.search(text, max(0, start - 2), start))
    ):
        return None
    mark = text[run.end() : run.end() + 1]
    if mark == "年" or mark in g.JOINTS:
        point = points.iso(text, start) or points.years(text, start) or _year(context, start)
        if point is not None:
            return point
    if text[start] in "十七八九":
        plan = periods.plan(context, start)
        if plan is not None:
            return plan
    if text[start - 1 : start] == "年" or text[max(0, start - 2) : start] in ("农历", "古历"):
        return None
    point = periods.decade(text, start) if mark in "年世" else None
    if point is None and mark not in _LENGTHS:
        point = points.rest(context, start, None, "bare_month") or points.bare_day(context, start)
    return point or lengths.duration(context, start)


def _year(context: Context, start: int) -> Piece | None:
    """A year told by number, with the month, quarter or part behind it."""
    match = g.YEAR.match(context.text, start)
    if match is None:
        return None
    year = points.year_number(match, context.reference)
    behind = points.rest(context, match.end(), year, "absolute")
    return behind or Piece(match.end(), year_span(year), "absolute")


def _ranged(context: Context, low: Piece) -> Piece:
    """`low`, or the range that it opens: 2014年至2016年, 6月1日-6月30日, 9日至12日."""
    if low.span is None or context.text[low.end : low.end + 1] not in g.JOINTS:
        return low
    joint = _JOIN.match(context.text, low.end)
    if joint is None:
        return low
    high = _upper(context, low, joint.end())
    if high is None or high.span is None:
        return low
    high = _with_clock(context, high)
    span = between(low.span, high.span) if high.span else None
    if span is None:
        return low
    times = f"{low.clock}/{high.clock}" if low.clock and high.clock else None
    return Piece(high.end, span, "range", clock=times)


def _upper(context: Context, low: Piece, start: int) -> Piece | None:
    text = context.text
    year = _year(context, start)
    if year is not None:
        return year
    word = words.deictic(context, start)
    if word is not None and word.span is not None:
        return word
    assert low.span is not None
    first = low.span.start
    if low.span.precision == "day" and (day := g.DAY.match(text, start)):
        span = day_or_month(first.year, first.month, read_number(day.group(1)), 0, None, None)
        return Piece(day.end(), span, "absolute")
    high = points.iso(text, start)
    if high is None and low.span.precision in ("day", "month", "quarter", "half"):
        high = points.rest(context, start, first.year, "absolute")
        if high and high.span and high.span.end < first:
            high = points.rest(context, start, first.year + 1, "absolute")
    return high
