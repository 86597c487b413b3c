"""What the readers of dates share: a form read so far, and what earlier dates lend to it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import (
    Reference,
    Span,
    between,
    day_span,
    month_span,
    part_of_month,
)
from transform.mentions.numeral import parse
from transform.records import Bound

_FAR = 6  # months: a bare month further ahead than this was last year's


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
    high: float | None = None
    clock: str | None = None


class Context(NamedTuple):
    """What earlier dates of the text lend to later ones."""

    reference: Reference
    span: Span | None  # the last date told with its year
    day: date | None  # the last single day
    position: int  # where that date ended
    text: str


def year_for(
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
        cue = ref.year is not None and year < ref.year and future_cue(text, start, end)
        if not cue:
            return year
    if ref.year is None:
        return None
    if month is None or ref.month is None:
        return ref.year
    ahead = month - ref.month
    late = day is not None and ref.day is not None and ahead == 0 and day > ref.day + 7
    if (ahead > _FAR or (day is not None and ahead > 2) or late) and not future_cue(
        text, start, end
    ):
        return ref.year - 1
    if ahead < -8 and future_cue(text, start, end):
        return ref.year + 1
    return ref.year


def _ordinal(year: int, month: int) -> int:
    return year * 12 + month


def _now(ref: Reference) -> int:
    return _ordinal(ref.year or 0, ref.month or 12)


def future_cue(text: str, start: int, end: int) -> bool:
    """Whether the clause around [start, end) speaks of what is to come."""
    left = max(text.rfind(mark, max(0, start - 20), start) for mark in "，,。；;\n")
    before = text[max(left + 1, start - 20) : start]
    after = re.split(r"[，,。；;\n]", text[end : end + 12], maxsplit=1)[0]
    return bool(g.FUTURE.search(before) or g.FUTURE.search(after))


def read_number(words: str | None) -> int:
    if words and words.isdecimal():
        return int(words)
    value = parse(words) if words else None
    return int(value) if value is not None else 0


def day_or_month(
    year: int, month: int, day: int, last: int, decade: str | None, edge: str | None
) -> Span | None:
    try:
        if last:
            return between(day_span(date(year, month, day)), day_span(date(year, month, last)))
        if day:
            return day_span(date(year, month, day))
    except ValueError:
        return None
    return in_month(month_span(year, month), decade, edge)


def in_month(span: Span, decade: str | None, edge: str | None) -> Span:
    if decade:
        first = {"上": 1, "中": 11, "下": 21}[decade[0]]
        last = {"上": 10, "中": 20, "下": 31}[decade[-2]]
        return part_of_month(span, first, max(first, last))
    if edge == "初":
        return part_of_month(span, 1, 5)
    if edge:
        return part_of_month(span, 25, 31)
    return span
