"""This project's mentions in the form that each library's cases expect.

Money: value with two decimals, the library's currency name, accurate / blur / blur+ / blur- for
exact (and ranges) / approx / at_least / at_most; spans without bound words before the amount.
Dates: first and last day; a bare month in the year of the reference (JioNLP) or turned to past
and future with `date.resolve` (Recognizers-Text, whose periods end on the day after and whose
ranges end on the first day of the last member); 以来 ends at the reference, 前 begins there.
Texts are turned to simplified script first, as every article is.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date as day
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import opencc

from benchmarks.mentions.rules import Case
from transform.mentions import date, money, number, number_range, place, quantity
from transform.records import Mention

JIO_CURRENCY = {
    "CNY": "元", "TWD": "新台币", "HKD": "港元", "JPY": "日元", "RUB": "卢布", "EUR": "欧元",
    "AUD": "澳元", "THB": "泰铢", "USD": "美元", "GBP": "英镑", "CHF": "法郎", "KRW": "韩元",
    "CAD": "加元", "SGD": "新加坡元", "MOP": "澳门元",
}  # fmt: skip
JIO_BOUND = {"exact": "accurate", "approx": "blur", "at_least": "blur+", "at_most": "blur-"}
JIO_UNIT = {
    "年": "year",
    "个月": "month",
    "天": "day",
    "周": "day",
    "季度": "month",
    "小时": "hour",
    "分钟": "minute",
    "秒": "second",
}
RT_UNIT = {
    "厘米": "Centimeter", "斤": "Jin", "米": "Meter", "克": "Gram", "千字节": "Kilobyte",
    "千比特": "Kilobit", "赫兹": "Hertz", "千瓦": "Kilowatt", "公里": "Kilometer",
    "微克": "Microgram", "公斤": "Kilogram", "毫米": "Millimeter", "吨": "Metric ton",
    "平方米": "Square meter", "立方米": "Cubic meter", "公顷": "Hectare", "亩": "Mu",
    "平方公里": "Square kilometer", "兆瓦": "Megawatt", "升": "Liter", "毫升": "Milliliter",
    "摄氏度": "C", "斤两": "Liang", "两": "Liang", "海里": "Nautical mile", "毫克": "Milligram",
}  # fmt: skip
_BEFORE = re.compile(
    r"^(?:截止到|从|自|约|近|至少|不到|超过|小于|大于|不超过|将近|大约|突破|超|逾)\s*"
)


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` in simplified script, if no character is gained or lost."""
    turned = str(_simplifier().convert(text))
    return turned if len(turned) == len(text) else text


def passes(case: Case, file: str) -> bool:
    """Whether this project meets a case."""
    text = simplified(case["input"])
    if file == "jio_money_extractor":
        found = [[m.start, m.end] for m in money.find(text)]
        return found == [item["offset"] for item in case["expected"]]
    if file == "jio_money_parser":
        return _jio_money(text) == case["expected"]
    if file == "jio_time_extractor":
        found = [[m.start, m.end] for m in date.find(text, "2021-06-14")]
        return found == [item["offset"] for item in case["expected"]]
    if file == "jio_time_parser":
        return _jio_time(text, case)
    if file == "jio_location_parser":
        return _jio_place(text, case)
    if "CurrencyModel" in file:
        return _currency(text, case)
    if "DimensionModel" in file:
        return _dimension(text, case)
    if "NumberModel" in file:
        shares = [m for m in number.find(text) if text[m.end : m.end + 1] not in tuple("%％")]
        return _numbers([m.value for m in shares], case)
    if "NumberRange" in file:
        return _ranges(text, case)
    if "PercentModel" in file:
        shares = [m for m in quantity.find(text) if m.unit in ("%", "百分点")]
        # Recognizers-Text reads the upper end alone of 5-20%.
        values = [m.value_high if m.value_high is not None else m.value for m in shares]
        return _numbers(values, case)
    return _rt_dates(text, case, file)


# --- JioNLP ------------------------------------------------------------------------------------


