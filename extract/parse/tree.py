"""The page as a tree, and as lines of text with the share of links in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

Element = Any  # lxml has no types of its own

# Longer pages are cut: what follows 1.5 million characters is never the article.
MAX_CHARACTERS = 1_500_000
_UNWANTED_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Nobody reads ten line breaks as more than a paragraph's end, and each costs an element.
_BREAKS = re.compile(r"(?:<br\s{0,4}/?>\s{0,8}){10,}", re.I)
_PRE = re.compile(r"(<pre\b[^>]{0,200}>)(.{0,200000}?)(</pre)", re.I | re.S)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff\xad]")
_SPACES = re.compile(r"[ \t\r\n\f\xa0\u3000\u2000-\u200a]+")
CHINESE = re.compile(r"[\u3400-\u9fff]")

BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul br".split()
)
SILENT = frozenset(
    "script style noscript iframe select option textarea button object embed svg template head "
    "input label map canvas".split()
)


def tree_of(text: str) -> Element | None:
    """The root element of a page; None where there is no element in it."""
    text = _BREAKS.sub("<br><br>", text)
    text = _UNWANTED_CHARACTERS.sub("", text[:MAX_CHARACTERS])
    text = _XML_HEAD.sub("", text)
    if "<pre" in text.lower():  # the only element in which a line break of the source is one
        text = _PRE.sub(lambda m: m[1] + m[2].replace("\n", "<br>") + m[3], text)
    if not text.strip():
        return None
    parser = lxml.html.HTMLParser(recover=True, huge_tree=False, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def squeeze(text: str) -> str:
    """Text without invisible characters, each run of white space one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def text_of(element: Element) -> str:
    """All text of an element in one line, scripts and styles left out."""
    return squeeze("".join(line.text for line in lines_of(element)))


def brief(element: Element, limit: int) -> str:
    """The text of an element in one line; "" where it is longer than `limit` characters.

    Reads no further than it must, so that many nested elements cost little.
    """
    parts: list[str] = []
    length = 0
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        quiet = not isinstance(node.tag, str) or node.tag in SILENT
        silent += quiet if event == "start" else -quiet
        if silent:
            piece = ""
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
        return len(CHINESE.findall(self.text))


def lines_of(root: Element) -> list[Line]:
    """The lines of a tree in reading order, empty ones left out; silent elements not entered."""
    lines: list[Line] = []
    parts: list[str] = []
    state = {"linked": 0, "links": 0}

    def flush(block: Element) -> None:
        if parts:
            text = squeeze("".join(parts))
            if text:
                lines.append(Line(text, block, min(len(text), state["linked"])))
            parts.clear()
            state["linked"] = 0

    def add(text: str | None) -> None:
        if text:
            parts.append(text)
            if state["links"]:
                state["linked"] += len(squeeze(text))

    # An explicit stack, for pages nest deeper than Python's own.
    stack: list[tuple[Element, Element, bool]] = [(root, root, False)]
    while stack:
        node, block, leaving = stack.pop()
        tag = node.tag
        if leaving:
            if tag == "a" and node.get("href"):
                state["links"] -= 1
            if tag in BLOCKS:
                flush(node)
            if node is not root:
                add(node.tail)
            continue
        if not isinstance(tag, str) or tag in SILENT:
            if node is not root:
                add(node.tail)
            continue
        inner = node if tag in BLOCKS and tag != "br" else block
        if tag in BLOCKS:
            flush(block)
        stack.append((node, block, True))
        if tag == "a" and node.get("href"):  # an anchor without one may hold the whole page
            state["links"] += 1
        add(node.text)
        stack.extend((child, inner, False) for child in reversed(node))
    flush(root)
    return lines
