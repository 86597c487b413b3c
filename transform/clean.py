"""An Article with its text restored."""

from __future__ import annotations

from extract.records import Article
from transform.records import CleanArticle
from transform.repair import VERSION, restore


def clean(article: Article) -> CleanArticle:
    """The article's text restored as a whole; the title is its first line where it has one."""
    restored = restore(article.text)
    title = restored.text.partition("\n")[0] if article.title else None
    return CleanArticle(
        article_id=article.article_id,
        version_id=article.version_id,
        source_id=article.source_id,
        url=article.canonical_url,
        fetched_at=article.fetched_at,
        title=title,
        published_at=article.published_at,
        credit=article.credit,
        text=restored.text,
        damage=restored.damage,
        damage_score=restored.score,
        restorer_version=VERSION,
    )
