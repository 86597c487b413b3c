"""What a site file's selectors find on a page, and which of them no longer match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.parse import bylines, dates
from extract.parse.body import _drop
from extract.parse.tree import Element, select, text_of
from extract.sources import Template

_FIELDS = ("title", "subtitle", "published", "updated", "credit", "byline", "body", "next_page")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Fields by selector, None where none is set or matches; `drift` names those that failed."""

    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    updated: str | None = None
    credit: str | None = None
    byline: str | None = None
    next_page: str | None = None  # as written in the page
    body: Element | None = None
    drift: tuple[str, ...] = ()


def _credit(text: str) -> str | None:
    """The outlet in an element: behind its label, or the whole of a short text without one."""
    if labelled := bylines.credit_of(text):
        return labelled
    plain = len(text) <= 20 and not any(c.isdigit() or c in "：:" for c in text)
    return text if plain and len(text) >= 2 else None


def _href(element: Element | None) -> str | None:
    return None if element is None else element.get("href")


def apply(root: Element, templates: Iterable[Template]) -> Chosen:
    """The fields of the first template whose body selector matches; generic reading if none."""
    drift: tuple[str, ...] = ()
    for template in templates:
        found = {
            name: next(iter(select(root, selector)), None)
            for name in _FIELDS
            if (selector := getattr(template, name))
        }
        # Most articles have one page and no subtitle: these are missing without any drift.
        missing = tuple(
            name
            for name, element in found.items()
            if element is None and name not in ("next_page", "subtitle", "updated")
        )
        if found.get("body") is None:
            drift = drift or missing
            continue
        for selector in template.remove:
            for element in select(root, selector):
                _drop(element)
        texts = {n: text_of(e) for n, e in found.items() if e is not None and n != "body"}
        return Chosen(
            title=texts.get("title") or None,
            subtitle=texts.get("subtitle") or None,
            published=dates.first(texts.get("published", "")),
            updated=dates.first(texts.get("updated", "")),
            credit=_credit(texts.get("credit", "")),
            byline=texts.get("byline") or None,
            next_page=_href(found.get("next_page")),
            body=found["body"],
            drift=missing,
        )
    return Chosen(drift=drift)
