"""The part of an article that comparing needs."""

from __future__ import annotations

from dataclasses import dataclass

from transform.records import CleanArticle


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an article, restored and in simplified script."""

    version_id: str
    source_id: str
    url: str
    title: str | None
    published_at: str | None  # ISO 8601 of reduced precision
    credit: str | None  # what stands behind 来源
    text: str  # title and paragraphs, one a line
    damage_score: float = 0.0  # share of characters that were damaged, 0 to 1
    outlet: str | None = None  # the name of the outlet that `source_id` stands for, where known


def document_of(article: CleanArticle, outlet: str | None = None) -> Document:
    """The Document of a restored article; `outlet` is the site's own name, where it is known."""
    return Document(
        article.version_id,
        article.source_id,
        article.url,
        article.title,
        article.published_at,
        article.credit,
        article.text,
        article.damage_score,
        outlet,
    )
