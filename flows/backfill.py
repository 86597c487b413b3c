"""Catch up: a past period of some or all sites, or a folder of WARC files, chunk by chunk.

Each chunk is a run of its own that takes and frees the lock, so a night can come in between. A
chunk that was done to its end is not done again: a backfill that was broken off goes on where
it was. The release is made behind the last chunk.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from prefect import flow

from extract.errors import BrokenInput
from extract.records import key_of
from extract.sources import Source
from flows import parameters, running
from flows.ingest import archive_warc, is_warc
from flows.log import RunLog
from flows.nightly import fetch_sources
from flows.parameters import chosen
from flows.prefect_steps import through
from flows.release import run_release
from flows.settings import Settings
from flows.steps import Run, Steps
from flows.summary import RunSummary, merged
from warehouse import archives
from warehouse.build import open_build

_GIVE_WAY = 0.5  # seconds between chunks, in which a run that waits takes the lock
Chunk = tuple[str, Callable[[Run], None]]


def periods(since: date, until: date, days: int) -> Iterator[tuple[date, date]]:
    """Stretches of at most `days` days from `until` back to `since`, newest first."""
    last = until
    while last >= since:
        first = max(since, last - timedelta(days=days - 1))
        yield first, last
        last = first - timedelta(days=1)


def _period_chunk(sources: Sequence[Source], first: date, last: date, done: set[str]) -> Chunk:
    """One stretch of days; sources that were read to their end in it are passed over."""
    keys = {s.id: key_of("period", s.id, first.isoformat(), last.isoformat()) for s in sources}

    def work(run: Run) -> None:
        wanted = [s for s in sources if keys[s.id] not in done]
        whole = fetch_sources(run, wanted, first, last)
        running.read_and_derive(run)
        if last < run.at.date() and not run.summary.lost:  # today is not over yet
            for source_id in whole:
                archives.mark_chunk(run.con, keys[source_id], run.at)

    name = "" if set(keys.values()) <= done else f"{first} to {last}"
    return name, work


def _warc_chunk(paths: Sequence[Path], done: set[str]) -> Chunk:
    keys = [key_of("warc", p.name, str(p.stat().st_size)) for p in paths]

    def work(run: Run) -> None:
        running.load_sources(run.con, chosen(run.settings, None))
        for path in paths:
            archive_warc(path, run.settings.home, run.at)
        running.read_and_derive(run)
        if not run.summary.lost:
            for key in keys:
                archives.mark_chunk(run.con, key, run.at)

    name = "" if set(keys) <= done else f"{paths[0].name} to {paths[-1].name}"
    return name, work


def warc_files(folder: Path) -> list[Path]:
    """The WARC files of a folder, by name. Raises BrokenInput where there is none."""
    found = sorted(p for p in folder.rglob("*") if is_warc(p))
    if not found:
        raise BrokenInput("no .warc or .warc.gz file in it", where=str(folder), reason="empty")
    return found


def run_backfill(
    settings: Settings,
    ids: list[str] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    warc: Path | None = None,
    chunk_days: int = 31,
    chunk_files: int = 10,
    again: bool = False,
    steps: Steps | None = None,
) -> RunSummary:
    """Fetch the days from `since` to `until` (today), or read the WARC files of the folder `warc`.

    `again` does chunks that were done before. Raises ValueError where neither or both are given,
    or a folder with sources.
    """
    if (since is None) == (warc is None):
        raise ValueError("give either the first day of a period or a folder of WARC files")
    if warc is not None and (ids or until):
        raise ValueError("a folder of WARC files is read whole: give no sources and no last day")
    parameters.checked_period(since, until)
    done: set[str] = set()
    if not again:
        with closing(open_build(settings.home, settings.memory)) as con:
            done = archives.chunks_done(con)
    if warc is not None:
        files = warc_files(warc)
        chunks = [
            _warc_chunk(files[i : i + chunk_files], done) for i in range(0, len(files), chunk_files)
        ]
    else:
        assert since is not None
        sources = chosen(settings, ids)
        stretches = periods(since, until or datetime.now(UTC).date(), chunk_days)
        chunks = [_period_chunk(sources, first, last, done) for first, last in stretches]
    return _all(settings, chunks, steps)


def _all(settings: Settings, chunks: list[Chunk], steps: Steps | None) -> RunSummary:
    """Do the chunks one by one and publish behind the last; one that fails stops no other."""
    log, parts = RunLog(), []
    for number, (name, work) in enumerate(chunks, start=1):
        if not name:
            continue
        log.say(f"chunk {number} of {len(chunks)}: {name}")
        parts.append(running.carry_out("backfill", settings, _deferred(work), steps=steps))
        log.progress("chunks", number, len(chunks))
        time.sleep(_GIVE_WAY)
    parts.append(run_release(settings, steps=steps))
    return merged("backfill", parts[-1].run_id, parts)


def _deferred(work: Callable[[Run], None]) -> Callable[[Run], None]:
    def part(run: Run) -> None:
        run.summary.deferred = True
        try:
            work(run)
        except Exception as error:  # costs this chunk, which stays undone
            run.summary.error = f"{type(error).__name__}: {error}"
            run.log.say(run.summary.error, level=logging.ERROR)
        running.record(run, published=True)

    return part


@flow(name="backfill")
def backfill(
    since: parameters.Day = None,
    until: parameters.Day = None,
    sources: parameters.Ids = None,
    warc: parameters.Folder = None,
    home: parameters.Home = None,
    sources_folder: parameters.Folder = None,
    chunk_days: parameters.ChunkDays = 31,
    chunk_files: parameters.ChunkFiles = 10,
    again: bool = False,
    wait_minutes: parameters.Wait = None,
    runner: parameters.Runner = "local",
) -> Any:
    """Fetch a past period of some or all sites, or read a folder of WARC files, and publish.

    What was done before is passed over, so a backfill that was broken off goes on.

    Args:
        since: First day of the period. Example: 2024-01-01
        until: Last day, today where absent. Example: 2024-03-31
        sources: Ids of the sources; all that are enabled where absent. Example: ["ylxw"]
        warc: Folder of WARC files, instead of a period. Example: /srv/cc-news
        home: Data folder; YUANJIANG_HOME or ./data where absent. Example: /srv/ledger
        sources_folder: Folder of other site files than the bundled ones
        chunk_days: Days a chunk; listings are walked once a chunk. Example: 31
        chunk_files: WARC files a chunk. Example: 10
        again: Do chunks again that were done before
        wait_minutes: How long to wait for another run that is under way. Example: 60
        runner: `local` reads the pages on this machine, `dask` on a cluster
    """
    settings = parameters.flow_settings(home, sources_folder, wait_minutes)
    return through(
        settings,
        runner,
        lambda steps: run_backfill(
            settings, sources, since=since, until=until, warc=warc, chunk_days=chunk_days,
            chunk_files=chunk_files, again=again, steps=steps,
        ),
    )  # fmt: skip
