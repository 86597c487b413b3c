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

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import Span, reference
from transform.mentions.date_context import Context, Piece
from transform.mentions.date_parse import parse
from transform.mentions.date_resolve import BARE, resolve
from transform.mentions.numeral import UNDETERMINED
from transform.records import Mention

__all__ = ["BARE", "find", "resolve"]

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def find(text: str, published: str | None) -> list[Mention]:
    """Date, period and duration mentions of `text` in order, never overlapping."""
    shown = text.translate(_FULL_WIDTH) if re.search("[０-９]", text) else text
    context = Context(reference(published), None, None, -1, shown)
    found: list[Mention] = []
    position = 0
    search = g.TRIGGER.search
    while match := search(shown, position):
        start = match.start()
        piece = parse(context, start)
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
        if piece.rule == "range" and kind in ("before", "after"):
            rule = "range"
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
        value_high=piece.high,
        code=piece.clock,
        bound=bound,
        date_start=low.isoformat() if low and not piece.open_start else None,
        date_end=high.isoformat() if high else None,
        precision=precision,
        name=name,
    )


def _since_name(span: Span | None, today: date | None) -> str | None:
    return f"{span.name}/{today.isoformat()}" if span and today else None


_QUOTES = ("“", '"', "「", "‘")
_PLAN_START = re.compile(r"(?:十[一二三四]?|[七八九])五[”\"」’]")
