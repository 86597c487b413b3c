"""Quantities, counts and ratios: `find(text)` gives each with its value in a plain unit.

3000万平方米 is 30,000,000 平方米; 76个项目 is 76 个 (what is counted is for the reader of
facts); 三成 is 30 %; 1/4 is 0.25 ratio. `per` is year, month or day where it is a rate.
Ordinals (第九批, 二期), names (一五〇团, 5G, 9+1), calendar dates and bare words (一次) are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transform.mentions.measure import Measure, scan
from transform.records import Mention

# 一次, 一些: words rather than counts. 一栋, 一条 stay: 新增综合楼一栋.
_ONE_IS_A_WORD = set("次批样道种本对方部口位天块类组片层期个名员年日周")
_NO_COUNT = tuple("这那每某另同任统唯万")
_PHASE_COUNT = re.compile(r"(?:[分共]|划分为|分成)$")
_TIMES = re.compile(r"(\d{1,4})\s*[×xX*＊]\s*$")
_MINUS = re.compile(r"(?:^|[^\d%A-Za-z])[-－−]$")  # 同比-3.5%
_PER_HOUR_AFTER = re.compile(r"\s*(?:[/／每](?:个?小时|时|分钟|秒)|[/／](?:h|s|min)(?![a-z]))")
_PER = frozenset("/／每")
_PER_HOUR_BEFORE = re.compile(r"每(?:个?小时|分钟|秒)[^\d，,。；;、]{0,8}$")
_REAL = {"area", "mass", "power", "energy"}
_BARE_COUNTS = set("头只羽锭套台户株")
_HALVES = {"年", "天", "斤", "倍", "小时", "公里", "吨", "亩"}


def find(text: str, measures: Sequence[Measure] | None = None) -> list[Mention]:
    """Quantity mentions of `text` in order. `measures` is `measure.scan(text)` where at hand."""
    found: list[Mention] = []
    for item in scan(text) if measures is None else measures:
        if item.unit is not None and item.unit.dimension != "money":
            mention = _read(text, item)
            if mention is not None:
                found.append(mention)
    return found


def _read(text: str, item: Measure) -> Mention | None:
    unit = item.unit
    assert unit is not None
    before = text[item.number_start - 1 : item.number_start]
    if before == "第" or _refused(text, item, before) or _is_hourly(text, item):
        return None
    value, end, start, rule = item.value, item.end, item.start, item.rule
    if item.numeral.form == "bare":
        if start < item.number_start or item.numeral.bound == "approx":
            pass  # 近百家, 上千人, 百余名
        elif item.value < 10**4 or not (unit.dimension in _REAL or unit.text in _BARE_COUNTS):
            return None
        else:
            rule = "label"  # 万头奶牛基地, 百万千瓦光伏: a size by name
    if unit.text == "成" and text[end : end + 1] in _TENTHS and item.end == item.unit_end:
        value, end = value + _TENTHS[text[end]], end + 1  # 七成六
    elif unit.text == "折" and value > 100:
        value /= 10  # 八五折
    elif text[item.unit_end : item.unit_end + 1] == "半" and unit.text in _HALVES:
        value, end = value + 0.5, max(end, item.unit_end + 1)
    elif before in _TIMES_SIGNS:
        times = _TIMES.search(text, max(0, item.number_start - 8), item.number_start)
        if times:  # 2X9MW
            value, start, rule = value * int(times.group(1)), times.start(), "product"
    elif unit.plain == "%" and _MINUS.search(
        text, max(0, item.number_start - 2), item.number_start
    ):
        start, value = item.number_start - 1, -value
    elif before == "负" or text.endswith("零下", 0, item.number_start):
        start = item.number_start - (1 if before == "负" else 2)
        value = -value
    return Mention(
        "quantity",
        start,
        end,
        text[start:end],
        rule if rule != "number" else unit.dimension,
        value=value,
        value_high=item.high,
        unit=unit.plain,
        per=item.per,
        bound=item.bound,
    )


_TIMES_SIGNS = tuple("×xX*＊")
_TENTHS = {c: i for i, c in enumerate("一二三四五六七八九", start=1)}


_DOUBTFUL = frozenset("年日度期")  # units with which a number is often something else


def _refused(text: str, item: Measure, before: str) -> bool:
    """Whether number and unit are something else: a date, a phase, a word, a name."""
    unit, number = item.unit, item.numeral
    assert unit is not None
    han = number.form == "han"
    if not han and unit.text not in _DOUBTFUL:
        return False
    if unit.text == "年":
        return not 0 < item.value < 100 or _is_year(text, item)
    if unit.text == "日":
        return not (item.value > 31 or (item.high or 0) > 31)
    if unit.text == "度":  # 30度 is warm, 12亿度 is power
        return text[item.unit_end - 2] not in "万亿"
    if unit.text == "期":
        return not _PHASE_COUNT.search(text, max(0, item.start - 3), item.start) and not (
            number.form == "han" and text[item.number_start] == "两"
        )
    if not han:
        return False
    if unit.text == "方" and item.value < 100:
        return True  # 八方来客
    if unit.text in ("批", "届", "轮") and item.value < 20 and before in ("首", "本"):
        return True
    if text[item.unit_end : item.unit_end + len(unit.text)] == unit.text:
        return True  # 一座座, 一条条
    if item.value == 1 and number.start + 1 == number.end:
        if unit.text in _ONE_IS_A_WORD and before != "各":
            return True
        return before in _NO_COUNT
    return False


def _is_hourly(text: str, item: Measure) -> bool:
    """500吨/小时, 每小时20吨: a rate that no fact tells; without it the amount would mislead."""
    after = text[item.end : item.end + 1]
    if (after in _PER or after.isspace()) and _PER_HOUR_AFTER.match(text, item.end):
        return True
    opens = max(0, item.start - 12)
    if text.find("每", opens, item.start) < 0:
        return False
    return _PER_HOUR_BEFORE.search(text, opens, item.start) is not None


def _is_year(text: str, item: Measure) -> bool:
    """15年3月, 08年: a calendar year, not a length of time."""
    follow = text[item.unit_end : item.unit_end + 3]
    if item.numeral.form == "arabic" and text[item.number_start] == "0":
        return True
    return bool(re.match(r"\d{1,2}月|[初底末]|[一二三四五六七八九十]{1,2}月|农历", follow))
