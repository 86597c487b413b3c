"""Turn a date whose year or month the text leaves open to the past or the future."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from transform.mentions.calendar_forms import month_span, reference, shift
from transform.records import Mention

BARE = ("bare_month", "bare_day", "bare_part", "bare_weekday")


def resolve(mention: Mention, published: str | None, future: bool) -> Mention:
    """A mention whose year or month the text leaves open, turned to the future or the past.

    With 预计11月 the first November that does not end before publication; with 于11月竣工 the
    last that does not begin after it. Other mentions come back unchanged.
    """
    today = reference(published).date
    if today is None or not _is_open(mention):
        return mention
    if mention.date_start is None or mention.date_end is None:
        return mention
    start, end = date.fromisoformat(mention.date_start), date.fromisoformat(mention.date_end)
    unit = "周" if mention.rule == "bare_weekday" else "年"
    if mention.rule == "bare_day" or (mention.rule == "range" and "月" not in mention.quote):
        unit = "月"
    step = _steps(start, end, today, unit, future)
    if not step:
        return mention
    return _shifted(mention, start, end, unit, step)


def _steps(start: date, end: date, today: date, unit: str, future: bool) -> int:
    """By how many units the date moves; over months and years that lack its day (29日, 2月29日)."""
    step = 0
    if future:
        while _moved(end, unit, step) < today or not _exists(start, unit, step):
            step += 1
        return step
    if end < today:
        later = 1
        while _moved(start, unit, later) <= today:
            step = later if _exists(start, unit, later) else step
            later += 1
        return step
    while _moved(start, unit, step) > today or not _exists(start, unit, step):
        step -= 1
    return step


def _exists(day: date, unit: str, step: int) -> bool:
    return unit == "周" or _moved(day, unit, step).day == day.day


def _is_open(mention: Mention) -> bool:
    return mention.rule in BARE or (mention.rule == "range" and not _TOLD.search(mention.quote))


_TOLD = re.compile(r"[年今去明昨]|[本上下当同]月|\d{4}")


def _moved(day: date, unit: str, step: int) -> date:
    return shift(day, "个月" if unit == "月" else unit, step)


def _shifted(mention: Mention, start: date, end: date, unit: str, step: int) -> Mention:
    low, high = _moved(start, unit, step), _moved(end, unit, step)
    if end.day >= 28 and (end + timedelta(days=1)).day == 1:
        high = month_span(high.year, high.month).end
    name = mention.name
    if name and unit == "年":
        name = re.sub(r"(?<!\d)\d{4}", lambda year: f"{int(year.group()) + step:04}", name)
    elif name:
        name = low.isoformat() if low == high else f"{low.isoformat()}/{high.isoformat()}"
    return replace(mention, date_start=low.isoformat(), date_end=high.isoformat(), name=name)
