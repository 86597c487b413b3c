"""The pages of one article as one Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.records import Article, key_of


def _together(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


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
