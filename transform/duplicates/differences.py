"""What differs between two texts that mostly agree: figures, dates, names, other words.

Only what stands at the same place in both counts: 总投资1.9亿元 against 总投资2.1亿元 is a changed
figure, while a paragraph that one text lacks is no contradiction. A lost character (U+FFFD)
agrees with whatever stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from transform.duplicates.align import LOST, Block, Gap, gaps

Kind = Literal["figure", "date", "name", "words"]

_NEAR = 40  # characters: larger gaps are passages of their own, not one thing said otherwise
_DIGITS = "0-9\ufffd"
_CHINESE = "零〇一二三四五六七八九十百两"
_NUMBER = re.compile(
    rf"[{_DIGITS}]*[0-9][{_DIGITS}]*(?:\.[{_DIGITS}]+)?|[{_CHINESE}]+"
    r"(?=[年月日号周期届批次个项家条亿万千元人名户座台亩吨成倍层位所场])"
)
_PART_OF_NUMBER = re.compile(rf"[{_DIGITS}.%{_CHINESE}亿万千]")
_PLAIN_DIGITS = str.maketrans("零〇一二三四五六七八九两", "001234567892")  # 二〇二四 is 2024
_SCALE = {"亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_DATE_UNIT = re.compile(r"[年月日号周时点~]|期$")
_WITHOUT = re.compile(r"[0-9.~%]+[年月日号时分]?")  # what is left is not a number
_HAN = re.compile(r"[\u3400-\u9fff]")

# Endings of names of places, bodies and companies, and what stands around names of persons.
_NAME_END = (
    r"(?:自治州|地区|自治县|新区|开发区|园区|工业园|产业园|街道|县|市|区|镇|乡|村|团场|师|"
    r"有限公司|公司|集团|厂|银行|合作社|医院|学校|中学|小学|大学|学院|研究院|"
    r"工作组|指挥部|委员会|人民政府|政府|局|厅|部门|协会)"
)
_KIND_WORDS = r"(?:[\u3400-\u9fff]{0,8}?)"
_NAMED_BY_TAIL = re.compile(rf"^{_NAME_END}")
_NAMED_BY_END = re.compile(rf"{_NAME_END}$")
_COMPANY_TAIL = re.compile(rf"^{_KIND_WORDS}(?:有限公司|公司|集团|合作社|工业园|产业园|开发区)")
_OFFICE = re.compile(
    r"(?:书记|县长|市长|区长|州长|镇长|乡长|局长|厅长|处长|主任|主席|院长|校长|组长|总指挥|指挥长|"
    r"董事长|总经理|经理|负责人|厂长|村民|居民|职工|工人|老师|医生)$"
)
# Who wrote, edited or printed it changes with the outlet.
_BYLINE = re.compile(
    r"(?:记者|通讯员|编辑|责编|作者|摄影|摄|来源|编审|校对|审核)[\u3400-\u9fff]{0,4}$"
)
_PROJECT_TAIL = re.compile(r"^(?:项目|工程|生产线|基地)")
_SPEAKS = re.compile(r"^(?:说|表示|介绍|告诉|指出|强调|坦言|高兴地)")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two texts say otherwise at the same place."""

    kind: Kind
    left: str
    right: str


def _agree(left: str, right: str) -> bool:
    """Whether two numbers may be the same, lost characters standing for any digits."""
    if left == right:
        return True
    if LOST not in left + right:
        return False
    if LOST in left and LOST in right:
        return True
    gapped, whole = (left, right) if LOST in left else (right, left)
    pattern = "".join(
        r"[0-9.]*" if c == LOST else re.escape(c) for c in re.sub(f"{LOST}+", LOST, gapped)
    )
    return re.fullmatch(pattern, whole) is not None


def _may_be_equal(left: str, right: str) -> bool:
    """Whether two short passages may be the same, a lost character standing for up to two."""
    if LOST not in left and LOST not in right:
        return left == right
    reached = {0}  # places of `right` up to which the part of `left` read so far may reach
    for character in left:
        after: set[int] = set()
        for j in _over_lost(right, reached):
            if character == LOST:
                after.update(range(j, min(j + 3, len(right) + 1)))
            elif j < len(right) and right[j] in (character, LOST):
                after.add(j + 1)
                if right[j] == LOST:
                    after.add(j)
        reached = after
    return len(right) in _over_lost(right, reached)


def _over_lost(text: str, places: set[int]) -> set[int]:
    """`places` and those behind the lost characters that follow them."""
    grown = set(places)
    for j in sorted(places):
        end = j
        while end < len(text) and text[end] == LOST:
            end += 1
            grown.add(end)
    return grown


