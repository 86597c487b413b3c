"""What a site file's selectors find on a page, and which of them no longer match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from extract.parse import bylines, dates
from extract.parse.body import _drop
from extract.parse.tree import Element, text_of
from extract.sources import Template

_FIELDS = ("title", "subtitle", "published", "updated", "credit", "body")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Fields by selector, None where none is set or matches; `drift` names those that failed."""

    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    updated: str | None = None
    credit: str | None = None
    body: Element | None = None
    drift: tuple[str, ...] = ()


def _select(root: Element, selector: str) -> Element | None:
    try:
        found = root.cssselect(selector)
    except (etree.XPathError, SyntaxError, ValueError):
        return None
    return found[0] if found else None


def apply(root: Element, templates: Iterable[Template]) -> Chosen:
    """The fields of the first template whose body selector matches; generic reading if none."""
    drift: tuple[str, ...] = ()
    for template in templates:
        found = {
            name: _select(root, selector)
            for name in _FIELDS
            if (selector := getattr(template, name))
        }
        missing = tuple(name for name, element in found.items() if element is None)
        if found.get("body") is None:
            drift = drift or missing
            continue
        for selector in template.remove:
            for element in root.cssselect(selector):
                _drop(element)
        texts = {n: text_of(e) for n, e in found.items() if e is not None and n != "body"}
        return Chosen(
            title=texts.get("title") or None,
            subtitle=texts.get("subtitle") or None,
            published=dates.first(texts.get("published", "")),
            updated=dates.first(texts.get("updated", "")),
            credit=bylines.credit_of(texts["credit"]) if "credit" in texts else None,
            body=found["body"],
            drift=missing,
        )
    return Chosen(drift=drift)
