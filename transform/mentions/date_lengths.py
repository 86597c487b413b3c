"""Lengths of time: 100天, 四年六个月, 3至5年, 近三年来, 未来两年, 两年前."""

from __future__ import annotations

import re
from datetime import date, timedelta

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import Span, between, day_span, month_span, shift, year_span
from transform.mentions.date_context import Context, Piece
from transform.mentions.numeral import parse
from transform.records import Bound

_TWO_DIGITS = re.compile(r"[一二两三四五六七八九]{2}")  # 两三年, 二三十年
_PAST = ("近", "过去", "过去的", "最近")
_DISTANCE = ("前", "之前", "以前", "后", "之后", "以后")
# A unit in the next smaller one, as lengths told in several units are added up.
_SMALLER: dict[str, tuple[float, str]] = {
    "年": (12, "个月"), "季度": (3, "个月"), "个月": (30, "天"), "周": (7, "天"),
    "天": (24, "小时"), "小时": (60, "分钟"), "分钟": (60, "秒"),
}  # fmt: skip


def duration(context: Context, start: int) -> Piece | None:
    """近三年来, 未来两年, 3年内, 两年前; else a plain length of time."""
    text = context.text
    match = g.DURATION.match(text, start)
    if match is None or text[start - 1 : start] in ("第", "/", "."):
        return None
    lead, tail, unit = match["lead"], match["tail"], g.UNITS[match["unit"]]
    words, value = match["low"], _value(match)
    if words in "数几" or not value or (_TWO_DIGITS.search(words) and (lead or tail)):
        return Piece(match.end(), None, "vague")
    if not _is_duration(text, match, value):
        return None
    more = any((match[name] or " ") in "余多几" for name in ("more", "half", "over"))
    bound: Bound | None = "approx" if more else None
    piece = Piece(match.end(), None, "duration", value=value, unit=unit, bound=bound)
    piece = _with_high(piece, match)
    if piece.high is not None:
        return piece
    if lead is None and tail is None:
        return _compound(text, piece)
    if tail in ("以上", "以下"):
        return _bounded(text, piece, tail)
    if lead in _PAST or tail in ("以来", "来") or (lead == "前" and unit == "周"):
        return piece._replace(span=_back(context, unit, value, more), rule="span")
    if lead in ("未来", "今后") or tail in ("内", "之内", "以内"):
        if lead is None and start and text[start - 1] not in "，,。；;在将力争于“\n 约":
            return piece
        return piece._replace(span=_ahead(context, unit, value, lead is not None), rule="span")
    return _distance(context, start, piece, more, tail) if tail in _DISTANCE else piece


def _value(match: re.Match[str]) -> float:
    words = match["low"]
    value = 0.5 if words == "半" else (parse(words) or 0)
    return value + 0.5 if "半" in (match["half"], match["over"]) else value


def _with_high(piece: Piece, match: re.Match[str]) -> Piece:
    """3至5年 and 两三年 with both ends."""
    if match["lead"] or match["tail"]:
        return piece
    words = match["low"]
    if _TWO_DIGITS.fullmatch(words):
        low, high = parse(words[0]), parse(words[1])
        if low is not None and high == low + 1:
            return piece._replace(value=low, high=high, bound="approx")
    high = parse(match["high"]) if match["high"] else None
    return piece._replace(high=high) if high and high > (piece.value or 0) else piece


def _compound(text: str, piece: Piece) -> Piece:
    """四年六个月 is 54 个月, 一年又一个月21天 416 天: in the smallest unit that is told."""
    for _ in range(4):
        match = g.SMALLER.match(text, piece.end)
        added = parse(match["low"]) if match else None
        if match is None or added is None:
            return piece
        unit, value = g.UNITS[match["unit"]], piece.value or 0
        if unit == "个月" and "个" not in match.group():
            return piece
        smaller = _in_unit(value, piece.unit or "", unit)
        if smaller is not None:
            piece = piece._replace(end=match.end(), value=smaller + added, unit=unit)
            continue
        larger = _in_unit(added, unit, piece.unit or "")  # 两天又一个月
        if larger is None or not match.group().startswith("又"):
            return piece
        piece = piece._replace(end=match.end(), value=value + larger)
    return piece


def _in_unit(value: float, unit: str, wanted: str) -> float | None:
    """`value` in a smaller unit: a year has 12 months or 365 days, a month 30; else None."""
    if unit == wanted:
        return None
    if unit == "个月" and wanted == "天":
        return value // 12 * 365 + value % 12 * 30
    if unit == "年" and wanted == "天":
        return value * 365
    while unit != wanted:
        if unit not in _SMALLER:
            return None
        factor, unit = _SMALLER[unit]
        value *= factor
    return value


