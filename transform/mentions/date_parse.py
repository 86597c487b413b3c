"""The date at a position of a text: which form it is, its time of day, the range it opens."""

from __future__ import annotations

import re

from transform.mentions import date_grammar as g
from transform.mentions import date_lengths as lengths
from transform.mentions import date_points as points
from transform.mentions import date_words as words
from transform.mentions.calendar_forms import between, year_span
from transform.mentions.date_context import Context, Piece, day_or_month, read_number
from transform.mentions.numeral import DIGIT_VALUES

_JOIN = re.compile(g.JOIN)
# Forms that a range may open with.
_POINTS = frozenset(("absolute", "relative", "bare_month", "bare_day", "bare_part", "bare_weekday"))


def parse(context: Context, start: int) -> Piece | None:
    """The date form that begins at `start`, with the range it opens; None where none does."""
    piece = _form(context, start)
    if piece is None or piece.span is None or piece.rule not in _POINTS:
        return piece
    return _ranged(context, piece)


def _form(context: Context, start: int) -> Piece | None:
    text = context.text
    first, before = text[start], text[start - 1 : start]
    if first.isdigit() or first in DIGIT_VALUES or first == "十":
        return _numeric(context, start)
    if first == "第":
        return lengths.batch(text, start) or points.rest(context, start, None, "bare_part")
    if first == "每" or text.startswith(("年均", "日均"), start):
        return lengths.rate(text, start)
    if first == "截":
        return lengths.as_of_now(context, start)
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
    if first in "月年岁全首上下前":
        return points.bare_part(context, start)
    return None


def _numeric(context: Context, start: int) -> Piece | None:
    text = context.text
    if start and text[start - 1].isdigit() and text[start].isdigit():
        return None
    point = points.iso(text, start) or points.years(text, start) or _year(context, start)
    if point is not None:
        return point
    plan = g.PLAN.match(text, start)
    if plan is not None:
        return lengths.plan(context, start, plan)
    if text[start - 1 : start] == "年" or text[max(0, start - 2) : start] in ("农历", "古历"):
        return None
    return (
        points.rest(context, start, None, "bare_month")
        or points.bare_day(context, start)
        or lengths.duration(context, start)
    )


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
    joint = _JOIN.match(context.text, low.end)
    if joint is None or low.span is None:
        return low
    high = _upper(context, low, joint.end())
    if high is None or high.span is None:
        return low
    span = between(low.span, high.span)
    return Piece(high.end, span, "range") if span else low


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
