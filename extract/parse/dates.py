"""When an article was published: a date that the page states, never one that it merely holds.

Sources in the order of trust: structured data, meta elements, elements named for a date, lines
near the title. A footer, a sidebar or the text itself is no source.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from extract.parse.tree import Element, Line, brief

BEIJING = timezone(timedelta(hours=8))
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*"
    r"(?P<d>\d{1,2}(?!\d)|\d{2}(?=\d{2}[:：]\d{2}))\s*日?"
    r"(?:[\sT ,，（(|]*(?:(?:星期|周)[一二三四五六日天])?[）)\s]*(?P<ampm>上午|下午|AM|PM)?\s*"
    r"(?P<h>\d{1,2})\s*(?:[:：]|时)\s*(?P<min>\d{2})(?:分)?(?:\s*[:：]?\s*(?P<s>\d{2}))?"
    r"(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
# Year, day and time in boxes of their own, which stand side by side: 2024 10/20 08:30:21
_BOXES = re.compile(
    r"(?<!\d)(?P<y>20\d{2})\s*(?P<m>\d{2})/(?P<d>\d{2})\s*(?P<h>\d{2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](20\d{2})(?!\d)(?:\s*[-–—,]?\s*(\d{1,2})[:：](\d{2}))?"
)
_WITHOUT_YEAR = re.compile(
    r"(?<![\d./-])(\d{1,2})\s*[-/月.]\s*(\d{1,2})日?\s+(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?!\d)"
)
_IN_SCRIPT = re.compile(
    r"[\"']?\b(?:ori)?(?:publish_?time|pub_?time|pub_?date|publish_?date|publish_?at|ptime|ct|createTime|datePublished)[\"']?"
    r"\s*[:=]\s*[\"']?(\d{10}(?:\d{3})?(?=[\"';,}])|20\d{2}[-/]\d{1,2}[-/]\d{1,2}[^\"'<]{0,20}(?=[\"']))",
    re.I,
)
_URL_MONTH = re.compile(r"/((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])/")
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
# What stands before a date that is another than that of publication.
_TODAY = re.compile(r"(?:今天|今日|现在|当前|系统时间)(?:时间|日期)?[是为]?[：:]?\s*$")
_WRITTEN = re.compile(r"(?:成文|印发|发文|签发)(?:日期|时间)?[：:]?\s*$")
_OTHER = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{1,4})(?:时间|日期|期限)[：:为至]\s*$|截[止至][：:]?\s*$"
)
_PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|发文|刊发|上传|添加|录入|新闻|信息|稿件|出版|文章|公布|刊登|创建|提交|公开|的|时间|日期|撰写|推送)$"
)
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
        hour, said = int(match["h"]), match.groupdict()
        if said.get("ampm") in ("下午", "PM") and hour < 12:
            hour += 12
        stamp = datetime(
            day.year, day.month, day.day, hour, int(match["min"]), int(match["s"] or 0), 0, BEIJING
        )
    except ValueError:
        return None
    zone = said.get("zone")
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


def _is_other(before: str) -> bool:
    """Whether the words before a date make it today's, a meeting's or a deadline's."""
    if _TODAY.search(before):
        return True
    other = _OTHER.search(before)
    return bool(other and not (other["what"] and _PUBLISHED.search(other["what"])))


def stated(text: str) -> tuple[str | None, str | None]:
    """(published, updated) that a line of details states.

    The day on which a document was written stands for that of publication only where the line
    names no other.
    """
    published = updated = written = None
    text = text[:2000]
    for match in (*_DATE.finditer(text), *_BOXES.finditer(text)):
        found, before = _iso(match), text[max(0, match.start() - 12) : match.start()]
        if _UPDATED.search(before):
            updated = updated or found
        elif _WRITTEN.search(before):
            written = written or found
        elif not _is_other(before):
            published = published or found
    return published or written, updated


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


def _about_title(lines: list[Line], title_at: int) -> list[str]:
    """Lines made as details about the title: those below it, then those above, nearest first."""
    places: list[int] = []
    prose = False
    for place in range(title_at, min(title_at + 16, len(lines))):
        line = lines[place]
        # Below the text begun, only a line that calls its date one is about the article.
        if not prose or _LABELLED.search(line.text):
            places.append(place)
        prose = prose or (line.chinese - line.linked >= 25 and "。" in line.text)
    places += range(title_at - 1, max(-1, title_at - 7), -1)
    texts: list[str] = []
    for place in places:
        # A table's cells: the label stands in the one before.
        label = lines[place - 1].text if place else ""
        labelled = len(label) < 10 and label.endswith(("：", ":"))
        texts.append((label if labelled else "") + lines[place].text)
    return [text for text in texts if _is_detail(text)]


def _is_detail(text: str) -> bool:
    """Whether a line can be about the article rather than a sentence of it."""
    if "。" in text:
        return len(text) <= 160 and bool(_LABELLED.search(text))
    return len(text) <= 90 or (len(text) <= 400 and bool(_SAID.search(text)))


