"""When an article was published: a date that the page states, never one that it merely holds.

Sources in the order of trust: structured data, meta elements, elements named for a date, lines
near the title. A footer, a sidebar or the text itself is no source.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone
from typing import Any

from extract.parse.tree import Element, Line, squeeze, text_of

BEIJING = timezone(timedelta(hours=8))
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    r"(?:[\sT ,，（(]*(?:(?:星期|周)[一二三四五六日天])?[）)\s]*(?P<ampm>上午|下午|AM|PM)?\s*"
    r"(?P<h>\d{1,2})\s*(?:[:：]|时)\s*(?P<min>\d{2})(?:分)?(?:\s*[:：]?\s*(?P<s>\d{2}))?"
    r"(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_NAMED = re.compile(
    r"pub-?_?(?:time|date)|publish|post-?_?(?:time|date)|article-?_?(?:time|date|info)|(?:^|[\s_-])(?:time|date|rq|fbsj|sj)"
    r"(?:$|[\s_\d-])|info|source|(?:^|[\s_-])(?:from|meta|byline|author|ly|laiyuan|post_time|zuozhe|details?)",
    re.I,
)
_SAID = re.compile(r"发布|发表|时间|日期|来源|稿源|作者|记者|阅读|点击|字号|字体|打印")
_LABELLED = re.compile(r"(?:发布|发表|发稿|刊发|时间|日期|来源|稿源|编辑)[于时日]?[间期]?\s*[：:]")
_UPDATED = re.compile(r"(?:更新|修改)(?:时间|日期|于)?[：:]?\s*$")
_META_NAMES = (
    "article:published_time", "og:article:published_time", "publishdate", "pubdate",
    "publish_date", "publish-date", "date", "dc.date", "datepublished", "firstcreate",
    "article.published", "apub:time", "weibo: article:create_at", "_pubtime", "publishtime",
    "article_date_original", "ptime", "og:release_date", "createdate", "sailthru.date",
    "citation_date", "bytedance:published_time", "shareposttime",
)  # fmt: skip
_META_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "bytedance:updated_time",
    "lastmodified",
)
EARLIEST = 1995


def _iso(match: re.Match[str]) -> str | None:
    """ISO 8601 of a match, to the minute or second where it says so; None for no real date."""
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if day.year < EARLIEST:
            return None
        if match["h"] is None:
            return day.isoformat()
        hour = int(match["h"])
        if match["ampm"] in ("下午", "PM") and hour < 12:
            hour += 12
        stamp = datetime(
            day.year, day.month, day.day, hour, int(match["min"]), int(match["s"] or 0), 0, BEIJING
        )
    except ValueError:
        return None
    zone = match["zone"]
    if zone and zone not in ("+08:00", "+0800"):
        offset = timedelta(0)
        if zone != "Z":
            sign = -1 if zone[0] == "-" else 1
            offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        stamp = stamp.replace(tzinfo=timezone(offset)).astimezone(BEIJING)
    return stamp.isoformat()


def first(text: str) -> str | None:
    """The first date in a text as ISO 8601, None where there is none."""
    for match in _DATE.finditer(text[:2000]):
        if found := _iso(match):
            return found
    return None


def stated(text: str) -> tuple[str | None, str | None]:
    """(published, updated) that a line of details states."""
    published = updated = None
    for match in _DATE.finditer(text[:2000]):
        found = _iso(match)
        if _UPDATED.search(text[: match.start()]):
            updated = updated or found
        else:
            published = published or found
    return published, updated


def _json_ld(root: Element) -> tuple[str | None, str | None]:
    published = updated = None
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data: Any = json.loads(script.text[:200_000], strict=False)
        except (ValueError, RecursionError):  # no JSON, or brackets without end
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                said = item.get("datePublished") or item.get("pubDate")
                published = published or first(str(said or ""))
                changed = item.get("dateModified") or item.get("upDate")
                updated = updated or first(str(changed or ""))
    return published, updated


def _meta_date(root: Element, names: tuple[str, ...]) -> str | None:
    by_name: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or ""
        ).lower()
        by_name.setdefault(name, element.get("content") or "")
    for name in names:
        if found := first(by_name.get(name, "")):
            # Midnight to the second is how a system writes a day without a time.
            return found[:10] if "T00:00:00" in found else found
    return None


def _near_title(lines: list[Line], title_at: int) -> tuple[str | None, str | None]:
    """Dates of the lines about the title: the nearest below, else the nearest above.

    Only lines made as details are: short ones. The article's own sentences are none.
    """
    below: list[Line] = []
    prose = False
    for line in lines[title_at : title_at + 16]:
        # Below the text begun, only a line that calls its date one is about the article.
        if not prose or _LABELLED.search(line.text):
            below.append(line)
        prose = prose or (line.chinese - line.linked >= 25 and "。" in line.text)
    window = [*below, *reversed(lines[max(0, title_at - 6) : title_at])]
    dates: list[str] = []
    updated: str | None = None
    for line in window:
        found, changed = stated(line.text)
        updated = updated or changed
        if found is None or (len(line.text) > 90 and not _SAID.search(line.text)):
            continue
        if len(line.text) > 160 and "。" in line.text:
            continue
        dates.append(found)
    with_time = [d for d in dates if "T" in d and d[:10] == dates[0][:10]]
    return next(iter(with_time or dates), None), updated


def _named(root: Element) -> tuple[str | None, str | None]:
    for element in root.iter("span", "div", "p", "time", "td", "li", "em", "i", "small", "font"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag != "time" and not _NAMED.search(name):
            continue
        text = squeeze(element.get("datetime") or "") or text_of(element)
        if len(text) > 160:
            continue
        found, updated = stated(text)
        if found:
            return found, updated
    return None, None


def from_url(url: str) -> str | None:
    """The day that an address carries, as news sites put it into their paths."""
    match = _URL_DATE.search(url.partition("?")[0])
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _finer(one: str | None, other: str | None) -> str | None:
    """Of two statements of one day the one with the time; the first where they disagree."""
    if one and other and one[:10] == other[:10]:
        return max(one, other, key=len) if "T" not in one else one
    return one or other


def find(
    root: Element, lines: list[Line], title_at: int | None, url: str
) -> tuple[str | None, str | None]:
    """(published, updated) as ISO 8601; None where the page does not say."""
    near, near_updated = _near_title(lines, title_at) if title_at is not None else (None, None)
    structured, changed = _json_ld(root)
    tagged = _meta_date(root, _META_NAMES)
    named, named_updated = _named(root)
    shown = _finer(near, named)
    published = _finer(shown, _finer(structured, tagged))
    published = _finer(published, from_url(url))
    return published, near_updated or named_updated or changed or _meta_date(root, _META_UPDATED)