def _bounded(text: str, piece: Piece, tail: str) -> Piece:
    """3年以上 with its bound; 3年以上7年以下 with both ends."""
    upper = g.UPPER_LENGTH.match(text, piece.end) if tail == "以上" else None
    if upper is not None and g.UNITS[upper["unit"]] == piece.unit:
        high = parse(upper["low"])
        if high is not None and high > (piece.value or 0):
            return piece._replace(end=upper.end(), high=high, bound="exact")
    return piece._replace(bound="at_least" if tail == "以上" else "at_most")


def _is_duration(text: str, match: re.Match[str], value: float) -> bool:
    unit, lead, tail = match["unit"], match["lead"], match["tail"]
    if unit == "月" and "个" not in match.group() and lead is None:
        return False
    if unit == "日" and not (lead or tail or value > 31):
        return False
    if value == 1 and match.group() in ("一天", "一日", "一年", "一周"):
        return text[match.end() : match.end() + 1] not in ("天", "年", "之", "一", "边")
    return not (unit == "年" and value >= 200)


def _ago(today: date, unit: str, value: float) -> date | None:
    if unit in ("年", "个月", "周", "天") and value == int(value):
        return shift(today, unit, -int(value))
    if unit in ("年", "季度"):
        months = value * (12 if unit == "年" else 3)
        return shift(today, "个月", -int(months)) if months == int(months) else None
    return None


def _back(context: Context, unit: str, value: float, more: bool) -> Span | None:
    """The stretch of that length that ends at publication; 三年多 is told to the year alone."""
    today = context.reference.date
    low = _ago(today, unit, value) if today else None
    if today is None or low is None:
        return None
    if not more:
        return between(day_span(low), day_span(today))
    if unit not in ("年", "个月") or value >= 10:
        return None  # 十余年 may be twelve or nineteen
    rough = year_span(low.year) if unit == "年" else month_span(low.year, low.month)
    return between(rough, day_span(today))


def _ahead(context: Context, unit: str, value: float, led: bool) -> Span | None:
    """The stretch of that length from publication; two months from today end the day before."""
    today = context.reference.date
    if today is None:
        return _months_ahead(context, unit, value)
    high = _ago(today, unit, -value)
    if high is None:
        return None
    return between(day_span(today), day_span(high - timedelta(days=1) if led else high))


def _months_ahead(context: Context, unit: str, value: float) -> Span | None:
    """未来两个月 where only the month of publication is known: that month is the first."""
    year, month = context.reference.year, context.reference.month
    if year is None or month is None or unit not in ("个月", "年") or value != int(value):
        return None
    months = int(value) * (12 if unit == "年" else 1)
    last = shift(date(year, month, 1), "个月", months - 1)
    return between(month_span(year, month), month_span(last.year, last.month))


def _opens(text: str, start: int) -> bool:
    """Whether 两年前 opens its clause: 投产两年后 counts from something else."""
    return not start or text[start - 1] in "，,。；;：:在早\n“ 约概"


def _distance(context: Context, start: int, piece: Piece, more: bool, tail: str) -> Piece:
    """两年前: the year, month, week or day that far from publication."""
    past, today = "前" in tail, context.reference.date
    value, unit = piece.value or 0, piece.unit or ""
    if today is None:
        piece = piece._replace(rule="span")
    if not _opens(context.text, start):
        return piece
    if today is None:
        year = context.reference.year
        if unit != "年" or more or year is None or value != int(value) or len(tail) > 1:
            return piece
        return piece._replace(span=year_span(year + int(value) * (-1 if past else 1)))
    day = _ago(today, unit, value if past else -value)
    if day is None:
        return piece
    if more:
        return _rough_distance(piece, day, tail, past)
    span = _around(day, unit, value)
    if len(tail) > 1:
        return piece._replace(span=span, rule="span", bound="at_most" if past else "at_least")
    return piece._replace(span=span, rule="span")


def _around(day: date, unit: str, value: float) -> Span | None:
    """The year, month, week or day that a distance in `unit` leads to."""
    if unit == "年" and value == int(value):
        return year_span(day.year)
    if unit in ("年", "个月", "季度"):
        return month_span(day.year, day.month)
    if unit == "周":
        monday = day - timedelta(days=day.weekday())
        return between(day_span(monday), day_span(monday + timedelta(days=6)))
    return day_span(day)


def _rough_distance(piece: Piece, day: date, tail: str, past: bool) -> Piece:
    """20多个月之后 begins no earlier than that month; 二十几年前 lies within ten years."""
    value = piece.value or 0
    if past and piece.unit == "年" and value >= 10 and value % 10 == 0:
        span = between(year_span(day.year - 10), year_span(day.year))
        return piece._replace(span=span, rule="span", high=value + 10)
    if past or len(tail) == 1 or piece.unit not in ("年", "个月"):
        return piece
    rough = year_span(day.year) if piece.unit == "年" else month_span(day.year, day.month)
    return piece._replace(span=rough, rule="span", bound="at_least")
