"""The pages of one article as one Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.records import Article, key_of


def _together(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def chains(articles: Sequence[Article]) -> list[list[int]]:
    """Which articles are pages of one: lists of their places, in the order of first pages.

    A page follows the one whose `next_page` is its address; of a file, whose name that address
    ends with.
    """
    places = {article.url: place for place, article in enumerate(articles)}
    for place, article in enumerate(articles):
        if article.url.startswith("file:"):
            places.setdefault(_name(article.url), place)
    following: dict[int, int] = {}
    before: dict[int, int] = {}
    for place, article in enumerate(articles):
        if not article.next_page:
            continue
        after = places.get(article.next_page, places.get(_name(article.next_page), place))
        first = place
        while first in before:
            first = before[first]
        if after not in before and after != first:  # a last page may lead back to the first
            following[place] = after
            before[after] = place
    found = []
    for place in range(len(articles)):
        if place not in before:
            chain = [place]
            while (after := following.get(chain[-1], -1)) >= 0:
                chain.append(after)
            found.append(chain)
    return found


def join_all(articles: Sequence[Article]) -> list[Article]:
    """The articles, those that are later pages of another joined to it."""
    return [join_pages([articles[at] for at in chain]) for chain in chains(articles)]


def _name(url: str) -> str:
    """What an address's file is called, marked so that it equals no address."""
    return "name:" + url.rpartition("/")[2] if "/" in url else ""


def join_pages(articles: Sequence[Article]) -> Article:
    """One Article from the pages of one, in their order.

    Address, key, title, times and credit are those of the first page (a later one fills in what
    it lacks); a paragraph that a page repeats at its head from the page before is kept once.
    Raises ValueError for no page at all.
    """
    if not articles:
        raise ValueError("no page to join")
    first = articles[0]
    if len(articles) == 1:
        return first
    paragraphs: list[str] = []
    for article in articles:
        for number, paragraph in enumerate(article.paragraphs):
            repeated = number < 3 and paragraph in paragraphs
            if not repeated and paragraph != first.title:
                paragraphs.append(paragraph)
    whole = tuple(paragraphs)
    return replace(
        first,
        version_id=key_of(first.article_id, first.title, *whole),
        published_at=next((a.published_at for a in articles if a.published_at), None),
        credit=next((a.credit for a in articles if a.credit), None),
        reporters=_together([a.reporters for a in articles]),
        correspondents=_together([a.correspondents for a in articles]),
        editors=_together([a.editors for a in articles]),
        paragraphs=whole,
        captions=_together([a.captions for a in articles]),
        next_page=articles[-1].next_page,
        parse_drift=_together([a.parse_drift for a in articles]),
    )
