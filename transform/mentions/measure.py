"""Numbers with their units: what money and quantity mentions have in common.

`scan(text)` reads each numeral with the unit behind it (or the currency before it), the words
that bound it (约, 超, 以上), the rate it is told at (年产, /年) and ranges (3至5亿元). Money and
quantity take their share of the result, so a text is scanned once.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from transform.mentions import numeral
from transform.mentions.numeral import Numeral
from transform.mentions.tables import Unit, Words, words
from transform.records import Bound


class Measure(NamedTuple):
    """A number with its unit; `start` and `end` include bound words and currency."""

    start: int
    end: int
    number_start: int  # where the numeral itself begins
    value: float
    high: float | None
    unit: Unit | None  # None: a number without a unit
    bound: Bound
    per: str | None
    rule: str
    numeral: Numeral
    unit_end: int  # where the unit ends, before 以上 or 左右


_made = partial(tuple.__new__, Measure)  # of its fields; half the time of Measure(...)
_SPACES = " \u00a0\u3000"
_RANGE_GAP = re.compile(
    r"\s*(?:\(含\)|（含）|多)?\s*(?:至|到|[-—–~～－―〜]{1,2}|或|、(?=[\d一二三四五六七八九]))\s*"
)
_GAP = 6  # characters that may stand between the two ends of a range
_JOINTS = frozenset("至到-—–~～－―〜")
_LATIN = re.compile(r"[A-Za-z0-9]")
_PER_AFTER = re.compile(r"\s*(?:/|／|每)\s*(年|月|日|天|d(?![a-z])|a(?![a-z]))")
# 年产, 日处理, 每年可节约: the rate stands before the amount, in its clause, after no other amount.
_PER_BEFORE = re.compile(
    r"(?:每(?P<every>年|月|日|天)|(?<![今去明当同近全次翌本\d一二三四五六七八九十几多半个])(?<![^目此之以]前)(?<![^以]上)"
    r"(?P<verb>年|月|日)(?=[产均处加出提修发上供可销消屠接吞输节减生利设组回养繁印织烘周综缴纳营"
    r"收创实新增储需用取吸转运就开育培储能满总孵出栽种采炼冶洗分装带仓交配冷冻])|一年(?P<one>)的?)"
    r"[^\d，,。；;、：:！？\n%]{0,16}$"
)
_PER = {"年": "year", "a": "year", "月": "month", "日": "day", "天": "day", "d": "day"}
_STOP_PER = re.compile(r"投资|占地|项目|建设|面积|总额|注册")
# 日处理能力由1万立方米提升至3万立方米: the second amount is at the rate of the first.
_RAISED = re.compile(r"[^\d，,。；;]{0,4}(?:提|增|扩|升|调|涨|达)[^\d，,。；;]{0,4}[至到]")


def scan(text: str) -> list[Measure]:
    """The numbers of `text` that have a unit or may yet get one, in order, ranges joined."""
    tables = words()
    measures: list[Measure] = []
    floor = 0
    for item in numeral.scan(text, tables.followers):
        if item.start < floor:
            continue
        measure = _measure(text, item, tables, floor)
        if measure is None:
            floor = item.end
            continue
        if measures:
            last = measures[-1]
            near = measure.number_start - last.end <= _GAP
            joined = _range(text, last, measure) if near else None
            if joined is not None:
                measures[-1] = joined
                floor = joined.end
                continue
            if last.per and not measure.per and measure.unit == last.unit:
                raised = _RAISED.fullmatch(text, last.end, measure.start)
                measure = measure._replace(per=last.per) if raised else measure
        measures.append(measure)
        floor = measure.end
    return measures


def _measure(text: str, item: Numeral, tables: Words, floor: int) -> Measure | None:
    """The number with what belongs to it; None for a year, or a number that nothing goes with."""
    start, end, high, value = item.start, item.end, item.high, item.value
    unit = None
    if item.form == "percent":
        unit = _PERCENT
    elif item.form == "fraction":
        unit = _RATIO
    else:
        unit, end = unit_at(text, end, tables)
    if unit is None or unit.plain == "CNY":
        start, unit, end = _currency_before(text, start, end, unit, tables, floor)
    if unit is None:
        if item.scale < 10**4 and text[end : end + 1] not in tables.followers:
            return None
        bound = item.bound
        if item.scale >= 10**4 or text[end : end + 1] in _JOINTS:
            start, end, bound = _bounds(text, start, end, bound, tables, floor)
        return _made(
            (start, end, item.start, value, high, None, bound, None, "number", item, item.end)
        )
    if unit.dimension == "time" and (value >= 200 or unit.text == "日") and unit.text in "年日":
        return None if value < 32 or unit.text == "年" else _timed(item, unit, end)
    if unit.factor != 1:
        value = round(value * unit.factor, 6)
        high = None if high is None else round(high * unit.factor, 6)
    unit_end = end
    start, end, bound = _bounds(text, start, end, item.bound, tables, floor)
    per = None
    if unit.dimension != "time":
        per, end = _rate(text, start, end, floor)
    return _made((start, end, item.start, value, high, unit, bound, per, "number", item, unit_end))


def _timed(item: Numeral, unit: Unit, end: int) -> Measure:
    return Measure(
        item.start, end, item.start, item.value, None, unit, item.bound, None, "number", item, end
    )


_PERCENT = Unit("%", "%", 1, "ratio")
_RATIO = Unit("", "ratio", 1, "ratio")


def unit_at(text: str, position: int, tables: Words) -> tuple[Unit | None, int]:
    """The longest unit at `position` (after blanks) and where it ends; else None, `position`."""
    first = text[position : position + 1]
    at = position
    while first and at < position + 3 and first in _SPACES:
        at += 1
        first = text[at : at + 1]
    size = len(text)
    after = tables.units_after
    for unit in after.get(text[at : at + 2]) or after.get(first, ()):
        if text.startswith(unit.text, at):
            end = at + len(unit.text)
            if unit.latin and _LATIN.match(text, end):
                continue
            if unit.not_before and end < size and text[end] in unit.not_before:
                continue
            return unit, end
    return None, position


def _currency_before(
    text: str, start: int, end: int, unit: Unit | None, tables: Words, floor: int
) -> tuple[int, Unit | None, int]:
    """A currency in front: 人民币8000元, ￥300, 新台币177亿元."""
    at = start
    while at > floor and text[at - 1] in _SPACES:
        at -= 1
    if at > floor:
        for currency in tables.currencies_before.get(text[at - 1], ()):
            if text.startswith(currency.text, at - len(currency.text)):
                return at - len(currency.text), currency, end
    return start, unit, end


def _bounds(
    text: str, start: int, end: int, bound: Bound, tables: Words, floor: int
) -> tuple[int, int, Bound]:
    """Bound words around [start, end): the outer one decides (近, 超, 以上; 多 and 余 are weak)."""
    at = start
    while at > floor and text[at - 1] in _SPACES:
        at -= 1
    if at > floor:
        for word, kind in tables.bounds_before.get(text[at - 1], ()):
            begin = at - len(word)
            if begin >= floor and text.startswith(word, begin):
                if len(word) == 1 and not _is_bound(text, begin, start, word):
                    continue
                start, bound = begin, kind
                break
    at = end
    while at < len(text) and text[at] in _SPACES:
        at += 1
    if at < len(text):
        for word, kind in tables.bounds_after.get(text[at], ()):
            if text.startswith(word, at):
                if word == "前后" or (len(word) == 1 and text[at + 1 : at + 2] in _NOT_MORE):
                    continue
                end = at + len(word)
                bound = kind if bound != "at_most" else bound
                break
    return start, end, bound


def _is_bound(text: str, begin: int, start: int, word: str) -> bool:
    """约, 近, 上千万 and 过亿 are bounds; 签约6个, 附近3家, 网上3家 and 通过5项 are not."""
    if begin and text[begin - 1] in _NOT_BOUND.get(word, ""):
        return False
    if word == "上":
        return text[start : start + 1] in tuple("十百千万亿")
    return word != "过" or text[start : start + 1] in tuple("十百千万亿半")


_NOT_MORE = frozenset("种元样数个功余")
_NOT_BOUND = {
    "约": "签合契公预邀制特解违续相履协立条爽赴失",
    "近": "附最就临靠邻亲远",
    "过": "通超经不",
    "超": "赶反高",
}


def _rate(text: str, start: int, end: int, floor: int) -> tuple[str | None, int]:
    if end < len(text) and text[end] in "/／每":
        after = _PER_AFTER.match(text, end)
        if after:
            return _PER[after.group(1)], after.end()
    opens = max(floor - 1, 0, start - 20)
    window = text[opens:start]
    if "年" in window or "日" in window or "月" in window or "每" in window:
        before = _PER_BEFORE.search(window)
        if before and opens + before.start() >= floor and not _STOP_PER.search(before.group()):
            return _PER[before.group("every") or before.group("verb") or "年"], end
    return None, end


def _range(text: str, low: Measure, high: Measure) -> Measure | None:
    """3至5亿元, 7吨—8吨, 1万-5万元 as one measure; None where they are two."""
    if low.high is not None or low.number_start == low.end:
        return None
    if high.start != high.number_start or (low.unit is not None and high.unit != low.unit):
        return None
    gap = _RANGE_GAP.fullmatch(text, low.end, high.number_start)
    if gap is None or (low.rule == "range"):
        return None
    if "、" in gap.group() and not (low.unit is None and _sequence(low, high)):
        return None
    if high.unit is None:
        return None
    value = low.value
    if low.unit is None:
        value = _scaled(low.numeral, high.numeral) * high.unit.factor
    top = high.value if high.high is None else high.high
    if not value < top:
        return None
    value = int(value) if value == int(value) else value
    return high._replace(
        start=low.start,
        number_start=low.number_start,
        value=value,
        high=top,
        bound=low.bound if low.bound != "exact" else high.bound,
        per=low.per or high.per,
        rule="range",
    )


def _scaled(low: Numeral, high: Numeral) -> float:
    """The low end with the multiplier that the high end names for both: 六到七百亿, 六百到七百亿."""
    for scale in (high.scale, 10**8, 10**4):
        if low.scale < scale <= high.scale and low.value <= high.value / scale:
            return low.value * scale
    return low.value


def _sequence(low: Measure, high: Measure) -> bool:
    """七、八个 is a range; 3、5家 names two."""
    return low.numeral.form == "han" and high.numeral.value == low.numeral.value + 1 < 10
