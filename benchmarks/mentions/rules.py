"""Which cases apply to news text: stated rules over the case's words and expected form, no ids.

The libraries' cases come from spoken queries. A case does not apply where it asks for
hours counted from now, a part of a day as hours, a lunar, festival or dynastic date, a recurring
or the next appointment, arithmetic (powers, dozens), or a date order or two-digit year that Chinese
news does not write.
"""

from __future__ import annotations

import re
from typing import Any

Case = dict[str, Any]

LUNAR = re.compile(
    r"农历|農曆|阴历|正月|腊月|臘月|初[一二三四五六七八九十]|廿|闰|閏|大年|除夕|元宵|冬至|节(?!能)|節"
    r"|春$|[春夏秋冬]季?$|暑假|国庆|元旦|端午|中秋|^十一$|[\d一二三四五六七八九十]月十[一二三四五六七八九]?$"
    r"|月[一二三]?十[一二三四五六七八九]$|八月十五|二月十五"
)
DYNASTY = re.compile(r"康熙|雍正|神龙|民国|乾隆|光绪|[一二三四五六七八九]{3}年")
_N = r"[\d一二两三四五六七八九十零半]{1,3}"
_DAY_PART = r"(?:上午|下午|早上|中午|午后|半夜|午夜|夜里|白天|晚上|早间|[昨明]晚)"
# What a clock told: hours counted from the minute of speaking, a part of a day as a span of
# hours, an hour said with 点 alone or as one of two (七八点), and Latin am and pm.
CLOCK = re.compile(
    rf"{_N}个?(?:分钟?|小时|钟头)(?:[前后内]|以[前后内])|(?:前|近|未来|过去|最近|再过|之前){_N}个?(?:分钟|小时)|上个小时"
    rf"|{_DAY_PART}(?:$|[^\d一二两三四五六七八九十零点：:五])|^你?(?:从|早上)?{_N}?[到~～]?{_N}(?:[：:]\d\d|[点點时]半?)(?:整|$|的时候)"
    r"|[七八九二三四五六]{2}点|[ap]\.?m|分钟高|^\d\d:\d\d$|^下午\d:\d\d:"
)
SET = re.compile(r"每[年月日天周个隔星].*[点月]|每隔|每[年月]\d|工作日|每年都|每年的")
ORDER = re.compile(
    r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}|(?<!\d)\d{1,2}-\d{1,2}-\d{1,2}(?!\d)|^\d{1,2}/\d{1,2}$"
    r"|(?<!\d)\d{2}-\d{2}$|\d{4} \d{2} \d{2}|\d{4}\.\d\d-|\d{8}|\d{4}-\d\d-\d\d-\d"
)
SPOKEN = re.compile(
    r"大大后天|大半天|[一二三四五六七八九]夜|仨|马上|\b=|个半月|半以|^\d{4} ?看|^(?:一|二|两|三|几|\d)?.{0,3}年.?前后"
    r"|^第[一二三四五六七八九十]+天"
)
ARITHMETIC = re.compile(r"\^|\de\d|\d[eE]|[kKＫ]|\d\s+\d+/|/|／|分\s*之\s*负|半百|[五十]打|千\d$")
SPACED = re.compile(r"[一-鿿\d][ \u3000]+[一-鿿]")


def not_news(case: Case, file: str) -> str | None:
    """Why a case does not apply, None where it does."""
    text = case["input"]
    if "location" in file:
        return None
    if "Number_" in file:
        return _number(text, file)
    if "DateTime" in file or "time" in file:
        return _time(text, case)
    return "units of weight, speech" if re.search(r"[\d十百]两$", text) else None


def _number(text: str, file: str) -> str | None:
    if ARITHMETIC.search(text):
        return "arithmetic, speech"
    if "PercentModel" in file and SPACED.search(text):
        return "characters spaced out"
    return None


def _time(text: str, case: Case) -> str | None:
    for pattern, reason in (
        (SET, "recurring appointment"),
        (CLOCK, "time of day"),
        (LUNAR, "lunar or festival date"),
        (DYNASTY, "dynastic year"),
        (ORDER, "date order that news does not write"),
        (SPOKEN, "spoken form"),
    ):
        if pattern.search(text):
            return reason
    if case.get("kwargs", {}).get("ret_future"):
        return "asks for the next appointment"
    expected = case["expected"]
    if isinstance(expected, dict) and expected.get("type") == "time_period":
        return "recurring appointment"
    if isinstance(expected, list) and any(_recurs(item) for item in expected):
        return "recurring appointment"
    return None


def _recurs(item: dict[str, Any]) -> bool:
    return str(item.get("TypeName") or item.get("Type") or "").endswith(".set")