def _jio_money(text: str) -> dict[str, Any] | None:
    mention = money.parse(text)
    if mention is None or mention.value is None:
        return None
    bound = mention.bound or "exact"
    num: Any = f"{mention.value:.2f}"
    if mention.value_high is not None:
        num, bound = [num, f"{mention.value_high:.2f}"], "approx"
    return {
        "num": num,
        "case": JIO_CURRENCY.get(mention.unit or "", mention.unit),
        "definition": JIO_BOUND[bound],
    }


def published(base: Any) -> str | None:
    """The reference of a JioNLP case (seconds, parts, or a year and month) as a date."""
    if base is None:
        return None
    if isinstance(base, dict):
        parts = [base.get(key) for key in ("year", "month", "day")]
    elif isinstance(base, list):
        parts = [part if part and part > 0 else None for part in base[:3]]
    else:
        return f"{datetime.fromtimestamp(float(base), ZoneInfo('Asia/Shanghai')):%Y-%m-%d}"
    known = [part for part in parts if part is not None]
    return "-".join(f"{part:02}" for part in known)


def _jio_time(text: str, case: Case) -> bool:
    expected = case["expected"]
    reference = published(case["kwargs"].get("time_base"))
    mentions = date.find(text, reference)
    if not mentions and expected["type"] == "time_delta":
        mentions = quantity.find(text)
    if len(mentions) > 1 and all(m.precision == "day" for m in mentions):
        # JioNLP reads a list of days as the time from the first to the last.
        mentions = [replace(mentions[0], date_end=mentions[-1].date_end)]
    if len(mentions) != 1:
        return False
    mention = mentions[0]
    time = expected["time"]
    if expected["type"] == "time_delta":
        return _jio_delta(mention, time)
    if not isinstance(time, list) or len(time) != 2:
        return False
    if mention.code:
        return _jio_clock(mention, reference, time)
    low, high = _ends(mention, reference)
    return (low, high) == (_day(time[0]), _day(time[1]))


def _jio_clock(mention: Mention, reference: str | None, time: list[str]) -> bool:
    """A time of day: a point lasts to the end of its hour or minute, a span to its last minute."""
    first, _, last = (mention.code or "").partition("/")
    low, high = mention.date_start, mention.date_end
    if mention.rule == "clock" and low is None:
        low = high = reference
    if low is None or high is None:
        return False
    if mention.rule == "before":
        return f"{high} {first}"[:13] == time[1][:13]
    begin = datetime.fromisoformat(low) + _hours(first)
    if not last:
        length = timedelta(hours=1) if first.endswith(":00") else timedelta(minutes=1)
        ends = {begin + length - timedelta(seconds=1), begin + timedelta(seconds=59), begin}
    else:
        end = datetime.fromisoformat(high) + _hours(last)
        ends = {end, end + timedelta(seconds=59), end + timedelta(seconds=3599)}
    return str(begin) == time[0] and time[1] in map(str, ends)


def _hours(time: str) -> timedelta:
    hours, minutes, seconds = (*map(int, time.split(":")), 0)[:3]
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


JIO_LENGTH = {
    "year": 365.0, "month": 30.0, "day": 1.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400,
}  # fmt: skip


def _jio_delta(mention: Mention, time: Any) -> bool:
    """Lengths compared in days; a bound or a range as JioNLP's pair of them."""
    unit = JIO_UNIT.get(mention.unit or "")
    if unit is None or mention.value is None:
        return False
    factor = {"周": 7, "季度": 3}.get(mention.unit or "", 1)
    if isinstance(time, dict):
        if set(time) == {"year", "month"}:
            return unit == "month" and mention.value == time["year"] * 12 + time["month"]
        days = sum(JIO_LENGTH[part] * amount for part, amount in time.items())
        return math.isclose(mention.value * factor * JIO_LENGTH[unit], days)
    if mention.value_high is not None:
        return bool(time == [{unit: mention.value}, {unit: mention.value_high}])
    low = {unit: mention.value} if mention.bound == "at_least" else {"infinite": True}
    high = {unit: mention.value} if mention.bound == "at_most" else {"infinite": True}
    return mention.bound in ("at_least", "at_most") and bool(time == [low, high])


