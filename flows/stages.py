"""The stages between the archive and the tables, each from record batch to record batch.

Pure: the same function runs in this process, in a process pool (`flows.pool`) or on a cluster
(`flows.cluster`). A bad page becomes a Rejected row and costs its neighbours nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pyarrow as pa

from extract.arrow import from_batch, to_batch
from extract.errors import TerminalError
from extract.parse import join_all, parse
from extract.records import Article, RawPage, Rejected, key_of
from extract.sources import Source, load_sources
from extract.textfile import parse_text
from transform.clean import clean
from transform.facts import read as read_facts
from transform.records import CleanArticle, Facts
from warehouse import candidates


class Parsed(NamedTuple):
    """What a batch of pages became; `articles` and `clean` hold the same versions in order.

    `postings` and `sketched` are their sketches (`warehouse.candidates`).
    """

    articles: pa.RecordBatch
    clean: pa.RecordBatch
    rejected: pa.RecordBatch
    postings: pa.RecordBatch
    sketched: pa.RecordBatch


class FactsRead(NamedTuple):
    """The facts of a batch of articles, one row an article that could be read."""

    facts: pa.RecordBatch
    rejected: pa.RecordBatch


def refused(
    where: str, source_id: str, stage: str, reason: str, detail: str, at: datetime
) -> Rejected:
    """A Rejected row; `reason` is a code of extract.errors.REASONS."""
    return Rejected(
        rejected_id=key_of(where, stage, reason),
        source_id=source_id,
        where=where,
        stage=stage,
        reason=reason,
        detail=detail[:500],
        seen_at=at,
    )


def defect(error: Exception) -> str:
    """What is written of an error that is a defect of ours."""
    return f"{type(error).__name__}: {error}"


def refusals(
    failed: Iterable[tuple[pa.RecordBatch, Exception]], stage: str, at: datetime
) -> pa.RecordBatch:
    """Rejected rows of what broke a stage; the batches have the columns url and source_id."""
    rows = [
        refused(told["url"], told["source_id"], stage, "broken", defect(error), at)
        for batch, error in failed
        for told in batch.select(["url", "source_id"]).to_pylist()
    ]
    return to_batch(Rejected, rows)


def parse_page(page: RawPage, source: Source | None = None) -> Article:
    """The Article of one page, a text file's or an HTML page's. Raises TerminalError."""
    if page.content_type.startswith("text/plain"):
        return parse_text(page)
    return parse(page, source)


class _Sources:
    """Site files by id, and by host for pages that another crawler fetched."""

    def __init__(self, folder: Path) -> None:
        self.by_id = load_sources(folder)
        self.by_host = {h.lower(): s for s in self.by_id.values() for h in s.hosts}

    def of(self, page: RawPage) -> RawPage:
        """The page with the id of the source whose host it is from, where it names none."""
        if page.source_id in self.by_id or page.url.startswith("file:"):
            return page
        parts = urlsplit(page.url)
        source = self.by_host.get(parts.netloc) or self.by_host.get(parts.hostname or "")
        return replace(page, source_id=source.id) if source else page


def parse_batch(pages: pa.RecordBatch, sources_folder: str, at: datetime) -> Parsed:
    """RawPages to Articles and CleanArticles; what is no article is in `rejected`.

    An article's later pages are joined to its first one.
    """
    sources = _Sources(Path(sources_folder))
    found: list[Article] = []
    articles: list[Article] = []
    cleaned: list[CleanArticle] = []
    rejected: list[Rejected] = []
    for given in from_batch(RawPage, pages):
        page = sources.of(given)
        try:
            found.append(parse_page(page, sources.by_id.get(page.source_id)))
        except TerminalError as error:
            rejected.append(
                refused(page.url, page.source_id, "parse", error.reason, error.message, at)
            )
        except Exception as error:  # a defect of ours must not cost the page's neighbours
            rejected.append(refused(page.url, page.source_id, "parse", "broken", defect(error), at))
    for article in join_all(found):
        try:
            restored = clean(article)
        except Exception as error:
            where = article.url, article.source_id
            rejected.append(refused(*where, "restore", "broken", defect(error), at))
        else:
            articles.append(article)
            cleaned.append(restored)
    postings, sketched = candidates.sketches((c.version_id, c.text) for c in cleaned)
    return Parsed(
        to_batch(Article, articles),
        to_batch(CleanArticle, cleaned),
        to_batch(Rejected, rejected),
        postings,
        sketched,
    )


def facts_batch(cleaned: pa.RecordBatch, at: datetime) -> FactsRead:
    """CleanArticles to Facts; an article that breaks the rules is in `rejected`."""
    facts: list[Facts] = []
    rejected: list[Rejected] = []
    for article in from_batch(CleanArticle, cleaned):
        try:
            facts.append(read_facts(article))
        except Exception as error:  # a defect of ours must not cost the article's neighbours
            rejected.append(
                refused(article.url, article.source_id, "facts", "broken", defect(error), at)
            )
    return FactsRead(to_batch(Facts, facts), to_batch(Rejected, rejected))


def batched(pages: Iterable[RawPage], size: int) -> Iterator[pa.RecordBatch]:
    """Record batches of `size` pages; a batch is longer where its last article has more pages."""
    held: list[RawPage] = []
    for page in pages:
        if len(held) >= size and not page.continues:
            yield to_batch(RawPage, held)
            held = []
        held.append(page)
    if held:
        yield to_batch(RawPage, held)
