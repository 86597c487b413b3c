"""Days, months, quarters and years told by number: the forms that need no pointing word."""

from __future__ import annotations

import re
from datetime import date, timedelta

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
    year_span,
)
from transform.mentions.date_context import (
    Context,
    Piece,
    day_or_month,
    future_cue,
    in_month,
    read_number,
    year_for,
)
from transform.mentions.numeral import DIGIT_VALUES

_WEEKLY = frozenset("份的第最")


def iso(text: str, start: int) -> Piece | None:
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


def years(text: str, start: int) -> Piece | None:
    match = g.YEARS.match(text, start)
    if match is None:
        return None
    low, high = int(match.group(1) or match.group(3)), int(match.group(2) or match.group(4))
    high += low // 100 * 100 if high < 100 else 0
    if not low < high:
        return None
    month = g.MONTH.match(text, match.end()) if text[match.end() - 1] == "年" else None
    if month is None or not 1 <= read_number(month.group(1)) <= 12 or month.group(2):
        return Piece(match.end(), between(year_span(low), year_span(high)), "range")
    last = in_month(month_span(high, read_number(month.group(1))), month.group(4), month.group(5))
    return Piece(month.end(), between(year_span(low), last), "range")


def year_number(match: re.Match[str], ref: Reference) -> int:
    if match.group(1):
        return int(match.group(1))
    if match.group(2):
        return int("".join(str(DIGIT_VALUES[c]) for c in match.group(2)))
    if match.group(3):
        return 2000
    short = match.group(4) or "".join(str(DIGIT_VALUES[c]) for c in match.group(5))
    number = int(short) + 2000
    return number if number <= (ref.year or 2026) + 20 else number - 100


