"""Dates told by words that point: 今年, 上月, 昨日, 当年, 上周五."""

from __future__ import annotations

import re
from datetime import timedelta

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import (
    Span,
    add_months,
    between,
    day_span,
    month_span,
    months_span,
    year_span,
)
from transform.mentions.date_context import Context, Piece, day_or_month, read_number
from transform.mentions.date_points import nth_week, part_of_year, rest


def deictic(context: Context, start: int) -> Piece | None:
    """The date of a pointing word at `start`, with what stands behind it; None where none does."""
    text, ref = context.text, context.reference
    word = None
    for candidate in g.deictic().get(text[start : start + 1], ()):
        if text.startswith(candidate.text, start):
            word = candidate
            break
    if word is None:
        return None
    end = start + len(word.text)
    if text[start - 1 : start] == "《":
        return Piece(end, None, "skip")  # the name of a work
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
        return Piece(end, _day_word(context, word), "relative")
    return _week(context, word, end)


def _day_word(context: Context, word: g.Word) -> Span | None:
    day = context.reference.date
    if word.base == "context" and context.day is not None:
        day = context.day
    elif word.base == "context" and word.offset:
        day = None
    return day_span(day + timedelta(days=word.offset)) if day else None


def _year_word(context: Context, word: g.Word, start: int, end: int) -> Piece | None:
    text = context.text
    year = context.reference.year
    if word.base == "context":
        behind = rest(context, end, 2000, "relative")
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
        behind = rest(context, end, 2000, "relative")
        return Piece(behind.end if behind else end, None, "relative")
    year += word.offset
    if text.startswith("年", end) and text[end + 1 : end + 2] in tuple("初底末中"):
        return Piece(end + 2, part_of_year(year, text[end + 1]), "relative")
    if text.startswith("本月", end) and context.reference.month:
        month = g.Word("本月", "month", 0, "published")
        shifted = context._replace(reference=context.reference._replace(year=year))
        return _month_word(shifted, month, end + 2)
    piece = rest(context, end, year, "relative") or Piece(end, year_span(year), "relative")
    if text.startswith("同期", piece.end):
        piece = piece._replace(end=piece.end + 2, rule="comparison")
    return piece


def _word_is_part(text: str, word: str, start: int, end: int) -> bool:
    """达产后年利税 and 以上年产 and 新上年产 hold no 后年 and 上年; 提前年 no 前年."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if word == "后年":
        return before in tuple("前今产成营用运工") or after in tuple("产利销税处加均可实营收缴发")
    return word in ("上年", "前年") and before in tuple("以提之目此产新") and before != ""


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
    if week := g.NTH_WEEK.match(text, end):
        return Piece(week.end(), nth_week(month_span(year, month), week), "relative")
    if match is None:
        return Piece(end, month_span(year, month), "relative")
    span = day_or_month(year, month, read_number(match.group(1)), 0, match.group(2), match.group(3))
    if span is None:
        return Piece(tail, None, "impossible")
    return Piece(tail, span, "relative")


_IN_MONTH = re.compile(rf"份?的?(?:({g.N2})\s?[日号]|([上中下]{{1,2}}旬)|月?([初底末]))")


def _week(context: Context, word: g.Word, end: int) -> Piece | None:
    text, today = context.text, context.reference.date
    if word.text[-1] == "周" and text.startswith(("星期", "礼拜"), end):
        end += 2
    weekday = g.WEEKDAYS.get(text[end : end + 1])
    if weekday is not None and word.text[-1] in "周期拜":
        end += 1
    if weekday is None and word.text in ("星期", "礼拜", "周"):
        return None
    if word.text == "周" and not _is_weekday(text, end - 2, end):
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
    rule = "bare_weekday" if word.text in ("星期", "礼拜", "周") else "relative"
    return Piece(end, day_span(monday + timedelta(days=weekday)), rule)


def _is_weekday(text: str, start: int, end: int) -> bool:
    """周三 as a day: 三周一次, 每周五天 and 四周五个 are none."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before and before in _BEFORE_WEEKS) and not (after and after in _AFTER_NAMES)


_BEFORE_WEEKS = frozenset("0123456789一二两三四五六七八九十几数每隔半四外一百")
_AFTER_NAMES = frozenset("天次年期周围到岁条个名人家鸣名届轮日家口")
