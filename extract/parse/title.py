"""The title: the heading that the page's own <title> contains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.parse.tree import Element, Line, brief, count_chinese, squeeze

_SEPARATORS = re.compile(
    r"\s*(?:[_|｜]|--+|\s——?\s|\s-\s|(?<!\d)-(?=[^-\d][^-]{1,19}$)|(?<=[^A-Za-z0-9])-(?=[A-Z]{2,8}\s)|–|«|»|>>|::)\s*"
)
_HEADING = re.compile(r"title|headline|biaoti|bt\b|tit\b|h1", re.I)
_NOT_HEADING = re.compile(
    r"sub-?_?title|site|share|footer|side|rank|hot|recommend|related|nav|logo|ad-", re.I
)
_WORDS = re.compile(r"\W+")
_SITE_WORDS = re.compile(
    r"(?:网|网站|官网|频道|新闻中心|在线|日报|晚报|政府|门户|首页|公司|论坛|中心|栏目|客户端|新闻|报|社|大学|医院|局|委|厅)$"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_DETAILS = re.compile(r"\d{4}[-年/.]\d|来源[：:]|作者[：:]|字号|[。：:]$")
MAX_LENGTH = 120
_TAGS = ("h1", "h2", "h3", "h4", "h5")
_NAMED_TAGS = ("div", "p", "span", "td", "strong", "font", "b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A text that looks like a heading: its words, its rank (1 is <h1>), whether it is shown."""

    text: str
    rank: int
    shown: bool

    @property
    def core(self) -> str:
        return _core(self.text)


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


def _shown(element: Element) -> bool:
    node = element
    for _ in range(6):
        if node is None:
            break
        if _HIDDEN.search(node.get("style") or ""):
            return False
        node = node.getparent()
    return True


def _headings(root: Element) -> Iterator[Heading]:
    for rank, tag in enumerate(_TAGS, 1):
        for element in root.iter(tag):
            if text := brief(element, MAX_LENGTH):
                yield Heading(text, rank, _shown(element))
    for element in root.iter(*_NAMED_TAGS):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _HEADING.search(name) and (text := brief(element, MAX_LENGTH)):
            yield Heading(text, 9 if _NOT_HEADING.search(name) else 2, _shown(element))


def without_site(title: str) -> str:
    """The <title> without the site's and the channel's name behind a separator."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title
    kept = [parts[0]]
    for part in parts[1:]:
        if _SITE_WORDS.search(part) or len(part) <= 8:
            break
        kept.append(part)
    if len(_core(kept[0])) < 5:
        return max(parts, key=lambda p: len(_core(p)))
    return kept[0] if len(kept) == 1 else title[: title.find(kept[-1]) + len(kept[-1])]


def find(root: Element, lines: list[Line]) -> str | None:
    """The article's title, None where the page names none."""
    whole = head_title(root)
    core = _core(whole)
    shared = meta(root, "articletitle", "og:title", "twitter:title")
    headings = list(_headings(root))
    if named := _by_first_part(whole, headings):
        return named
    headings = [h for h in headings if len(h.core) >= 4]
    inside = [h for h in headings if h.shown and h.core in core and not _is_site(h, core)]
    inside += [
        Heading(line.text, 6, True)
        for line in lines[1:]
        if line.linked == 0 and 8 <= len(line.text) <= MAX_LENGTH and _core(line.text) in core
    ]
    if inside := [h for h in inside if len(h.core) >= 6 and not _is_site(h, core)]:
        best = max(inside, key=lambda h: len(h.text))
        return _shorter(best, inside, whole)
    if shared and (not core or _core(shared) in core or _names_site_only(whole)):
        return without_site(shared)
    if whole and not _names_site_only(whole):
        return without_site(whole)
    own = {h.text for h in headings if h.shown and h.rank < 9 and h.core != core and _like_title(h)}
    return (
        _above_text(own, lines)
        or _above_text(set(_set_apart(root)), lines)
        or shared
        or whole
        or None
    )


def _by_first_part(whole: str, headings: list[Heading]) -> str | None:
    """The shown heading that the first part of <title> names where it is short or cut off."""
    parts = [_core(part) for part in _SEPARATORS.split(whole) if part]
    if len(parts) < 2:
        return None
    first, shown = parts[0], [h for h in headings if h.shown and h.rank <= 3]
    if 2 <= len(first) < 6:
        # A channel's name stands there too, but then the article's behind it.
        if any(len(part) >= 6 and part == h.core for part in parts[1:] for h in shown):
            return None
        return next((h.text for h in shown if h.core == first), None)
    if len(first) < 8 or any(h.core == first for h in headings):
        return None
    longer = [h for h in shown if h.core.startswith(first) and len(h.core) <= 3 * len(first)]
    return next((h.text for h in longer if not _DETAILS.search(h.text)), None)


def _set_apart(root: Element) -> Iterator[str]:
    """Texts that are bold, large or in the middle, as old pages write their headings."""
    for element in root.iter("strong", "b", "big", "center", "font", "p", "div", "td", "span"):
        centred = "center" in ((element.get("align") or "") + (element.get("style") or "")).lower()
        if centred or element.tag in ("strong", "b", "big", "center") or element.get("size"):
            text = brief(element, MAX_LENGTH)
            if text and count_chinese(text) >= 7 and not _DETAILS.search(text):
                yield text


def _above_text(texts: set[str], lines: list[Line]) -> str | None:
    """Of some headings the last one above the first line of prose."""
    last: str | None = None
    for line in lines:
        if line.text in texts:
            last = line.text
        elif last and line.chinese - line.linked >= 40 and "。" in line.text:
            break
    return last


_SUBTITLE = re.compile(r"sub-?_?(?:title|head)|fubiaoti|futi|f_?title|second-?title|subhead", re.I)


def subtitle(root: Element, title: str | None) -> str | None:
    """The subtitle that an element named so or a meta element holds, None where none does."""
    for element in root.iter("h1", "h2", "h3", "h4", *_NAMED_TAGS):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _SUBTITLE.search(name) and _shown(element):
            text = brief(element, MAX_LENGTH)
            plain = not re.search(r"\d{4}[-年/]\d|来源[：:]|字号", text)
            if plain and count_chinese(text) >= 4 and _core(text) not in _core(title or ""):
                return text
    said = meta(root, "subtitle")
    return said if said and said != title else None


def _shorter(best: Heading, inside: list[Heading], whole: str) -> str:
    """The longest heading; one that repeats the site's name too gives way to one that does not."""
    if best.core == _core(whole) and (cut := without_site(whole)) != whole:
        same = [h for h in inside if h.core == _core(cut)]
        return same[0].text if same else best.text
    # A second line of the heading, behind a dash, in an element of its own.
    cut = without_site(whole)
    return cut if cut.startswith((best.text + "——", best.text + " ——")) else best.text


def _is_site(heading: Heading, core: str) -> bool:
    """Whether a heading is the site's name, which stands at the end of <title>."""
    at_end = core.endswith(heading.core) and heading.core != core
    return len(heading.core) <= 6 or (at_end and bool(_SITE_WORDS.search(heading.core)))


def _names_site_only(whole: str) -> bool:
    core = _core(without_site(whole))
    return len(core) < 5 or (len(core) <= 16 and bool(_SITE_WORDS.search(core)))


def _like_title(heading: Heading) -> bool:
    return count_chinese(heading.text) >= 7 and not heading.text.endswith(("：", ":"))
