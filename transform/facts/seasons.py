"""Dates told by a festival, a season or 新的一年: at most the year or the month is certain.

春节前投用 is by the new year of the festival that lies ahead, 国庆期间开业 in October, 今冬 this year.
Programmes' figures take no period from a festival (rule `holiday`).
"""

from __future__ import annotations

import re
from calendar import monthrange

from transform.mentions.lookup import Lookup
from transform.records import Mention, Precision

# The month in which a festival falls; movable ones by the month they fall in most often.
_MONTHS = {"元旦": 1, "春节": 2, "清明": 4, "五一": 5, "端午": 6, "中秋": 9, "国庆": 10}
_FIXED = ("元旦", "五一", "国庆")
_FESTIVAL = re.compile(
    rf"(?P<year>今年|明年|去年|(?:20\d\d)年)?[“\"]?(?P<name>{'|'.join(_MONTHS)})(?![一二三])节?[”\"]?(?:小?长?假期?)?"
    r"(?P<part>期间|之?前夕?|之?后|(?=[正开投启通]))"
)
_SEASON = re.compile(r"(?P<word>今|明|去|入|开)(?P<season>[春夏秋冬])(?!运|麦|小麦|耕|季|储|令)")
_FROM_JANUARY = re.compile(
    r"(?P<year>20\d\d年|今年|去年)?(?<![\d万亿百千美欧日港单公纪])元月?(?:至|到|[-—–]{1,2})(?P<last>1[0-2]|[1-9])月份?"
)
_NEW_YEAR = re.compile(r"新的一年(?:里)?|新一年(?:里)?(?=[，,])")
# One of these stands in each of them.
_ANY = Lookup(
    [
        *_MONTHS,
        *("新的一年", "新一年"),
        *(a + b for a in "今明去入开" for b in "春夏秋冬"),
        *(a + b for a in ("元", "元月") for b in "至到—–-"),
    ]
)
_OFFSETS = {"今": 0, "明": 1, "去": -1, "今年": 0, "明年": 1, "去年": -1}


def find(text: str, published: str | None) -> list[Mention]:
    """The date mentions of this kind, in order; none where the day of publication is not known."""
    if not published or len(published) < 7 or not _ANY.spans(text):
        return []
    year, month = int(published[:4]), int(published[5:7])
    found = [_festival(match, year, month) for match in _FESTIVAL.finditer(text)]
    if "元" in text:
        found += [_from_january(match, year, month) for match in _FROM_JANUARY.finditer(text)]
    for match in _SEASON.finditer(text):
        offset = _OFFSETS.get(match["word"])
        if offset is None or (match["season"] == "冬" and month < 3):
            continue
        found.append(_mention(match, f"{year + offset}", "year", "relative"))
    for match in _NEW_YEAR.finditer(text):
        found.append(_mention(match, f"{year + (month > 10)}", "year", "relative"))
    return sorted(found, key=lambda m: m.start)


def merged(dates: list[Mention], extra: list[Mention]) -> list[Mention]:
    """All dates in order, those of `extra` in place of what they overlap."""
    if not extra:
        return dates
    kept = [d for d in dates if not any(e.start < d.end and d.start < e.end for e in extra)]
    return sorted([*kept, *extra], key=lambda m: m.start)


def _festival(match: re.Match[str], year: int, month: int) -> Mention:
    name, part = match["name"], match["part"]
    falls = _MONTHS[name]
    if told := match["year"]:
        year = year + _OFFSETS[told] if told in _OFFSETS else int(told[:4])
    elif part.startswith(("前", "之前")) and falls < month:
        year += 1  # the next one
    elif not part.startswith(("前", "之前")) and falls > month + 1:
        year -= 1
    if name == "元旦" and part.startswith(("前", "之前")):
        return _mention(match, f"{year - 1}", "year", "holiday")
    if name in _FIXED and not part.startswith(("前", "之前", "后", "之后")):
        return _mention(match, f"{year}-{falls:02}", "month", "holiday")
    return _mention(match, f"{year}", "year", "holiday")


def _from_january(match: re.Match[str], year: int, month: int) -> Mention:
    """元至3月 is from January to March, of the year before where March lies ahead."""
    last, told = int(match["last"]), match["year"]
    if told:
        year = year + _OFFSETS[told] if told in _OFFSETS else int(told[:4])
    elif last > month:
        year -= 1
    return Mention(
        "date", match.start(), match.end(), match[0], "range", name=f"{year}-01/{year}-{last:02}",
        precision="period", date_start=f"{year}-01-01",
        date_end=f"{year}-{last:02}-{monthrange(year, last)[1]}",
    )  # fmt: skip


def _mention(match: re.Match[str], name: str, precision: Precision, rule: str) -> Mention:
    year, _, month = name.partition("-")
    last = f"{name}-{monthrange(int(year), int(month))[1]}" if month else f"{name}-12-31"
    return Mention(
        "date", match.start(), match.end(), match[0], rule, name=name, precision=precision,
        date_start=f"{name}-01" if month else f"{name}-01-01", date_end=last,
    )  # fmt: skip
