"""Fetch what is new at one source into the raw archive. No Prefect, no tables: files and states."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from extract.archive import ArchiveWriter, archive_path, content_hash
from extract.discover import Discovery
from extract.errors import LeftAlone, TerminalError, TransientError, YuanjiangError
from extract.fetch import (
    Answer,
    Fetcher,
    FetchState,
    after_failure,
    after_success,
    is_due,
    user_agent,
)
from extract.parse import following_page
from extract.parse.dates import BEIJING
from extract.records import RawPage, Rejected, key_of
from extract.sources import Source
from flows.log import LOGGER, RunLog
from flows.summary import SourceCount

MAX_ARTICLE_PAGES = 30


@dataclass(frozen=True, slots=True)
class Order:
    """What a run asks of each source."""

    run_id: str
    at: datetime  # the run's time, UTC
    home: Path
    since: date | None = None
    until: date | None = None
    max_pages: int = 2000
    contact: str = ""


@dataclass(slots=True)
class Collected:
    """What came of one source; `archive` is None where nothing new came."""

    count: SourceCount
    states: list[FetchState] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    archive: Path | None = None


def collect(source: Source, known: dict[str, FetchState], order: Order) -> Collected:
    """Discover, fetch and archive; errors of the source are in `count.error`, never raised."""
    began = time.monotonic()
    log = RunLog(order.run_id)
    result = Collected(SourceCount(source.id, source.name))
    count = result.count
    try:
        _collect(source, known, order, result, log)
    except YuanjiangError as error:
        count.error = str(error)
    except Exception as error:  # a defect or a full disk: of this source alone
        count.error = f"{type(error).__name__}: {error}"
        LOGGER.exception("%s", source.id)
    count.seconds = time.monotonic() - began
    if count.error:
        log.say(count.error, level=logging.ERROR, source=source.id)
    log.say(
        f"found {count.found}, fetched {count.fetched}, unchanged {count.unchanged},"
        f" refused {count.rejected}",
        source=source.id,
    )
    return result


def _collect(
    source: Source, known: dict[str, FetchState], order: Order, result: Collected, log: RunLog
) -> None:
    path = archive_path(order.home, source.id, order.run_id, order.at)
    count = result.count
    with (
        Fetcher(source, user_agent(order.contact)) as fetcher,
        ArchiveWriter(path, source.id) as writer,
    ):
        discovery = Discovery(source, fetcher, order.at.astimezone(BEIJING).date())
        for state in _wanted(discovery, known, order, result):
            if count.fetched + count.unchanged >= order.max_pages:
                told = f"stopped at {order.max_pages} pages; the next run fetches on"
                log.say(told, level=logging.WARNING, source=source.id)
                break
            try:
                _fetch(fetcher, writer, state, order.at, result, log)
            except LeftAlone as error:  # what is left stays due
                count.error = str(error)
                break
        for trouble in discovery.errors:
            log.say(str(trouble), level=logging.WARNING, source=source.id)
        if discovery.errors and count.found == 0:
            count.error = str(discovery.errors[0])
        result.archive = path if writer.records else None


def _wanted(
    discovery: Discovery, known: dict[str, FetchState], order: Order, result: Collected
) -> Iterator[FetchState]:
    """States of the addresses to fetch: new ones as discovered, then those that are due again, so
    that a run whose budget is spent has not spent it on what it knows."""
    seen: set[str] = set()
    due: list[FetchState] = []
    for link in discovery.links(known.__contains__, order.since, order.until):
        result.count.found += 1
        seen.add(link.url)
        state = known.get(link.url)
        if state is None:
            yield FetchState(link.url, link.source_id, order.at, order.at)
        elif is_due(state, order.at):
            due.append(state)
    yield from due
    if result.count.found:  # a site that shows nothing is not asked for its old pages either
        for url, state in known.items():
            if url not in seen and is_due(state, order.at):
                yield state


def _fetch(
    fetcher: Fetcher,
    writer: ArchiveWriter,
    state: FetchState,
    at: datetime,
    result: Collected,
    log: RunLog,
) -> None:
    """Fetch one page, archive it, and note its state. Raises LeftAlone where the host is to rest."""
    try:
        answer = fetcher.get(state.url, state.etag, state.last_modified)
    except LeftAlone:
        raise
    except (TransientError, TerminalError) as error:
        transient = isinstance(error, TransientError)
        result.states.append(after_failure(state, at, error.reason, transient=transient))
        log.say(f"{error.reason}: {error.message}", source=state.source_id, url=state.url)
        _reject(state.url, state.source_id, error, at, result)
        return
    digest = content_hash(answer.body) if answer.status != 304 else state.content_hash
    unchanged = answer.status == 304 or digest == state.content_hash
    whole = True
    if unchanged:
        writer.revisit(answer.url, digest or "", at)
        result.count.unchanged += 1
    else:
        writer.response(answer.url, answer, at)
        result.count.fetched += 1
        whole = _further_pages(fetcher, writer, answer, at, result)
    after = after_success(
        state,
        at,
        status=answer.status,
        content_hash=digest,
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
    )
    if not whole:  # asked for again as if it were new
        after = replace(after, etag=None, last_modified=None, content_hash=None)
    result.states.append(after)


def _reject(
    url: str, source_id: str, error: YuanjiangError, at: datetime, result: Collected
) -> None:
    result.count.rejected += 1
    result.rejected.append(
        Rejected(
            rejected_id=key_of(url, "fetch", error.reason),
            source_id=source_id,
            where=url,
            stage="fetch",
            reason=error.reason,
            detail=error.message[:500],
            seen_at=at,
        )
    )


def _further_pages(
    fetcher: Fetcher, writer: ArchiveWriter, first: Answer, at: datetime, result: Collected
) -> bool:
    """Archive the later pages of an article; False where one of them did not come."""
    source, answer, seen = fetcher.source, first, {first.url}
    while len(seen) < MAX_ARTICLE_PAGES:
        kind = answer.header("content-type") or ""
        page = RawPage(answer.url, source.id, at, answer.status, kind, answer.body)
        url = following_page(page, source)
        if not url or not source.owns(url) or url in seen:
            return True
        seen.add(url)
        try:
            answer = fetcher.get(url)
        except (TransientError, TerminalError) as error:
            _reject(url, source.id, error, at, result)
            return False
        writer.response(answer.url, answer, at, continues=first.url)
        result.count.fetched += 1
    return True
