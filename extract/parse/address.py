"""An article's addresses: the canonical one of a print or AMP page, and that of its next page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from extract.parse.tree import Element, brief, squeeze

_NEXT = re.compile(r"^[\[【(（<]?\s*(?:下一页|下页|后一页|余下全文|阅读余下全文)\s*[>»›）)】\]]*$")
_ORIGINAL = re.compile(
    r"^[\[【(（]?\s*(?:返回原文|查看原文|原文链接|阅读原文|浏览原文|查看完整版|返回正文)\s*[>»）)】\]]*$"
)
_PRINT_QUERY = {"print", "amp", "outputtype", "printpage", "isprint"}
_PRINT_PATH = re.compile(
    r"(?:/amp/?$|(?<=/)(?:amp|print)/(?=.)|[._-](?:amp|print)(?=\.s?html?$))", re.I
)
_PAGE_SUFFIX = re.compile(r"(?:[_-]\d{1,3}|)(?:\.s?html?|/)?$")
_ENDING = re.compile(r"(?:\.s?html?|/)$")
# TRS, the publishing system of many government sites, writes its pager with this call.
_TRS_PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([^\"']{1,120})[\"']\s*,\s*[\"'](\w{1,8})[\"']"
)
_PAGE_QUERY = {"page", "p", "pn", "pageno", "pageindex", "currentpage"}


def canonical(root: Element, url: str) -> str:
    """The article's own address: as the page names it on its own site, else `url` without
    what makes it a print or AMP view."""
    plain = _without_view(url)
    for element in root.iter("link"):
        related = "canonical" in (element.get("rel") or "").lower().split()
        if related and (named := _own(url, element.get("href") or "")):
            return named
    if plain == url and not re.search(r"print|amp", url, re.I):
        return url
    for element in root.iter("a"):
        original = _ORIGINAL.match(brief(element, 12))
        if original and (named := _own(url, element.get("href") or "")):
            return named
    return plain


def join(url: str, href: str | None) -> str:
    """The absolute address of `href` on the page `url`; "" where there is none."""
    if not href or href.startswith(("javascript:", "#")):
        return ""
    try:
        return urljoin(url, squeeze(href))
    except ValueError:
        return ""


def base(root: Element, url: str) -> str:
    """What links on the page are relative to: its <base>, else its own address."""
    element = next(root.iter("base"), None)
    return (join(url, element.get("href")) if element is not None else "") or url


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _site(host: str) -> str:
    """The host without www, m or amp in front, so that a phone page is its site's."""
    return re.sub(r"^(?:www|m|wap|amp|3g|mobile|h5)\.", "", host)


def _own(url: str, href: str) -> str | None:
    """The absolute address of `href` where it is an article's on the same site."""
    named = join(url, href)
    if not named.startswith(("http://", "https://")):
        return None
    if not url.startswith("file:"):
        one, other = _site(_host(named)), _site(_host(url))
        if one != other or not one:
            return None
    parts = urlsplit(named)
    if parts.path in ("", "/") and not parts.query:  # a template that names the home page
        return None
    return urlunsplit(parts._replace(fragment=""))


def _without_view(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(k, v) for k, v in query if k.lower() not in _PRINT_QUERY]
    path = _PRINT_PATH.sub("", parts.path)
    if len(kept) == len(query) and path == parts.path:
        return url
    return urlunsplit(parts._replace(path=path or "/", query=urlencode(kept)))


def next_page(root: Element, url: str) -> str | None:
    """The address of the same article's next page, None where there is none."""
    start = base(root, url)
    for element in root.iter("a", "link"):
        href = element.get("href")
        if not href or href.startswith(("javascript:", "#")):
            continue
        rel = element.get("rel")
        related = rel is not None and "next" in rel.lower().split()
        if related or (element.tag == "a" and _NEXT.match(brief(element, 12))):
            following = join(start, href)
            if following and following != url and (_continues(url, following)):
                return following
    return scripted_page(root, start)


def scripted_page(root: Element, start: str) -> str | None:
    """The address of the next page that a pager written by a script leads to."""
    for script in root.iter("script"):
        if match := _TRS_PAGER.search(script.text or ""):
            count, index, name, ending = int(match[1]), int(match[2]), match[3], match[4]
            if index + 1 < count:
                return join(start, f"{name}_{index + 1}.{ending}")
    return None


def _continues(url: str, following: str) -> bool:
    """Whether an address is a further page of `url` and not the next article."""
    if url.startswith("file:"):
        return True
    try:
        one, other = urlsplit(url), urlsplit(following)
    except ValueError:
        return False
    if one.hostname != other.hostname:
        return False
    stems = (_PAGE_SUFFIX.sub("", one.path, 1), _ENDING.sub("", one.path))
    if _PAGE_SUFFIX.sub("", other.path, 1) not in stems:
        return False
    fixed = [
        sorted((k, v) for k, v in parse_qsl(part.query) if k.lower() not in _PAGE_QUERY)
        for part in (one, other)
    ]
    return fixed[0] == fixed[1]