def rest(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    """What stands behind a year (or alone, where `year` is None): months, quarters, halves."""
    text = context.text
    while at < len(text) and text[at] in " \u00a0" and year is not None:
        at += 1
    if year is not None and text[at : at + 1] == "的":
        at += 1
    first = text[at : at + 1]
    if first.isdigit() or first in DIGIT_VALUES or first == "十":
        run = g.RUN.match(text, at)
        mark = text[run.end() : run.end() + 1] if run else ""
        if mark == "月" or mark in g.JOINTS:
            return _months(context, at, year, rule) or quarter(context, at, year, rule)
        return quarter(context, at, year, rule) if mark in ("季", "个") else None
    if first in ("第", "首"):
        found = quarter(context, at, year, rule)
        return found or (_nth_of_year(text, at, year) if year is not None else None)
    if first in ("前", "后", "头", "上", "下", "最"):
        found = _first_days(text, at, year) if year is not None else None
        return found or firsts(context, at, year)
    if year is not None and first:
        part = g.PART.match(text, at)
        if part:
            return Piece(part.end(), part_of_year(year, part.group(2)), rule)
        season = g.SEASON.match(text, at)
        if season:
            return Piece(season.end(), year_span(year), rule)
    return None


def _months(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    text = context.text
    match = g.MONTHS.match(text, at)
    if match:
        low, high = read_number(match.group(1)), read_number(match.group(2))
        if 1 <= low < high <= 12:
            known = year if year is not None else year_for(context, at, match.end(), low, None)
            span = months_span(known, low, high) if known is not None else None
            if span is not None and span.precision != "year":
                span = span._replace(
                    precision="period", name=f"{span.start:%Y-%m}/{span.end:%Y-%m}"
                )
            return Piece(match.end(), span, "range")
    match = g.MONTH.match(text, at)
    if match is None:
        return None
    month, day, last = map(read_number, match.group(1, 2, 3))
    if month > 12 and not day and match.end() - at > 2:
        return _two_months(context, at, year, match)
    if not 1 <= month <= 12 or day > 31:
        return None
    known = year
    if known is None:
        known = year_for(context, at, match.end(), month, day or None)
    if known is None:
        return Piece(match.end(), None, rule)
    if (
        not day
        and text[match.end() : match.end() + 1] in _WEEKLY
        and (week := g.NTH_WEEK.match(text, match.end()))
    ):
        return Piece(week.end(), nth_week(month_span(known, month), week), rule)
    if year is None and (month, day) == (2, 29):
        known -= known % 4  # the last leap year
    span = day_or_month(known, month, day, last, match.group(4), match.group(5))
    if span is None:
        return Piece(match.end(), None, "impossible")
    return Piece(match.end(), span, "range" if last else rule)


def _two_months(context: Context, at: int, year: int | None, match: re.Match[str]) -> Piece | None:
    """三四月份: two months that follow each other."""
    low, high = (DIGIT_VALUES.get(c, 0) for c in match.group(1)[:2])
    if len(match.group(1)) != 2 or not low >= 1 or high != low + 1:
        return None
    known = year if year is not None else year_for(context, at, match.end(), low, None)
    span = months_span(known, low, high) if known is not None else None
    return Piece(match.end(), span, "range")


def quarter(context: Context, at: int, year: int | None, rule: str) -> Piece | None:
    text = context.text
    known = year
    match = g.QUARTERS.match(text, at)
    if match:
        low, high = read_number(match.group(1)), read_number(match.group(2))
        if low < high:
            if known is None:
                known = year_for(context, at, match.end(), low * 3 - 2, None)
            span = None if known is None else months_span(known, low * 3 - 2, high * 3)
            return Piece(match.end(), span, "range")
    if text.startswith("首季", at):
        number, end, edge = 1, at + (3 if text.startswith("首季度", at) else 2), None
    else:
        match = g.QUARTER.match(text, at)
        if match is None:
            return None
        number, end, edge = read_number(match.group(1)), match.end(), match.group(2)
    if known is None:
        known = year_for(context, at, end, number * 3 - 2, None)
    rule = "bare_part" if year is None else rule
    if known is None:
        return Piece(end, None, rule)
    if edge:
        return Piece(end, month_span(known, number * 3 - (2 if edge == "初" else 0)), rule)
    return Piece(end, months_span(known, number * 3 - 2, number * 3), rule)


def firsts(context: Context, at: int, year: int | None) -> Piece | None:
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
    elif (match := g.HALF_MONTH.match(text, at)) and year is None:
        return _half_month(context, match)
    elif match := g.FIRST_MONTHS.match(text, at):
        count = read_number(match.group(2))
        if not 1 <= count <= 12 or (year is None and match.group(1) != "前"):
            return None
        low, high = (13 - count, 12) if match.group(1) == "后" else (1, count)
    if match is None:
        return None
    known = year
    if known is None:
        known = year_for(context, at, match.end(), low, None)
    return Piece(match.end(), None if known is None else months_span(known, low, high), rule)


def _half_month(context: Context, match: re.Match[str]) -> Piece:
    """上半月: days 1 to 15 of the month of publication."""
    ref = context.reference
    if ref.year is None or ref.month is None:
        return Piece(match.end(), None, "bare_part")
    first, last = (1, 15) if match.group(1) == "上" else (16, 31)
    span = part_of_month(month_span(ref.year, ref.month), first, last)
    return Piece(match.end(), span, "bare_part")


def _nth_of_year(text: str, at: int, year: int) -> Piece | None:
    """第三个月, 第二周, 第十天 of a year."""
    if match := g.NTH_MONTH.match(text, at):
        month = read_number(match.group(1))
        span = month_span(year, month) if 1 <= month <= 12 else None
    elif match := g.NTH_DAY.match(text, at):
        span = day_span(date(year, 1, 1) + timedelta(days=read_number(match.group(1)) - 1))
    elif match := g.NTH_WEEK.match(text, at):
        span = nth_week(year_span(year), match)
    else:
        return None
    return Piece(match.end(), span, "absolute")


def nth_week(within: Span, match: re.Match[str]) -> Span | None:
    """The nth week of a month or year, the first being the first that begins in it; or its nth
    Sunday where a day of the week is named."""
    number = read_number(match.group(1)) if match.group(1) else None
    weekday = g.WEEKDAYS.get(match.group(3)) if match.group(3) not in (None, "末") else 0
    first = within.start + timedelta(days=((weekday or 0) - within.start.weekday()) % 7)
    if number is None:
        day = within.end - timedelta(days=(within.end.weekday() - (weekday or 0)) % 7)
    else:
        day = first + timedelta(weeks=number - 1)
    if not within.start <= day <= within.end:
        return None
    if match.group(3) == "末":
        return between(day_span(day + timedelta(days=5)), day_span(day + timedelta(days=6)))
    if match.group(3):
        return day_span(day)
    return between(day_span(day), day_span(day + timedelta(days=6)))


def _first_days(text: str, at: int, year: int) -> Piece | None:
    """前10天, 前两周, 最后3周 of a year; its weeks begin on Monday."""
    match = g.FIRST_DAYS.match(text, at)
    if match is None:
        return None
    count, weeks = read_number(match["count"].replace("两", "二")), "天日".find(match["unit"]) < 0
    whole = year_span(year)
    low, high, days = whole.start, whole.end, count * 7 if weeks else count
    if weeks:
        low += timedelta(days=-low.weekday() % 7)
        high -= timedelta(days=(high.weekday() + 1) % 7)
    if match["edge"] == "最后":
        low = high - timedelta(days=days - 1)
    else:
        high = low + timedelta(days=days - 1)
    span = between(day_span(low), day_span(high)) if 0 < days < 366 else None
    return Piece(match.end(), span, "absolute")


def part_of_year(year: int, part: str) -> Span:
    """年初 is January and February, 年底 November and December; the precision stays the year."""
    months = {"初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12), "内": (1, 12)}[part]
    low, high = month_span(year, months[0]), month_span(year, months[1])
    return year_span(year)._replace(start=low.start, end=high.end)


def bare_part(context: Context, start: int) -> Piece | None:
    """年初, 年底, 年内, 全年, 月底, 上半年, 前三季度, 首季 without a year."""
    text = context.text
    idiom = _TURN_OF_YEAR.match(text, start)
    if idiom:
        return Piece(idiom.end(), None, "vague")
    first = text[start]
    before = text[start - 1 : start]
    if first in "上下前首":
        return firsts(context, start, None) or (
            quarter(context, start, None, "bare_part") if first == "首" else None
        )
    if first == "月":
        ref = context.reference
        if ref.year is None or ref.month is None:
            return Piece(start + 2, None, "bare_part")
        span = in_month(month_span(ref.year, ref.month), None, text[start + 1])
        return Piece(start + 2, span, "bare_part")
    if before and (before.isdigit() or before in DIGIT_VALUES or before in "几多半十近每历"):
        return None
    year = year_for(context, start, start + 2, None, None)
    if text.startswith("全年", start):
        return Piece(start + 2, None if year is None else year_span(year), "bare_part")
    if first not in "年岁":
        return None
    match = g.PART.match(text, start + 1)
    if match is None or match.group(1):
        return None
    return Piece(
        start + 2, None if year is None else part_of_year(year, match.group(2)), "bare_part"
    )


_TURN_OF_YEAR = re.compile(r"岁末年初|年末岁初|年终岁末|年末年初")


def bare_day(context: Context, start: int) -> Piece | None:
    """22日: a day of the month of publication, or of the date just before."""
    text, ref = context.text, context.reference
    match = g.DAYS.match(text, start)
    if match is None:
        return None
    day, last = read_number(match.group(1)), read_number(match.group(2))
    if not 1 <= day <= 31:
        return None
    year, month = ref.year, ref.month
    if (context.day is not None and not g.STOP.search(text, context.position, start)) or (
        month is None and context.day is not None
    ):
        year, month = context.day.year, context.day.month
    elif ref.day is not None and day > ref.day and not last and month and year:
        if not future_cue(text, start, match.end()) and day - ref.day > 3:
            year, month = add_months(year, month, -1)
    if year is None or month is None:
        return Piece(match.end(), None, "bare_day")
    if not last and day > month_span(year, month).end.day:
        year, month = add_months(year, month, -1)  # 29日 in March: of January, not of February
    span = day_or_month(year, month, day, last, None, None)
    if span is None:
        return Piece(match.end(), None, "impossible")
    return Piece(match.end(), span, "range" if last else "bare_day")
