"""Lengths of time (100天, 近三年来), rates, plan periods and batches of aid."""

from __future__ import annotations

import re
from datetime import date, timedelta

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import Span, between, day_span, month_span, shift, year_span
from transform.mentions.date_context import Context, Piece
from transform.mentions.numeral import parse


def duration(context: Context, start: int) -> Piece | None:
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


def plan(context: Context, start: int, match: re.Match[str]) -> Piece | None:
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


def batch(text: str, start: int) -> Piece | None:
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


def rate(text: str, start: int) -> Piece | None:
    unit = text[start] if text[start] != "每" else text[start + 1]
    if text[start] == "年" and text[start - 1 : start].isdigit():
        return None
    at = start + 2
    if unit == "个":
        unit, at = text[start + 2 : start + 3], start + 3
    per = g.RATES.get(unit)
    return Piece(at, None, "rate", per=per) if per else None


def as_of_now(context: Context, start: int) -> Piece | None:
    match = _NOW.match(context.text, start)
    if match is None:
        return None
    today = context.reference.date
    span = day_span(today) if today else None
    return Piece(match.end(), span, "as_of", open_start=True)


_NOW = re.compile(r"截[至止]到?(?:目前|发稿时?|现在|当前|记者发稿时?|今(?![年天日]))(?:为止)?")
