"""The title: the heading that the page's own <title> contains."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.parse.tree import Element, squeeze, text_of

_SEPARATORS = re.compile(r"\s*(?:[_|｜]|--+|——|\s-\s|-(?=[^-]{2,20}$)|–|«|»|>>|::)\s*")
_HEADING = re.compile(r"title|headline|biaoti|bt\b|tit\b|h1", re.I)
_WORDS = re.compile(r"\W+")
_SITE_WORDS = re.compile(r"(?:网|频道|新闻中心|在线|日报|晚报|政府|门户|首页|公司|论坛|中心|栏目)$")
MAX_LENGTH = 120


def _core(text: str) -> str:
    return _WORDS.sub("", text)


def meta(root: Element, *names: str) -> str | None:
    """Content of the first meta element with one of these names or properties."""
    for wanted in names:
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if name.lower() == wanted and (content := squeeze(element.get("content") or "")):
                return content
    return None


def head_title(root: Element) -> str:
    """What stands in <title>."""
    element = next(root.iter("title"), None)
    return squeeze(element.text or "") if element is not None else ""


def _headings(root: Element) -> Iterable[str]:
    for tag in ("h1", "h2", "h3"):
        for element in root.iter(tag):
            if text := text_of(element):
                yield text
    for element in root.iter("div", "p", "span", "td", "strong", "font", "b"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _HEADING.search(name) and len(text := text_of(element)) <= MAX_LENGTH and text:
            yield text


def _without_site(title: str) -> str:
    """The <title> without the site's and the channel's name behind a separator."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title
    kept = [parts[0]]
    for part in parts[1:]:
        if _SITE_WORDS.search(part) or len(part) <= 8:
            break
        kept.append(part)
    if len(_core(kept[0])) < 5 and len(parts) > 1:
        return max(parts, key=lambda p: len(_core(p)))
    return kept[0] if len(kept) == 1 else title[: title.find(kept[-1]) + len(kept[-1])]


def find(root: Element) -> str | None:
    """The article's title, None where the page names none."""
    whole = head_title(root)
    shared = meta(root, "og:title", "articletitle", "twitter:title")
    core = _core(whole)
    best: str | None = None
    for heading in _headings(root):
        if len(heading) > MAX_LENGTH or len(_core(heading)) < 4:
            continue
        if core and _core(heading) in core and len(heading) > len(best or ""):
            best = heading
    if best and (len(_core(best)) > 6 or not whole):
        return best
    if shared and _core(shared) in core:
        return _without_site(shared)
    if whole:
        return _without_site(whole)
    return shared or next(iter(_headings(root)), None)
