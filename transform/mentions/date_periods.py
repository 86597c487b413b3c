"""Plan periods (“十四五”), batches of aid, decades, yearly rates and 截至目前."""

from __future__ import annotations

import re
from datetime import date

from transform.mentions import date_grammar as g
from transform.mentions.calendar_forms import Span, between, day_span, year_span
from transform.mentions.date_context import Context, Piece
from transform.mentions.numeral import parse


def plan(context: Context, start: int) -> Piece | None:
    """“十四五”期间: the years of a five-year plan, or the one that is told (末, 开局之年)."""
    text = context.text
    match = g.PLAN.match(text, start)
    if match is None:
        return None
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
    """第九批援疆: the years in which that batch of cadres served."""
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
    """年均, 每天: no date, but what the figures behind it are told per."""
    unit = text[start] if text[start] != "每" else text[start + 1]
    if text[start] == "年" and text[start - 1 : start].isdigit():
        return None
    at = start + 2
    if unit == "个":
        unit, at = text[start + 2 : start + 3], start + 3
    per = g.RATES.get(unit)
    return Piece(at, None, "rate", per=per) if per else None


def as_of_now(context: Context, start: int) -> Piece | None:
    """截至目前: all that was known on the day of publication."""
    match = _NOW.match(context.text, start)
    if match is None:
        return None
    today = context.reference.date
    span = day_span(today) if today else None
    return Piece(match.end(), span, "as_of", open_start=True)


_NOW = re.compile(r"截[至止]到?(?:目前|发稿时?|现在|当前|记者发稿时?|今(?![年天日]))(?:为止)?")


def decade(text: str, start: int) -> Piece | None:
    """上世纪80年代, 九十年代初: ten years, or the part of them that is told."""
    match = g.DECADE.match(text, start)
    if match is None:
        return None
    tens = int(parse(match["tens"]) or 0)
    if match["century"]:
        first = (int(parse(match["century"]) or 0) - 1) * 100 + tens
    elif match["this"]:
        first = (1900 if match["this"] == "上" else 2000) + tens
    elif tens >= 40:
        first = 1900 + tens
    else:
        return Piece(match.end(), None, "vague")  # 二十年代 of which century?
    low, high = _PARTS[(match["part"] or " ")[0]]
    span = between(year_span(first + low), year_span(first + high))
    return Piece(match.end(), span, "absolute")


_PARTS = {" ": (0, 9), "初": (0, 2), "前": (0, 2), "中": (4, 6), "后": (7, 9), "末": (7, 9)}
