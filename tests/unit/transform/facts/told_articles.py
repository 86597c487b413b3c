"""Articles as restoring leaves them, for the tests of what is read from them."""

from __future__ import annotations

from datetime import UTC, datetime

from transform.records import CleanArticle


def article(text: str, published: str, title: str | None = None) -> CleanArticle:
    """An undamaged article of this text."""
    return CleanArticle(
        article_id="a",
        version_id="v",
        source_id="s",
        url="file:///a.txt",
        fetched_at=datetime(2024, 10, 20, tzinfo=UTC),
        title=title,
        published_at=published,
        credit=None,
        text=text,
        damage=(),
        damage_score=0.0,
        restorer_version="1",
    )
