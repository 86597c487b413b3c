"""The stages between the archive and the tables, each from record batch to record batch.

Pure apart from the clock in `Rejected`: the same function runs in this process, in a process
pool (`mapped`) or on a cluster. A bad page becomes a Rejected row and costs its neighbours
nothing.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyarrow as pa

from extract.arrow import from_batch, to_batch
from extract.errors import TerminalError
from extract.parse import parse
from extract.records import Article, RawPage, Rejected, key_of
from extract.sources import Source, load_sources
from extract.textfile import parse_text
from transform.clean import clean
from transform.facts import read as read_facts
from transform.records import CleanArticle, Facts


class Parsed(NamedTuple):
    """What a batch of pages became; `articles` and `clean` hold the same versions in order."""

    articles: pa.RecordBatch
    clean: pa.RecordBatch
    rejected: pa.RecordBatch


def _reject(page: RawPage, stage: str, reason: str, detail: str) -> Rejected:
    return Rejected(
        rejected_id=key_of(page.url, stage, reason),
        source_id=page.source_id,
        where=page.url,
        stage=stage,
        reason=reason,
        detail=detail[:500],
        seen_at=datetime.now(UTC),
    )


def parse_page(page: RawPage, source: Source | None = None) -> Article:
    """The Article of one page, a text file's or an HTML page's. Raises TerminalError."""
    if page.content_type.startswith("text/plain"):
        return parse_text(page)
    return parse(page, source)


def parse_batch(pages: pa.RecordBatch, sources_folder: str) -> Parsed:
    """RawPages to Articles and CleanArticles; what is no article is in `rejected`."""
    sources = load_sources(Path(sources_folder))
    articles: list[Article] = []
    cleaned: list[CleanArticle] = []
    rejected: list[Rejected] = []
    for page in from_batch(RawPage, pages):
        try:
            article = parse_page(page, sources.get(page.source_id))
            restored = clean(article)
        except TerminalError as error:
            rejected.append(_reject(page, "parse", error.reason, error.message))
        except Exception as error:  # a defect of ours must not cost the page's neighbours
            detail = f"{type(error).__name__}: {error}"
            rejected.append(_reject(page, "parse", "broken", detail))
        else:
            articles.append(article)
            cleaned.append(restored)
    return Parsed(
        to_batch(Article, articles), to_batch(CleanArticle, cleaned), to_batch(Rejected, rejected)
    )


def facts_batch(cleaned: pa.RecordBatch) -> pa.RecordBatch:
    """CleanArticles to Facts, one row an article."""
    return to_batch(Facts, [read_facts(article) for article in from_batch(CleanArticle, cleaned)])


def batched(pages: Iterable[RawPage], size: int) -> Iterator[pa.RecordBatch]:
    """Record batches of at most `size` pages."""
    held: list[RawPage] = []
    for page in pages:
        held.append(page)
        if len(held) == size:
            yield to_batch(RawPage, held)
            held = []
    if held:
        yield to_batch(RawPage, held)


T = TypeVar("T")


def mapped(
    function: Callable[..., T], batches: Iterable[pa.RecordBatch], *rest: str, workers: int = 1
) -> Iterator[tuple[pa.RecordBatch, T]]:
    """Each batch with what `function` makes of it, in order; in a process pool if workers > 1.

    At most two batches a worker are under way, so memory stays flat however many there are.
    """
    if workers == 1:
        for batch in batches:
            yield batch, function(batch, *rest)
        return
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        under_way: deque[tuple[pa.RecordBatch, Future[T]]] = deque()
        for batch in batches:
            under_way.append((batch, pool.submit(function, batch, *rest)))
            if len(under_way) >= 2 * workers:
                done, future = under_way.popleft()
                yield done, future.result()
        for done, future in under_way:
            yield done, future.result()
