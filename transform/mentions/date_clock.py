"""The time of day behind a date or alone: 上午10时30分, 15:20, 下午3点至5点, 24时."""

from __future__ import annotations

import re
from typing import NamedTuple

from transform.mentions.date_grammar import JOIN
from transform.mentions.numeral import parse

PART = (
    r"(?:上午|下午|午后|凌晨|清晨|早[上间晨]|早(?=\d)|中午|正午|傍晚|晚[上间]|晚(?=\d)|夜[里间晚]"
    r"|后?半夜|午夜|深夜|白天)"
)
_HAN = "零〇一二两三四五六七八九十"
_TIME = (
    rf"(\d{{1,2}}|[{_HAN}]{{1,3}})"
    r"(?:\s?[:：](\d{2})(?:[:：](\d{2}))?时?"
    rf"|[时点](?!\d*[年建])(?:钟|整|(半)|([一三两123])刻|(\d{{1,2}}|[{_HAN}]{{1,3}})分(?:(\d{{1,2}}|[{_HAN}]{{1,3}})秒)?"
    rf"|(\d{{2}}(?![\d年月日万亿.%])|[零〇二三四五]十?[一二三四五六七八九](?![{_HAN}百千万亿个项])))?)"
)
_CLOCK = re.compile(rf"\s?({PART})?\s?(?:的)?(?:{_TIME}(许|左右|分许)?)?")
_UPPER = re.compile(rf"{JOIN}({PART})?\s?{_TIME}")
# Alone: with a part of the day, with minutes, or as the opening of a clause (10时，仪式开始).
_ALONE = re.compile(
    rf"{PART}\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?[:：时点]"
    r"|(?:[01]\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:：%])"
    r"|(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分|整|半(?!以)|许)"
    rf"|(?:1?\d|2[0-4]|[{_HAN}]{{1,3}})[时点]的(?!话)"
    rf"|[{_HAN}]{{1,3}}(?:[时点](?:[{_HAN}]{{1,3}}分|整|半(?!以)|许|[一三]刻)|时[，,])"
    r"|(?:1?\d|2[0-4])(?:时[，,许]|[时点]至?到?[—-]?\d{1,2}[时点])"
)


_OPENERS = frozenset(" 上下午凌清早中正傍晚夜后半深白的0123456789" + _HAN)


class Clock(NamedTuple):
    """A time of day: where it ends, and 10:30 or 09:00/11:30; None for a part without hours."""

    end: int
    time: str | None


def behind(text: str, at: int, part: str = "") -> Clock:
    """The time of day that goes on from a date that ends at `at`; `part` is in its word (昨晚)."""
    if text[at : at + 1] not in _OPENERS:
        return Clock(at, None)
    match = _CLOCK.match(text, at)
    if match is None or match.end() == at:
        return Clock(at, None)
    if match.group(2) is None:
        return Clock(match.end(1), None) if match.group(1) else Clock(at, None)
    first = _time(match, 2, match.group(1) or part)
    if first is None:
        return Clock(match.end(1), None) if match.group(1) else Clock(at, None)
    upper = _UPPER.match(text, match.end())
    if upper is not None:
        last = _time(upper, 2, upper.group(1) or match.group(1) or part)
        if last is not None:
            return Clock(upper.end(), f"{first}/{last}")
    return Clock(match.end(), first)


def alone(text: str, start: int) -> Clock | None:
    """A time of day that no date stands before; None where the words may be something else."""
    before = text[start - 1 : start]
    if (before and (before.isdigit() or before in ":：.")) or _ALONE.match(text, start) is None:
        return None
    clock = behind(text, start)
    return clock if clock.time is not None else None


def _time(match: re.Match[str], group: int, part: str) -> str | None:
    """HH:MM, or HH:MM:SS where seconds are told, on the clock of 24 hours."""
    hour, minute, second, half, quarters, minutes, seconds, short = match.groups()[
        group - 1 : group + 7
    ]
    hours = _value(hour)
    past = _value(minute or minutes or short)
    if half:
        past = 30
    elif quarters:
        past = {"一": 15, "两": 30, "三": 45, "1": 15, "2": 30, "3": 45}[quarters]
    if hours > 24 or past > 59:
        return None
    if hours < 12 and (part[:1] in "晚傍" or part in ("下午", "午后")):
        hours += 12 if part else 0
    elif hours == 12 and part[:1] in "晚夜半午深" and part not in ("", "午后"):
        hours = 24
    elif (hours in (1, 2) and part in ("中午", "正午")) or (
        6 <= hours < 12 and part in ("夜里", "夜间", "深夜", "半夜")
    ):
        hours += 12
    told = f"{hours:02}:{past:02}"
    late = second or seconds
    return f"{told}:{_value(late):02}" if late else told


def _value(words: str | None) -> int:
    value = parse(words.lstrip("0零〇") or "零") if words else 0
    return int(value or 0)
