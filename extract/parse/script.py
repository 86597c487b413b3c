"""Text that a page holds in a script only: JSON-LD, state objects, quoted HTML."""

from __future__ import annotations

import html
import json
import re

from bs4 import BeautifulSoup

from extract.parse.body import ENOUGH, Body, read
from extract.parse.tree import MAX_CHARACTERS, Element, count_chinese

# A key that names an article's text, and the string behind it.
_TEXT = re.compile(
    r"[\"']?\b(?:articleBody|content|body|text|contentHtml|contents|article_content|detail|txt|html|data)[\"']?\s*[:=]\s*"
    r"(?P<quoted>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')",
    re.S,
)
_TITLE = re.compile(
    r"[\"']?\b(?:title|headline)[\"']?\s*[:=]\s*(?P<quoted>\"(?:[^\"\\]|\\.){4,200}\"|'(?:[^'\\]|\\.){4,200}')"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_PLAIN_ESCAPES = {"n": "\n", "r": "", "t": " ", "b": "", "f": ""}
_LEAST = 60
_LEAST_IN_FIELD = 20


def _unquote(quoted: str) -> str:
    """The value of a JSON or JavaScript string literal."""
    if quoted[0] == '"':
        try:
            return str(json.loads(quoted, strict=False))
        except (ValueError, RecursionError):
            pass

    def plain(match: re.Match[str]) -> str:
        if code := match[1] or match[2]:
            return chr(int(code, 16))
        return _PLAIN_ESCAPES.get(match[3], match[3])

    value = _ESCAPE.sub(plain, quoted[1:-1])
    # Halves of a character outside the BMP come as two escapes.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _marked_up(value: str) -> str:
    for _ in range(2):
        if "&lt;" in value or "&#" in value or "&quot;" in value or "&amp;" in value:
            value = html.unescape(value)
    return value


def body(root: Element) -> Body | None:
    """The longest Chinese text among the strings of the page's scripts and in its hidden form
    fields, where some systems keep it; None under 60 characters, 20 in a form field."""
    best, most = "", ENOUGH - 1
    for area in root.iter("textarea", "xmp"):
        value = area.text or ""
        count = count_chinese(value[:MAX_CHARACTERS])
        if count >= _LEAST_IN_FIELD and "<" in value and "。" in value:
            best, most = (value, count) if count > most or not best else (best, most)
    for script in root.iter("script"):
        source = script.text or ""
        if len(source) < _LEAST or len(source) > MAX_CHARACTERS:
            continue
        for match in _TEXT.finditer(source):
            if len(match["quoted"]) < _LEAST:
                continue
            value = _unquote(match["quoted"])
            if (count := count_chinese(value)) > most and "。" in value:
                best, most = value, count
    if not best:
        return None
    text = _marked_up(best)
    if "<" not in text:
        text = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    found = read(BeautifulSoup(text, "lxml"))
    return found if found.chinese >= _LEAST_IN_FIELD else None


def title(root: Element) -> str | None:
    """The title that a script names, None where none does."""
    for script in root.iter("script"):
        for match in _TITLE.finditer((script.text or "")[:400_000]):
            value = _marked_up(_unquote(match["quoted"])).strip()
            if count_chinese(value) >= 6 and "<" not in value:
                return value
    return None
