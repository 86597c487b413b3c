"""Ranges and comparisons of plain numbers: 大于20且小于等于35, 20至100, 介于10与20之间, 五百多.

`find(text)` gives each with `value` (lower end), `value_high` (upper end), `bound` and, as
`name`, the interval: a bracket belongs to it, a parenthesis does not; an open end is empty.
Ranges with a unit (3至5亿元) are read by `money` and `quantity`; this is for numbers alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transform.mentions.numeral import Numeral, scan
from transform.records import Bound, Mention

# The words before a number, its side of the interval, and whether the number belongs to it.
_EQUAL = r"(?:\s*或?者?\s*等于)"
_BEFORE = re.compile(
    rf"(?:(?P<ge>(?:大于|高于|多于|超过){_EQUAL}|不小于|不低于|不少于|至少有?|最少为?|[≥])"
    rf"|(?P<le>(?:小于|低于|少于){_EQUAL}|不大于|不高于|不超过|不多于|至多有?|最多为?|最高为?|[≤])"
    r"|(?P<gt>(?:大于|高于|多于|超过|突破|超出)了?|[>＞逾]|(?<![通经不超])过)"
    r"|(?P<lt>小于|低于|少于|不足|不到|[<＜]))\s*$"
)
_AFTER = re.compile(
    r"\s*(?:(?P<up>或者?|及)?(?P<ge>以上)|(?P<down>或者?|及)?(?P<le>以下|以内|之内))"
)
_THAN = re.compile(r"比\s*$")
_THAN_AFTER = re.compile(r"\s*(?:(?P<gt>[大高多])|(?P<lt>[小低少]))")
_JOIN = re.compile(r"\s*(?:至|到|[-—–~～－]{1,2})\s*")
_BETWEEN = re.compile(r"\s*[与和跟及至到]\s*")
_BETWEEN_END = re.compile(r"之?间")
_PLACED = re.compile(r"(?:位于|介于|处于|在)\s*$")
_AND = re.compile(r"\s*的?\s*(?:同时|并且?|而且|且|[，,]|、)?\s*(?:又|且)?\s*")


class _End(NamedTuple):
    """One side of an interval and the words that tell it."""

    start: int
    end: int
    value: float
    upper: bool
    closed: bool


def find(text: str) -> list[Mention]:
    """The ranges and comparisons of plain numbers in `text`, in order."""
    numerals = scan(text)
    found: list[Mention] = []
    index = 0
    while index < len(numerals):
        item = numerals[index]
        after = numerals[index + 1] if index + 1 < len(numerals) else None
        floor = found[-1].end if found else 0
        pair = _pair(text, item, after, floor) if after else None
        if pair is not None:
            found.append(pair)
            index += 2
            continue
        end = _end(text, item, floor)
        index += 1
        if end is None:
            continue
        other = _end(text, after, end.end) if after else None
        if other is not None and _meet(text, end, other):
            low, high = (other, end) if end.upper else (end, other)
            found.append(_mention(text, end.start, other.end, low, high))
            index += 1
        else:
            sides = (None, end) if end.upper else (end, None)
            found.append(_mention(text, end.start, end.end, *sides))
    return found


def _signed(text: str, item: Numeral) -> tuple[int, float]:
    start = item.start
    if text[start - 1 : start] in ("-", "－", "负") and not text[max(0, start - 2)].isdigit():
        return start - 1, -item.value
    return start, item.value


def _pair(text: str, low: Numeral, high: Numeral, floor: int) -> Mention | None:
    """20~100, 10000与20000之间: two numbers that name both ends."""
    start, value = _signed(text, low)
    top = high.value
    if not value < top:
        return None
    end = high.end
    between = _BETWEEN_END.match(text, high.end)
    gap = (_BETWEEN if between else _JOIN).fullmatch(text, low.end, high.start)
    if gap is None:
        return None
    if between:
        placed = _PLACED.search(text, max(floor, start - 3), start)
        start, end = placed.start() if placed else start, between.end()
    return _mention(
        text,
        start,
        end,
        _End(start, end, value, False, True),
        _End(start, end, top, True, True),
    )


def _end(text: str, item: Numeral, floor: int) -> _End | None:
    """The bound that a number is told as: 大于20, 30以上, 比170低, 五百多."""
    start, value = _signed(text, item)
    before = _BEFORE.search(text, max(floor, start - 8), start)
    if before:
        kind = str(before.lastgroup)
        return _End(before.start(), item.end, value, kind[0] == "l", kind[1] == "e")
    than = _THAN.search(text, max(floor, start - 3), start)
    compared = _THAN_AFTER.match(text, item.end) if than else None
    if than and compared:
        return _End(than.start(), compared.end(), value, compared.lastgroup == "lt", False)
    after = _AFTER.match(text, item.end)
    if after:
        closed = bool(after["up"] or after["down"])
        return _End(start, after.end(), value, after["le"] is not None, closed)
    if item.bound == "approx" and item.high is None:
        return _End(start, item.end, value, False, False)
    return None


def _meet(text: str, left: _End, right: _End) -> bool:
    """Whether two bounds close one interval: joined by 且 or nothing, and not empty."""
    if left.upper == right.upper or _AND.fullmatch(text, left.end, right.start) is None:
        return False
    low, high = (right, left) if left.upper else (left, right)
    return low.value < high.value


def _mention(text: str, start: int, end: int, low: _End | None, high: _End | None) -> Mention:
    bound: Bound = "exact" if low and high else "at_least" if low else "at_most"
    opening = "[" if low and low.closed else "("
    closing = "]" if high and high.closed else ")"
    ends = ",".join(f"{end.value:.12g}" if end else "" for end in (low, high))
    first = low or high
    return Mention(
        "quantity",
        start,
        end,
        text[start:end],
        "number_range",
        value=first.value if first else None,
        value_high=high.value if low and high else None,
        bound=bound,
        name=f"{opening}{ends}{closing}",
    )