def _numbers(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """(number, what follows it) of each number in text[start:end]."""
    return [
        (match.group(), text[match.end() : match.end() + 2])
        for match in _NUMBER.finditer(text, start, end + 1)  # 三 needs the 家 behind it
    ]


@lru_cache(maxsize=4096)
def _value(number: str, tail: str) -> Decimal | None:
    try:
        value = Decimal(number.translate(_PLAIN_DIGITS))
    except InvalidOperation:
        return None
    for unit in tail:
        if unit not in _SCALE:
            break
        value *= _SCALE[unit]
    return value


def _same_number(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two numbers, each with what follows it, have one value: 3500万 and 0.35亿 do."""
    if LOST in left[0] + right[0]:
        return _agree(left[0], right[0])
    a, b = _value(*left), _value(*right)
    if a is None or b is None:  # 三十五, or a figure too odd to read
        return left[0] == right[0]
    return a == b


def _in_number(a: str, b: str) -> bool:
    return (a == b or LOST in (a, b)) and bool(
        _PART_OF_NUMBER.match(a) and _PART_OF_NUMBER.match(b)
    )


def _widen(left: str, right: str, gap: Gap) -> Gap:
    """The gap with the rest of the numbers that it cuts; both sides agree there."""
    i, i_end, j, j_end = gap.left, gap.left_end, gap.right, gap.right_end
    while i > 0 and j > 0 and _in_number(left[i - 1], right[j - 1]):
        i, j = i - 1, j - 1
    while i_end < len(left) and j_end < len(right) and _in_number(left[i_end], right[j_end]):
        i_end, j_end = i_end + 1, j_end + 1
    return Gap(i, i_end, j, j_end, gap.between)


def _unmatched(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The numbers of each side that the other lacks; each number answers for one only."""
    for same_unit in (True, False):
        rest = []
        for number in ours:
            for other in theirs:
                if same_unit and number[1][:1] != other[1][:1]:
                    continue
                if _same_number(number, other):
                    theirs = [n for n in theirs if n is not other]
                    break
            else:
                rest.append(number)
        ours = rest
    return ours, theirs


def _beside(text: str, start: int, end: int) -> bool:
    """Whether part of a number stands in text[start:end] or touches it."""
    return _PART_OF_NUMBER.search(text, max(0, start - 1), end + 1) is not None


def _changed_numbers(left: str, right: str, gap: Gap) -> Iterator[Difference]:
    if not (_beside(left, gap.left, gap.left_end) and _beside(right, gap.right, gap.right_end)):
        return  # one side says no number, so nothing is said otherwise
    wide = _widen(left, right, gap)
    if _may_be_equal(left[wide.left : wide.left_end], right[wide.right : wide.right_end]):
        return
    only_left, only_right = _unmatched(
        _numbers(left, wide.left, wide.left_end), _numbers(right, wide.right, wide.right_end)
    )
    for a, b in zip(only_left, only_right, strict=False):
        dated = _DATE_UNIT.search(a[1][:1]) and _DATE_UNIT.search(b[1][:1])
        yield Difference("date" if dated else "figure", "".join(a), "".join(b))


@cache
def _places() -> frozenset[str]:
    lines = resources.files("transform.duplicates").joinpath("places.txt").read_text("utf-8")
    return frozenset(
        name for line in lines.splitlines() if not line.startswith("#") for name in line.split()
    )


_KIND_OF_PLACE = re.compile(r"(?<=..)(?:自治州|地区|自治县|新区|县|市|区|州|盟|旗)$")


def is_place(*names: str) -> bool:
    """Whether all of `names` are places, with or without 县, 市 and the like."""
    return all(n in _places() or _KIND_OF_PLACE.sub("", n) in _places() for n in names)


def _are_places(left: str, right: str, gap: Gap) -> bool:
    """Whether the gap, or it with up to three letters that agree around it, is two places."""
    for before in range(4):
        for behind in range(4):
            ours = left[max(0, gap.left - before) : gap.left_end + behind]
            theirs = right[max(0, gap.right - before) : gap.right_end + behind]
            if ours != theirs and ours in _places() and theirs in _places():
                return True
    return False


def _is_name(left: str, right: str, gap: Gap) -> bool:
    """Whether the two sides of a gap are two names, by what they end in or stand beside."""
    ours, theirs = left[gap.left : gap.left_end], right[gap.right : gap.right_end]
    head, tail = left[max(0, gap.left - 8) : gap.left], left[gap.left_end : gap.left_end + 12]
    if _BYLINE.search(head):
        return False
    return bool(
        _are_places(left, right, gap)
        or (_NAMED_BY_END.search(ours) and _NAMED_BY_END.search(theirs))
        or _NAMED_BY_TAIL.match(tail)
        or _COMPANY_TAIL.match(tail)
        or (_OFFICE.search(head) and len(ours) <= 8 and len(theirs) <= 8)
        or (_PROJECT_TAIL.match(tail) and min(len(ours), len(theirs)) >= 2)
        or (_SPEAKS.match(tail) and 2 <= len(ours) <= 4 and 2 <= len(theirs) <= 4)
    )


def differences(left: str, right: str, found: Sequence[Block]) -> list[Difference]:
    """What two texts (as `align.letters` gives them) say otherwise, in the order of `left`."""
    told: list[Difference] = []
    if not found:
        return told
    for gap in gaps(left, right, found):
        ours, theirs = left[gap.left : gap.left_end], right[gap.right : gap.right_end]
        if not gap.between or max(len(ours), len(theirs)) > _NEAR:
            continue
        # A number may be changed by adding to it: 3亿 and 13亿 leave one side of the gap empty.
        numbers = list(_changed_numbers(left, right, gap))
        told += numbers
        if LOST in ours or LOST in theirs:
            continue
        words, others = _WITHOUT.sub("", ours), _WITHOUT.sub("", theirs)
        if words != others and _HAN.search(words) and _HAN.search(others):
            kind: Kind = "name" if _is_name(left, right, gap) else "words"
            told.append(Difference(kind, ours, theirs))
    return _named_by_repeating(told)


def _named_by_repeating(told: list[Difference]) -> list[Difference]:
    """Words that stand for one another more than once are names, of a product or a person."""
    often = Counter((d.left, d.right) for d in told if d.kind == "words" and len(d.left) > 1)
    return [
        replace(d, kind="name") if d.kind == "words" and often[d.left, d.right] > 1 else d
        for d in told
    ]
