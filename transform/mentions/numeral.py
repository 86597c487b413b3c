"""Chinese and Arabic numerals: one scan of a text, and their values.

`scan` gives every numeral of a text with its value, in order. It knows thousands groups
(1,130 and 1 130), full-width digits, multipliers (39892万, 1亿8000万), Chinese numerals
(两千四百五, 二〇二四, 三点五), round ones (上千万, 数十亿, 十余, 两三百) and fractions
(1/4, 三分之二, 百分之五). A numeral that touches an undetermined character, a letter or a
leading zero is not read: what is not certain is no number.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from transform.records import Bound

DIGIT_VALUES = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "兩": 2, "俩": 2, "倆": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
SCALES = {**SMALL_SCALES, **BIG_SCALES}
UNDETERMINED = "�"
LONGEST = 40  # characters: no figure is longer, but hostile pages hold runs of digits

_UNIT_TAILS = frozenset("瓦米克伏卡帕赫焦字比")
_HAN_DIGITS = "".join(DIGIT_VALUES)
_DECIMALS = "".join(c for c in DIGIT_VALUES if c not in "两兩俩倆")  # 两百点两 is no decimal
HAN_NUMERALS = _HAN_DIGITS + "".join(SMALL_SCALES) + "万萬亿億"
# 千 of 千瓦, 千米 and 兆 of 兆瓦 belong to the unit. So does 百 of 百分点.
_UNIT_TAIL = "瓦米克伏卡帕赫焦字比"
_GROUPED = r"\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0]\d{3})+(?=[ \u00a0]?[万亿元余多])"
_ARABIC = rf"(?:(?:{_GROUPED}|\d+)(?:[.．]\d+)?)"
_SCALE = (
    rf"(?:[十百佰仟](?!分)[万萬]{{0,2}}[亿億]?|千(?![{_UNIT_TAIL}])[万萬]?[亿億]?"
    r"|[万萬]{0,2}[亿億]|[万萬]{1,2})"
)
_MULTIPLIER = rf"(?:[ \u00a0]{{0,2}}[余多几]?个?[余多几]?{_SCALE}(?:[余多几][万亿])?)"
_HAN_REST = rf"(?:[{HAN_NUMERALS}余多几兆]*[{HAN_NUMERALS}兆])?(?:点[{_DECIMALS}]+[万亿]{{0,2}}|个[余多几]?[亿億])?"
# One character class in front, then what its member may open: three times as fast as two
# alternatives that are tried at every character of a text.
_NUMERAL = re.compile(
    rf"[0-9０-９{HAN_NUMERALS}数几](?:"
    r"(?<=[0-9０-９])(?P<arabic>"
    r"(?:\d{0,2}(?:[,，]\d{3})+(?!\d)|\d{0,2}(?:[ \u00a0]\d{3})+(?=[ \u00a0]?[万亿元余多])|\d*)"
    rf"(?:[.．]\d+)?(?:{_MULTIPLIER}(?:零?{_ARABIC}{_MULTIPLIER})*(?:零?\d{{1,4}}(?![\d.%]))?)?)"
    rf"|(?<=[{HAN_NUMERALS}]){_HAN_REST}|(?=[十百千万亿])[{HAN_NUMERALS}]{_HAN_REST})"
)
_PART = re.compile(rf"({_ARABIC})[ \u00a0]*([余多几个十百佰千仟万萬亿億]*)")
_ROUND = re.compile("[余多几]")
_SIMPLE = re.compile(r"([0-9]+)(?:\.([0-9]+))?(万亿|[万亿]|)")
_SIMPLE_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_BLANKS = re.compile(r"[, \u00a0]")
_FRACTION_TAIL = re.compile(
    rf"/(\d+)(?![\d/])|(?:个)?分之({_ARABIC}|[{HAN_NUMERALS}]+(?:点[{_DECIMALS}]+)?)"
)
_CUT = re.compile(r"\d[.．][ \u00a0]+$")  # 15. 6亿元: a decimal that was torn apart
_MIXED = re.compile(
    rf"又({_ARABIC}|[{HAN_NUMERALS}]+)分之({_ARABIC}|[{HAN_NUMERALS}]+)"
)  # 三又二分之一
_MORE = re.compile(r"[余多](?!数)|来(?=[个家名人年天万亩户位])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_BEFORE = set("�.．?+*#＊＋×_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWYZ")
_BARE = set("".join(SCALES))


class Numeral(NamedTuple):
    """A numeral: its span, value and what its form says of it."""

    start: int
    end: int
    value: float
    high: float | None  # of 数千万 (10,000,000 to 100,000,000) and 两三百
    scale: float  # the last multiplier, which a range shares: 3至5亿
    bound: Bound  # exact; approx for 余 多 几 数
    form: str  # arabic, han, bare (千万 without a digit), fraction, percent
    ge: bool  # 个 before the multiplier: 6个亿


def small_count(words: str) -> int:
    """The value of one Han digit, of 十 or of Arabic digits: what counts a few things."""
    counts = DIGIT_VALUES | SMALL_SCALES
    return counts[words] if words in counts else int(words)


def scan(text: str, followers: frozenset[str] | None = None) -> list[Numeral]:
    """All numerals of `text` in order.

    With `followers`, a single Chinese digit that none of these characters follows (一带一路) is
    left out: most are parts of words.
    """
    found: list[Numeral] = []
    position = 0
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        if end - start > LONGEST:
            continue
        arabic = match.lastgroup == "arabic"
        follow = text[end : end + 1]
        if not arabic and followers is not None and end - start == 1 and follow not in followers:
            continue
        if start:
            before = text[start - 1]
            if before == UNDETERMINED:
                continue
            if arabic and before in _BEFORE and not _is_factor(text, start):
                continue
            if arabic and before in " \u00a0" and _CUT.search(text, max(0, start - 4), start):
                continue
        if follow == UNDETERMINED or (arabic and follow == "+"):
            continue
        numeral = _arabic(match.group(), start) if arabic else _han(match.group(), text, start)
        if numeral is None:
            continue
        if follow and follow in "/分个余多来又":
            numeral = _with_tail(numeral, text)
        position = numeral.end
        found.append(numeral)
    return found


def _is_factor(text: str, start: int) -> bool:
    """2×350: a number behind a sign of multiplication; 2*350 may be a masked figure."""
    return start > 1 and text[start - 1] in "×x" and text[start - 2].isdigit()


def _with_tail(numeral: Numeral, text: str) -> Numeral:
    """The numeral with a fraction (1/4, 三分之二) or 余, 多 behind it."""
    follow = text[numeral.end : numeral.end + 1]
    if follow in "/分个" and follow:
        tail = _FRACTION_TAIL.match(text, numeral.end)
        if tail:
            return _fraction(numeral, tail)
    elif follow == "又":
        mixed = _MIXED.match(text, numeral.end)
        under, over = (parse(mixed.group(1)), parse(mixed.group(2))) if mixed else (None, None)
        if mixed and under and over is not None:
            return numeral._replace(
                end=mixed.end(), value=numeral.value + over / under, scale=1, form="fraction"
            )
    elif follow in "余多来" and follow and _MORE.match(text, numeral.end):
        return numeral._replace(end=numeral.end + 1, bound="approx")
    return numeral


def _fraction(numeral: Numeral, tail: re.Match[str]) -> Numeral:
    over = parse(tail.group(1) or tail.group(2))
    if over is None or not numeral.value:
        return numeral
    if tail.group(1) is not None:  # 1/4: first over second
        if not 0 < numeral.value < over <= 100:
            return numeral
        value, form = numeral.value / over, "fraction"
    elif numeral.value in _HUNDREDS and numeral.form == "bare":
        value, form = over * _HUNDREDS[numeral.value], "percent"
    else:
        value, form = over / numeral.value, "fraction"
    return numeral._replace(end=tail.end(), value=value, scale=1, form=form)


_HUNDREDS: dict[float, float] = {
    100: 1,
    1000: 0.1,
    10_000: 0.01,
    10**7: 1e-5,
    10**8: 1e-6,
}  # 千分之二 is 0.2 %


def parse(numeral: str) -> float | None:
    """The value of a numeral that stands alone, None where it is none."""
    if len(numeral) > LONGEST:
        return None
    if numeral[:1].isdigit():
        read = _arabic(numeral, 0)
        return read.value if read else None
    return han_value(numeral)


_numeral = partial(tuple.__new__, Numeral)  # of its fields; half the time of Numeral(...)


def _arabic(words: str, start: int) -> Numeral | None:
    if words.isascii() and words.isdigit() and words[0] != "0":  # most are whole numbers
        end = start + len(words)
        return _numeral((start, end, int(words), None, 1, "exact", "arabic", False))
    simple = _SIMPLE.fullmatch(words)
    if simple:  # the common case
        whole, decimals, multiplier = simple.groups()
        if whole[0] == "0" and len(whole) > 1:
            return None
        factor = _SIMPLE_SCALES[multiplier]
        value: float = int(whole) * factor
        if decimals:  # exact: 573.2亿 is no binary fraction
            value = int(whole + decimals) * factor / 10 ** len(decimals)
            value = int(value) if value == int(value) else value
        return Numeral(start, start + len(words), value, None, factor, "exact", "arabic", False)
    total, scale, ge, bound = 0.0, 1.0, False, "exact"
    for written, multiplier in _PART.findall(words):
        digits = _BLANKS.sub("", written.translate(_FULL_WIDTH))
        if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
            return None
        scale = 1.0
        for character in multiplier:
            scale *= SCALES.get(character, 1)
        whole, _, decimals = digits.partition(".")
        total += int(whole + decimals) * int(scale) / 10 ** len(decimals)
        ge = ge or "个" in multiplier
        bound = "approx" if _ROUND.search(multiplier) else bound
    value = int(total) if total == int(total) else total
    return Numeral(start, start + len(words), value, None, scale, _as_bound(bound), "arabic", ge)


def _as_bound(bound: str) -> Bound:
    return "approx" if bound == "approx" else "exact"


def _han(words: str, text: str, start: int) -> Numeral | None:
    end = start + len(words)
    # 千瓦, 千米: the multiplier is part of the unit; 三十两: 两 is the unit.
    tail = text[end : end + 1]
    kilo = (words[-1] in "千兆" and tail in _UNIT_TAILS) or (words[-1] == "百" and tail == "帕")
    if kilo or (len(words) > 1 and words[-1] == "两" and words[-2] in SMALL_SCALES):
        words, end = words[:-1], end - 1
    if not words:
        return None
    form = "bare" if words[0] in _BARE and words[0] not in "十拾" else "han"
    bound: Bound = "approx" if any(c in words for c in "余多几数") else "exact"
    high = None
    if words[0] in "数几":
        low = han_value("一" + words[1:])
        if low is None:
            return None
        return Numeral(start, end, low, low * 10, _last_scale(words), "approx", "han", False)
    value, high = _pair(words)
    if value is None:
        value = han_value(words)
    if value is None:
        return None
    if high is not None:
        bound = "approx"
    counted = "个" in words
    return Numeral(start, end, value, high, _last_scale(words), bound, form, counted)


def _last_scale(words: str) -> float:
    scale = 1.0
    for character in reversed(words):
        if character not in SCALES:
            break
        scale *= SCALES[character]
        if character in SMALL_SCALES:
            break
        if character in BIG_SCALES and scale > 10**8:
            break
    return scale


def _pair(words: str) -> tuple[float | None, float | None]:
    """Low and high of 两三百, 三四十, 七八个: two digits in sequence before one multiplier."""
    body = words.rstrip("".join(SCALES))
    head, pair = body[:-2], body[-2:]
    if len(pair) != 2 or (head and head[-1] not in SCALES):
        return None, None
    a, b = DIGIT_VALUES.get(pair[0]), DIGIT_VALUES.get(pair[1])
    if a is None or b is None or b != a + 1 or a == 0:
        return None, None
    tail = words[len(body) :]
    low, high = han_value(head + pair[0] + tail), han_value(head + pair[1] + tail)
    return low, high


def han_value(words: str) -> float | None:
    """The value of a Chinese numeral: 两千四百五 2450, 二〇二四 2024, 一亿零六 100000006."""
    whole, point, decimals = words.partition("点")
    value = _han_integer(whole)
    if value is None or (point and not decimals):
        return None
    if not decimals:
        return value
    places = decimals.rstrip("".join(BIG_SCALES))
    digits = [DIGIT_VALUES.get(c) for c in places]
    if None in digits or not digits:
        return None
    scale = 1.0
    for character in decimals[len(places) :]:  # 三点五亿
        scale *= BIG_SCALES[character]
    told = int(f"{int(value)}" + "".join(map(str, digits)))
    return told * scale / 10.0 ** len(digits)


def _han_integer(words: str) -> int | None:
    words = words.translate(_DROP)
    if not words:
        return None
    if all(c in DIGIT_VALUES for c in words):
        return int("".join(str(DIGIT_VALUES[c]) for c in words))
    total = section = digit = 0
    last = 1
    zero = seen = False
    for character in words:
        if character in DIGIT_VALUES:
            digit = DIGIT_VALUES[character]
            zero = zero or digit == 0
            seen = True
        elif character in SMALL_SCALES:
            last = SMALL_SCALES[character]
            section += (digit if seen and digit else 1) * last
            digit, zero, seen = 0, False, False
        else:
            last = BIG_SCALES[character]
            section += digit
            if not total and not section:
                section = 1  # 万 alone
            if not section or last > _lowest(total):  # 四万万, 三万五千亿
                total = (total + section) * last
            else:
                total += section * last
            section, digit, zero, seen = 0, 0, False, False
    if seen and digit and not zero and last > 10:  # 两千四百五: 5 is 50
        digit *= last // 10
    return total + section + digit


def _lowest(total: int) -> int:
    """The lowest big multiplier that `total` is a multiple of (1 万 in 3亿5万)."""
    if not total:
        return 0
    for size in (10**12, 10**8, 10**4):
        if total % size == 0:
            return size
    return 1


_DROP = str.maketrans("", "", "余多几来个")