def _near_title(details: list[str]) -> tuple[str | None, str | None]:
    """(published, updated) that the lines about the title state."""
    found = [stated(text) for text in details]
    dates = [published for published, _ in found if published]
    with_time = [d for d in dates if "T" in d and d[:10] == dates[0][:10]]
    updated = next((changed for _, changed in found if changed), None)
    return next(iter(with_time or dates), None), updated


def _in_other_order(details: list[str], hint: str | None) -> str | None:
    """A date written day first, or one without its year, where `hint` says what is meant.

    `hint` is the day that the address or a meta element names, or its month.
    """
    for text in details:
        for match in _DAY_FIRST.finditer(text):
            day, month, year, hour, minute = match.groups()
            read = {_made(year, m, d, hour, minute) for m, d in ((month, day), (day, month))}
            possible = sorted(filter(None, read))
            known = [stamp for stamp in possible if hint and _near_days(stamp, hint)]
            if len(known or possible) == 1:
                return (known or possible)[0]
        for match in _WITHOUT_YEAR.finditer(text):
            stamp = _made((hint or "")[:4], *match.groups())
            if stamp and hint and stamp.startswith(hint[:10]):
                return stamp
    return None


def _made(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None = None
) -> str | None:
    try:
        if hour is None or minute is None:
            return date(int(year), int(month), int(day)).isoformat()
        whole = date(int(year), int(month), int(day))
        clock = time(int(hour), int(minute), int(second or 0), tzinfo=BEIJING)
        return datetime.combine(whole, clock).isoformat()
    except ValueError:
        return None


def _near_days(stamp: str, hint: str) -> bool:
    """Whether two days differ by one at most, as in two time zones."""
    if len(hint) < 10:
        return stamp.startswith(hint)
    return abs((date.fromisoformat(stamp[:10]) - date.fromisoformat(hint[:10])).days) <= 1


def _named(root: Element) -> tuple[str | None, str | None]:
    for element in root.iter("span", "div", "p", "time", "td", "li", "em", "i", "small", "font"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag != "time" and not _NAMED.search(name):
            continue
        text = brief(element, 160)
        if not text or "农历" in text:
            continue
        found, updated = stated(text)
        if found:
            return found, updated
    return None, None


def _time_element(root: Element) -> str | None:
    """What the first <time> says to machines."""
    element = next(root.iter("time"), None)
    return None if element is None else first(element.get("datetime") or "")


def from_url(url: str) -> str | None:
    """The day that an address carries, as news sites put it into their paths."""
    match = _URL_DATE.search(url.partition("?")[0])
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _month_of(url: str) -> str | None:
    match = _URL_MONTH.search(url.partition("?")[0])
    return f"{match[1]}-{match[2]}" if match else None


def _in_scripts(root: Element) -> str | None:
    """The one time that the page's scripts give as that of publication; None where they differ."""
    said: set[str] = set()
    for script in root.iter("script"):
        for match in _IN_SCRIPT.finditer((script.text or "")[:400_000]):
            said.add(match[1])
    if len(said) != 1:
        return None
    value = said.pop()
    if not value.isdigit():
        return first(value)
    stamp = datetime.fromtimestamp(int(value[:10]), BEIJING)
    return stamp.isoformat() if stamp.year >= EARLIEST else None


def _finer(one: str | None, other: str | None) -> str | None:
    """Of two statements of one day or minute the more exact; the first where they disagree."""
    if one and other and "T" not in one and one == other[:10]:
        return other
    if one and other and one[:16] == other[:16] and ":00+" in one[16:]:
        return other
    return one or other


def _in_its_zone(shown: str | None, machine: str | None) -> str | None:
    """The shown time in the zone that a machine's time of the same minute gives it.

    A site abroad shows its own hour. One that labels its Chinese hour as UTC is believed what it
    shows, as is any that differs by more than hours.
    """
    if not shown or not machine or "T" not in shown or "T" not in machine:
        return shown
    apart = datetime.fromisoformat(shown) - datetime.fromisoformat(machine).replace(second=0)
    hours, rest = divmod(apart, timedelta(hours=1))
    if rest >= timedelta(minutes=1) or hours in (0, -8) or not -20 <= hours <= 6:
        return shown
    own = timezone(timedelta(hours=8 + hours))
    return datetime.fromisoformat(machine).astimezone(own).isoformat()


def find(
    root: Element, lines: list[Line], title_at: int | None, url: str
) -> tuple[str | None, str | None]:
    """(published, updated) as ISO 8601; None where the page does not say."""
    details = _about_title(lines, title_at) if title_at is not None else []
    near, near_updated = _near_title(details)
    structured, changed = _json_ld(root)
    tagged = _meta_date(root, _META_NAMES)
    named, named_updated = _named(root)
    machine = _finer(structured, tagged)
    shown = _finer(near, named)
    hint = machine or from_url(url) or _month_of(url)
    shown = _finer(shown, _in_other_order(details, hint))
    machine = machine or _time_element(root)
    shown = _in_its_zone(shown, machine)
    published = _finer(_finer(shown, machine), from_url(url))
    if not published or "T" not in published:
        published = _finer(published, _in_scripts(root))
    return published, near_updated or named_updated or changed or _meta_date(root, _META_UPDATED)
