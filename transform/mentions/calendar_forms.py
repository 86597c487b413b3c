"""Calendar arithmetic on ISO dates of reduced precision, as the date grammar needs it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from transform.records import Precision


class Span(NamedTuple):
    """A stretch of the calendar: first and last day, how precise, and its short ISO-like name."""

    start: date
    end: date
    precision: Precision
    name: str


class Reference(NamedTuple):
    """The publication date as far as it is known."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def date(self) -> date | None:
        """The day, where year, month and day are known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


@lru_cache(maxsize=4096)
def reference(published: str | None) -> Reference:
    """`published` (ISO 8601: a year, a month, a day, or a day with a time) in its parts."""
    parts = (published or "")[:10].split("-")
    try:
        numbers: list[int | None] = [int(part) for part in parts if part]
        year, month, day = (*numbers, None, None, None)[:3]
        if year is not None:
            date(year, month or 1, day or 1)
            if not 1900 <= year <= 2200:
                return Reference(None, None, None)
    except ValueError:
        return Reference(None, None, None)
    return Reference(year, month, day)


@lru_cache(maxsize=4096)
def day_span(day: date) -> Span:
    return Span(day, day, "day", day.isoformat())


@lru_cache(maxsize=4096)
def month_span(year: int, month: int) -> Span:
    last = monthrange(year, month)[1]
    return Span(date(year, month, 1), date(year, month, last), "month", f"{year:04}-{month:02}")


def part_of_month(span: Span, first: int, last: int) -> Span:
    """Days `first` to `last` of a month; its precision stays the month."""
    last = min(last, span.end.day)
    return span._replace(start=span.start.replace(day=first), end=span.start.replace(day=last))


@lru_cache(maxsize=4096)
def year_span(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), "year", f"{year:04}")


def months_span(year: int, first: int, last: int) -> Span:
    """Whole months of one year as a period; a quarter, half or year where they make one."""
    start, end = month_span(year, first), month_span(year, last)
    if first == last:
        return start
    if last - first == 2 and first % 3 == 1:
        return Span(start.start, end.end, "quarter", f"{year:04}-Q{last // 3}")
    if (first, last) in ((1, 6), (7, 12)):
        return Span(start.start, end.end, "half", f"{year:04}")
    if (first, last) == (1, 12):
        return year_span(year)
    return Span(start.start, end.end, "period", f"{start.name}/{end.name}")


def between(low: Span, high: Span) -> Span | None:
    """From the first day of `low` to the last of `high`; None where they run backwards."""
    if high.end < low.start:
        return None
    return Span(low.start, high.end, "period", f"{low.name}/{high.name}")


def add_months(year: int, month: int, offset: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + offset
    return index // 12, index % 12 + 1


def shift(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` 年, 个月, 周 or 天; the last day of a shorter month where it must."""
    if unit == "天":
        return day + timedelta(days=count)
    if unit == "周":
        return day + timedelta(weeks=count)
    year, month = add_months(day.year, day.month, count * (12 if unit == "年" else 1))
    return date(year, month, min(day.day, monthrange(year, month)[1]))
