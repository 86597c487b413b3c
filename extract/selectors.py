"""Selectors that a site file could name, read off a page whose fields are known."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.charset import decode
from extract.errors import BrokenInput
from extract.parse import body as bodies
from extract.parse import bylines, dates
from extract.parse.tree import Element, brief, lines_of, select, tree_of
from extract.records import Article, RawPage

_NAME = re.compile(r"^[A-Za-z][A-Za-z_-]{1,30}$")  # a name with numbers is one page's own
_LONGEST = 160
Field = tuple[str, str]


def suggested(page: RawPage, article: Article) -> list[Field]:
    """(key of a template, CSS selector) of the fields that one element of the page holds.

    Only selectors whose first match is that element, and that need no number.
    """
    try:
        root = tree_of(decode(page.body, page.content_type)[0])
    except BrokenInput:
        return []
    if root is None:
        return []
    wanted: dict[str, Callable[[str], bool]] = {
        "title": lambda text: text == article.title,
        "published": lambda text: bool(
            article.published_at and dates.stated(text)[0] == article.published_at
        ),
        "credit": lambda text: bool(
            article.credit and article.credit in (bylines.credit_of(text), text)
        ),
    }
    found: list[Field] = []
    for key, fits in wanted.items():
        fitting = [e for e in root.iter() if isinstance(e.tag, str) and fits(brief(e, _LONGEST))]
        shown = [e for e in fitting if e.tag not in ("title", "head", "meta", "option")]
        # The innermost ones first: an element inside another of the same text.
        named = (_selector(root, element) for element in reversed(shown))
        if selector := next(filter(None, named), None):
            found.append((key, selector))
    element = bodies.find(root, bodies.prune(root, lines_of(root)))
    if element is not None and (selector := _selector(root, element)):
        found.append(("body", selector))
    return found


def _selector(root: Element, element: Element) -> str | None:
    """A selector by id, class or, for headings, tag alone; None where none is sure."""
    names = [f"#{element.get('id')}"] if _NAME.match(element.get("id") or "") else []
    classes = [c for c in (element.get("class") or "").split() if _NAME.match(c)]
    names += [f"{element.tag}.{name}" for name in classes]
    if element.tag in ("h1", "h2", "founder-content", "article"):
        names.append(element.tag)
    for name in names:
        matches = select(root, name)
        if matches and matches[0] is element:
            return name
    return None