def _day(stamp: str) -> str | None:
    return stamp[:10] if stamp[0].isdigit() else None


def _ends(mention: Mention, reference: str | None) -> tuple[str | None, str | None]:
    low, high = mention.date_start, mention.date_end
    if mention.rule in date.BARE and reference and low:
        for future in (False, True):
            turned = date.resolve(mention, reference, future)
            if (turned.date_start or "")[:4] == reference[:4]:
                low, high = turned.date_start, turned.date_end
    if mention.rule == "span" and mention.bound == "at_most":
        return (None, high)
    if mention.rule == "span" and mention.bound == "at_least":
        return (low, None)
    if mention.rule == "before":
        return (reference, high)
    if mention.rule == "after":
        return (low, None)
    return (low, high)


def _jio_place(text: str, case: Case) -> bool:
    """Province, city and county of the most exact place; a municipality is its own city."""
    lowest = place.lowest(place.find(text))
    told: dict[str, str | None] = {"province": None, "city": None, "county": None}
    code = lowest.code if lowest else None
    while code is not None:
        level = {"prefecture": "city"}.get(place.level(code), place.level(code))
        told[level] = place.official_name(code)
        code = place.parent(code)
    if told["province"] and told["province"][:2] in ("北京", "天津", "上海", "重庆"):
        told["city"] = told["province"]
    return told == {key: case["expected"][key] for key in told}


# --- Recognizers-Text --------------------------------------------------------------------------


def _spans(mentions: list[Mention]) -> list[tuple[int, str]]:
    spans = []
    for mention in mentions:
        match = _BEFORE.match(mention.quote)
        cut = match.end() if match else 0
        spans.append((mention.start + cut, mention.quote[cut:].strip()))
    return spans


def _folded(text: str) -> str:
    table = str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%-")
    return _BEFORE.sub("", simplified(text).translate(table)).replace("= ", "")


def _currency(text: str, case: Case) -> bool:
    mentions = money.find(text)
    expected = case["expected"]
    if len(mentions) != len(expected):
        return False
    for mention, item in zip(mentions, expected, strict=True):
        wanted = item["Resolution"]
        if not _close(mention.value, wanted["value"]):
            return False
        if mention.unit != wanted.get("isoCurrency", mention.unit):
            return False
    return [_folded(q) for _, q in _spans(mentions)] == [_folded(e["Text"]) for e in expected]


def _dimension(text: str, case: Case) -> bool:
    kinds = ("%", "百分点", "ratio", "倍", "天", "年", "周", "个月", "小时", "分钟", "秒")
    mentions = [m for m in quantity.find(text) if m.rule != "count" and m.unit not in kinds]
    expected = case["expected"]
    return len(mentions) == len(expected) and all(
        _close(m.value, item["Resolution"]["value"])
        and RT_UNIT.get(m.unit or "") == item["Resolution"]["unit"]
        for m, item in zip(mentions, expected, strict=True)
    )


def _numbers(values: list[float | None], case: Case) -> bool:
    expected = [item["Resolution"]["value"].rstrip("%") for item in case["expected"]]
    return len(values) == len(expected) and all(map(_close, values, expected))


def _ranges(text: str, case: Case) -> bool:
    found = [_interval(m.name or "") for m in number_range.find(text)]
    wanted = [_interval(e["Resolution"]["value"]) for e in case["expected"]]
    return len(found) == len(wanted) and all(
        ours == theirs or (ours[:3] == theirs[:3] and (ours[0], ours[3]) == ("[", "]"))
        for ours, theirs in zip(found, wanted, strict=True)
    )


def _interval(name: str) -> tuple[str, ...]:
    """The bracket, ends and bracket of an interval; the library leaves 100 out of 20~100."""
    low, _, high = name[1:-1].partition(",")
    return (name[0], *(f"{float(end):g}" if end else "" for end in (low, high)), name[-1])


def _close(value: float | None, wanted: str) -> bool:
    return value is not None and abs(value - float(wanted)) <= 1e-9 * max(1.0, abs(value))


