"""Links to articles on a listing page, with or without a selector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from extract.parse import address
from extract.parse.dates import first
from extract.parse.tree import Element, brief, select

LEAST = 3  # the score from which on a link is taken for an article's
_MIN_TITLE = 7  # characters a headline has at least; menus have fewer
_AROUND = 200  # characters of an item of a list: a headline, a date, a summary
_LEVELS = 3
_DATED = re.compile(r"(?:19|20)\d{2}[-/_]?(?:0[1-9]|1[0-2])")
_NUMBERED = re.compile(r"\d{4,}|[0-9a-f]{32}|[-_/]\d+(?:\.|$)", re.I)
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?|php)$", re.I)
_INDEX = re.compile(r"(?:^|/)(?:(?:index|list|default|node|more)(?:_?\d+)?\.\w{3,5})?$", re.I)
_AROUND_PAGE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot(?:er)?|header|crumbs?|breadcrumb|copyright|friend|links?|login)(?:$|[\s_-])",
    re.I,
)
_NO_HEADLINE = re.compile(
    r"^(?:关于我们|联系我们|网站地图|版权声明|法律声明|广告服务|.{0,12}(?:举报|备案|许可证).{0,40})$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A link as a page shows it; `stamp` is the date beside it, as far as the page says it."""

    href: str
    title: str
    stamp: str | None


def links_on(root: Element, url: str, selector: str | None = None) -> Iterator[Found]:
    """Links that the selector matches; without one those that score as articles."""
    for anchor in select(root, selector) if selector else root.iter("a"):
        href = (anchor.get("href") or "").strip()
        if not href or href.startswith(("javascript:", "#", "mailto:")):
            continue
        title = brief(anchor, _AROUND) or anchor.get("title") or ""
        stamp = _beside(anchor)
        if selector or score(address.join(url, href), title, stamp, _is_menu(anchor)) >= LEAST:
            yield Found(href, title, stamp)


def score(url: str, title: str, stamp: str | None, in_menu: bool) -> int:
    """How much a link looks like one to an article: its words, its address, a date beside it."""
    if len(title) < _MIN_TITLE or _NO_HEADLINE.match(title):
        return 0
    path = urlsplit(url).path
    query = urlsplit(url).query
    points = 2 if len(title) >= 10 else 1
    points += 2 * bool(_DATED.search(path))
    points += bool(_NUMBERED.search(path) or re.search(r"(?:id|aid)=\d", query, re.I))
    points += bool(_PAGE.search(path))
    points += 2 * bool(stamp)
    points -= 3 * in_menu
    points -= 2 * bool(_INDEX.search(path) and not query)
    return points


def _beside(anchor: Element) -> str | None:
    """The date in the smallest part around a link that has one, if that is no whole list."""
    node = anchor
    for _ in range(_LEVELS):
        text = brief(node, _AROUND) if node is not None else ""
        if not text or (node is not anchor and sum(1 for _ in node.iter("a")) > 2):
            return None
        if stamp := first(text):
            return stamp
        node = node.getparent()
    return None


def _is_menu(anchor: Element) -> bool:
    node = anchor.getparent()
    for _ in range(6):
        if node is None:
            return False
        if node.tag in ("nav", "footer", "header"):
            return True
        if _AROUND_PAGE.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
        node = node.getparent()
    return False
