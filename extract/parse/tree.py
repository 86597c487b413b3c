"""The page as a tree, and as lines of text with the share of links in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

Element = Any  # lxml has no types of its own

# Longer pages are cut: what follows 1.5 million characters is never the article.
MAX_CHARACTERS = 1_500_000
_UNWANTED = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF)))
_MANY_BREAKS = 2000
_UNWANTED_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Nobody reads ten line breaks as more than a paragraph's end, and each costs an element.
_BREAKS = re.compile(r"(?:<br\s{0,4}/?>\s{0,8}){10,}", re.I)
_PRE_START = re.compile(r"<pre\b", re.I)
_PRE = re.compile(r"(<pre\b[^>]{0,200}>)(.{0,200000}?)(</pre)", re.I | re.S)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\xad]")
CHINESE = re.compile(r"[\u3400-\u9fff]+")

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul br".split()
)
SILENT = frozenset(
    "script style noscript iframe select option textarea button object svg template head "
    "label map canvas".split()
)


def tree_of(text: str) -> Element | None:
    """The root element of a page; None where there is no element in it."""
    # Counting is far faster than matching, and most pages need neither.
    if text.count("<br") + text.count("<BR") + text.count("<Br") > _MANY_BREAKS:
        text = _BREAKS.sub("<br><br>", text)
    text = text[:MAX_CHARACTERS]
    if any(character in text for character in _UNWANTED):
        text = _UNWANTED_CHARACTERS.sub("", text)
    text = _XML_HEAD.sub("", text)
    if _PRE_START.search(text):  # the only element in which a line break of the source is one
        text = _PRE.sub(lambda m: m[1] + m[2].replace("\n", "<br>") + m[3], text)
    if not text.strip():
        return None
    parser = etree.HTMLParser(recover=True, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(text, parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def select(root: Element, selector: str) -> list[Element]:
    """The elements that a CSS selector of a site file matches; none for one that is no selector."""
    try:
        return list(root.cssselect(selector, translator="html"))
    except (etree.XPathError, SyntaxError, ValueError):
        return []


def squeeze(text: str) -> str:
    """Text without invisible characters, each run of white space one space."""
    if text.isprintable():  # no invisible character in it, and no white space but blanks
        return " ".join(text.split()) if " " in text else text
    seen = text if text.isascii() else _INVISIBLE.sub("", text)
    return " ".join(seen.split())


def count_chinese(text: str) -> int:
    """The Chinese characters of a text."""
    if len(text) < _SHORT:
        return _in_short(text)
    return sum(map(len, CHINESE.findall(text)))


_SHORT = 200


@lru_cache(maxsize=4096)  # a line is counted more than once, a menu's on every page
def _in_short(text: str) -> int:
    return sum(map(len, CHINESE.findall(text)))


def text_of(element: Element) -> str:
    """All text of an element in one line, scripts and styles left out."""
    return squeeze("".join(line.text for line in lines_of(element)))


def brief(element: Element, limit: int) -> str:
    """The text of an element in one line; "" where it is longer than `limit` characters.

    Reads no further than it must, so that many nested elements cost little.
    """
    if isinstance(element.tag, str) and not len(element) and element.tag not in SILENT:
        text = element.text or ""
        return squeeze(text) if len(text.strip()) <= limit else ""
    parts: list[str] = []
    length = 0
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        quiet = not isinstance(node.tag, str) or node.tag in SILENT
        silent += quiet if event == "start" else -quiet
        if silent:
            piece = ""
        elif event == "start" and node.tag == "br":
            piece = " "
        elif event == "start":
            piece = node.text
        else:
            piece = node.tail if node is not element else ""
        if piece:
            parts.append(piece)
            length += len(piece.strip())
            if length > limit:
                return ""
    return squeeze("".join(parts))


@dataclass(slots=True)
class Line:
    """A line as a reader sees it: text up to the next block or line break.

    `block` is the nearest block element around it, `linked` the characters inside links.
    """

    text: str
    block: Element
    linked: int

    @property
    def chinese(self) -> int:
        return count_chinese(self.text)


_EVENTS = ("start", "end", "comment", "pi")


def lines_of(root: Element) -> list[Line]:  # noqa: PLR0912  # one walk, the hottest loop here
    """The lines of a tree in reading order, empty ones left out; silent elements not entered."""
    lines: list[Line] = []
    parts: list[str] = []
    linked = links = 0
    blocks = [root]  # those around the place that is being read
    walk = etree.iterwalk(root, events=_EVENTS)
    for event, node in walk:
        text = node.tail if event != "start" else node.text
        tag = node.tag
        if event == "start":
            if tag in SILENT and node is not root:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                if parts:
                    linked = _flush(parts, lines, blocks[-1], linked)
                if tag != "br":
                    blocks.append(node)
            elif tag == "a" and node.get("href"):  # one without it may hold the whole page
                links += 1
        elif event == "end":
            if tag in BLOCKS:
                if parts:
                    linked = _flush(parts, lines, blocks[-1], linked)
                if tag != "br" and len(blocks) > 1:
                    blocks.pop()
            elif tag == "a" and node.get("href"):
                links -= 1
            if node is root:
                break
        if text and (parts or not text.isspace()):
            parts.append(text)
            if links:
                linked += len(squeeze(text))
    if parts:
        _flush(parts, lines, root, linked)
    return lines


def _flush(parts: list[str], lines: list[Line], block: Element, linked: int) -> int:
    """Make a line of what was read; gives the number of linked characters to go on with."""
    if text := squeeze("".join(parts)):
        lines.append(Line(text, block, min(len(text), linked)))
    parts.clear()
    return 0