def _rt_dates(text: str, case: Case, file: str) -> bool:
    reference = (case.get("reference") or "2017-03-22")[:10]
    durations = "Duration" in file or "DateTimeModel" in file
    mentions = [
        m
        for m in date.find(text, reference)
        if (m.rule != "duration" or durations) and m.rule not in ("vague", "rate")
    ]
    expected = case["expected"]
    if len(mentions) != len(expected):
        return False
    if [_folded(m.quote) for m in mentions] != [_folded(e["Text"]) for e in expected]:
        trimmed = [re.sub(r"以[前后]$", "", _folded(m.quote)) for m in mentions]
        if "Extractor" not in file or trimmed != [_folded(e["Text"]) for e in expected]:
            return False
    if "Extractor" in file:
        return True
    return all(
        _rt_value(mention, item, reference)
        for mention, item in zip(mentions, expected, strict=True)
    )


def _rt_value(mention: Mention, item: dict[str, Any], reference: str) -> bool:
    past, future = _rt_wanted(item)
    if "duration" in past:
        seconds = {
            "天": 86400, "周": 604800, "年": 31536000, "个月": 2592000, "小时": 3600, "分钟": 60, "秒": 1,
        }  # fmt: skip
        length = (mention.value or 0) * seconds.get(mention.unit or "", 0)
        return _close(length, past["duration"])
    turned = (
        (date.resolve(mention, reference, False), past),
        (date.resolve(mention, reference, True), future),
    )
    return all(_rt_ends(ours, wanted, reference) for ours, wanted in turned)


def _rt_wanted(item: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    if "Value" in item:
        return item["Value"]["PastResolution"], item["Value"]["FutureResolution"]
    values = item["Resolution"]["values"]
    return _rt_model(values[0]), _rt_model(values[-1])


def _rt_model(value: dict[str, Any]) -> dict[str, Any]:
    if value["type"] == "duration":
        return {"duration": value["value"]}
    if value["type"] == "date":
        return {"date": value["value"]}
    if "time" in value["type"]:
        return {"clock": value}
    return {"startDate": value.get("start"), "endDate": value.get("end"), "mod": value.get("Mod")}


def _rt_clock(mention: Mention, value: dict[str, Any]) -> bool:
    """A time of day, on the day told; an hour of the morning stands for both (八点)."""
    first, _, last = (mention.code or "").partition("/")
    start, end = value.get("value") or value.get("start"), value.get("end")
    if start is None:  # 八点之前
        return bool(mention.bound == "at_most" and end and end[-8:-3] == first)
    hours = {first, f"{int(first[:2] or 0) + 12}{first[2:]}"}
    if not first or not any(hour == start[-8:][: len(hour)] for hour in hours):
        return False
    if end is not None and end[-8:][: len(last)] != last:
        return False
    return len(start) <= 8 or (mention.date_start == start[:10])


def _rt_ends(mention: Mention, wanted: dict[str, Any], reference: str) -> bool:
    low, high = mention.date_start, mention.date_end
    if wanted.get("clock"):
        return _rt_clock(mention, wanted["clock"])
    if not {"not resolved", "0001-01-01"}.isdisjoint(wanted.values()):
        return mention.rule == "impossible"
    if low is None:
        return False
    if "date" in wanted:
        return bool(low == wanted["date"])
    start, end, mod = wanted.get("startDate"), wanted.get("endDate"), wanted.get("mod")
    if mod == "before":
        return bool(end == low)
    if mod == "until":
        return bool(end in (low, high))
    if mention.rule == "span" and start == str(day.fromisoformat(low) + timedelta(1)):
        low = start  # counted from the day after: both ends are one day later
        high = str(day.fromisoformat(high) + timedelta(1)) if high else None
    if mod in ("since", "after") or end is None:
        after = str(day.fromisoformat(high) + timedelta(1)) if high else None
        return bool(start == low or (mod == "after" and start == after))
    ends = {high}
    if high:
        ends.add(str(day.fromisoformat(high) + timedelta(1)))
    if mention.rule == "range" and mention.name:
        last = mention.name.split("/")[-1]
        ends.add(last + "-01-01"[len(last) - 4 :] if len(last) < 10 else last)
    return bool(start == low and (end in ends or end == reference))
