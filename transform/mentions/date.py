"""Dates and periods: `find(text, published)` gives each with its first and last day.

`published` may be a day, a month or only a year; what then cannot be known is None. Methods
(`rule`): absolute; relative (今年, 上月, 昨日, 当年, 本月底); bare_month, bare_day and bare_part
(11月, 22日, 年底: the year or month is taken from a date before in the sentence, else from
publication - `resolve` turns them to the past or the future); range; since (以来: ends at
publication); onward (起); as_of (截至); before (8月底前) and after; plan_period (“十四五”);
batch (第九批援疆); span (近三年来, 未来两年, 3年内); duration (100天); rate (年均); holiday,
comparison (去年同期), vague (日前) and impossible (2月30日) have no date of their own.

`code` is the time of day where one is told (10:30, 09:00/11:30); clock is a time alone, on the
last day told. `name` is the short code: 2024-02-27, 2024-02, 2024-Q3, 2024; a period has both ends
(2024-01/2024-10). Ten-day parts and edges of a month keep the month, 年底 and halves the year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import Span, reference
from transform.mentions.date_context import Context, Piece
from transform.mentions.date_parse import parse
from transform.mentions.date_resolve import BARE, resolve
from transform.mentions.numeral import UNDETERMINED
from transform.records import Bound, Mention, Precision

__all__ = ["BARE", "find", "resolve"]

_DIGITS = re.compile(r"\d+")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def find(text: str, published: str | None) -> list[Mention]:
    """Date, period and duration mentions of `text` in order, never overlapping."""
    wide = any(map(text.__contains__, "０１２３４５６７８９"))
    shown = text.translate(_FULL_WIDTH) if wide else text
    today = reference(published)
    context = Context(today, None, None, -1, shown)
    damaged = UNDETERMINED in shown or "?" in shown
    found: list[Mention] = []
    position = 0
    search = g.TRIGGER.search
    while match := search(shown, position):
        start = match.start()
        piece = parse(context, start)
        if piece is None:
            digits = _DIGITS.match(shown, start)
            position = digits.end() if digits else start + 1
            continue
        if damaged and _touches_damage(shown, start, piece.end):
            position = piece.end
            continue
        mention = _finish(context, start, piece)
        position = mention.end
        if piece.rule == "skip":
            continue
        found.append(mention)
        if piece.span is not None and piece.rule not in ("since", "span", "batch", "plan_period"):
            span = piece.span
            day = span.start if span.precision == "day" else context.day
            context = Context(today, span, day, mention.end, shown)
    if shown is not text:
        found = [replace(item, quote=text[item.start : item.end]) for item in found]
    return found


def _touches_damage(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before == UNDETERMINED or (before == "?" and text[start].isdigit()):
        return True
    return after[:1] == UNDETERMINED or (after[:1].isdigit() and after[1:] == UNDETERMINED)


def _finish(context: Context, start: int, piece: Piece) -> Mention:
    """The mention of a piece with the words behind and before it."""
    if context.text[start - 1 : start] in _QUOTES and _PLAN_START.match(context.text, start):
        start -= 1
    span = piece.span
    told = _Told(
        piece.end,
        piece.rule,
        span.end if span else None,
        span.precision if span else None,
        span.name if span else None,
        piece.bound,
    )
    low = span.start if span else None
    if span is not None:
        told = _with_words(context, start, piece, span, told)
    text = context.text
    end, rule, high, precision, name, bound = told
    return Mention(
        "date",
        start,
        end,
        text[start:end],
        rule,
        value=piece.value,
        unit=piece.unit,
        per=piece.per,
        value_high=piece.high,
        code=piece.clock,
        bound=bound,
        date_start=low.isoformat() if low and not piece.open_start else None,
        date_end=high.isoformat() if high else None,
        precision=precision,
        name=name,
    )


class _Told(NamedTuple):
    """What the words around a date leave of it."""

    end: int
    rule: str
    high: date | None
    precision: Precision | None
    name: str | None
    bound: Bound | None


def _with_words(context: Context, start: int, piece: Piece, span: Span, told: _Told) -> _Told:
    """以来, 起, 前, 后 behind a date; 截至 and 自 before it."""
    text, today = context.text, context.reference.date
    follow = text[told.end : told.end + 1]
    tail = None
    if follow and follow in _TAILS and piece.rule not in ("since", "as_of", "batch"):
        tail = g.TAIL.match(text, told.end)
    before = text[max(0, start - 3) : start]
    if tail is not None:
        told = _with_tail(piece, span, today, tail, told)
    elif piece.rule == "absolute" and g.SINCE_BEGUN.match(text, told.end):
        name, late = _since_name(span, today), today and today < span.start
        told = told if late else _Told(told.end, "since", today, "period", name, told.bound)
    elif piece.rule != "range" and before.endswith(("自", "从")):
        if text.startswith("开始", told.end):
            high = today if today and span.start <= today else None
            name = _since_name(span, high)
            told = _Told(told.end + 2, "onward", high, "period", name, told.bound)
        if (today is None or span.start <= today) and g.SINCE_LATER.match(text, told.end):
            name = _since_name(span, today)
            told = _Told(told.end, "since", today, "period", name, told.bound)
    if told.rule not in ("since", "range") and before.endswith(_AS_OF):
        told = told._replace(rule="as_of")
    return told


def _with_tail(
    piece: Piece, span: Span, today: date | None, tail: re.Match[str], told: _Told
) -> _Told:
    kind, end = str(tail.lastgroup), tail.end()
    if kind == "plain":
        return told._replace(end=end)
    if kind in ("since", "onward"):
        if today and span.start <= today:
            return _Told(end, "since", today, "period", _since_name(span, today), told.bound)
        return _Told(end, kind, None, "period", None, told.bound)
    rule = piece.rule if piece.rule == "range" else kind
    return told._replace(end=end, rule=rule, bound="at_most" if kind == "before" else "at_least")


_TAILS = frozenset("以至到起或及之前后止期左间内度")
_AS_OF = ("截至", "截止", "截至到", "截止到")


def _since_name(span: Span | None, today: date | None) -> str | None:
    return f"{span.name}/{today.isoformat()}" if span and today else None


_QUOTES = ("“", '"', "「", "‘")
_PLAN_START = re.compile(r"(?:十[一二三四五]?|[七八九])五[”\"」’]")
