"""One run from start to end: its lock, its rows in the tables, its release, its honest outcome."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from extract.errors import YuanjiangError
from extract.records import key_of
from extract.sources import Source
from flows import changes, copies, journal, pipeline
from flows.log import RunLog
from flows.pool import Pool, cores
from flows.settings import Settings
from flows.show import markdown
from flows.steps import Run, Steps
from flows.summary import RunSummary, SourceCount, as_dict
from warehouse import load, release, retention
from warehouse.build import open_build

_FEW = 5  # pages of a source below which none being an article says nothing
_OTHERS = {"files": ("文件", "Ingested files"), "warc": ("WARC 文件", "Ingested WARC files")}


def new_id(kind: str, at: datetime) -> str:
    """A run's id: made from its kind and the moment it began."""
    return key_of(kind, at.isoformat(), str(time.time_ns()))


def carry_out(
    kind: str,
    settings: Settings,
    work: Callable[[Run], None],
    *,
    at: datetime | None = None,
    steps: Steps | None = None,
) -> RunSummary:
    """Do `work` as one run under the lock, record how it ended, and tell people if it went wrong.

    Raises LockHeld where another run is under way for longer than `settings.wait_minutes`. Any
    other error is recorded in the journal and raised.
    """
    began = datetime.now(UTC)
    at = at or began
    summary = RunSummary(new_id(kind, at), kind)
    try:
        _recorded(settings, work, summary, at, began, steps or Steps())
    except BaseException as error:
        summary.error = f"{type(error).__name__}: {error}"
        raise
    finally:
        if settings.notify and summary.outcome != "success":
            from flows.notify import tell

            tell(settings.notify, f"{kind}: {summary.outcome}", markdown(summary))
    return summary


def _recorded(
    settings: Settings,
    work: Callable[[Run], None],
    summary: RunSummary,
    at: datetime,
    began: datetime,
    steps: Steps,
) -> None:
    """The work under the lock and in the journal."""
    entry = journal.Entry(summary.run_id, summary.kind, began)

    def doing(text: str, begins: bool) -> None:
        entry.doing = text
        if begins:  # what follows may take long, or end the process
            journal.write(settings.home, entry)

    log = RunLog(summary.run_id, doing)
    with journal.recorded(settings.home, entry, settings.wait_minutes * 60) as dead:
        for other in dead:
            log.say(f"{other.kind} {other.run_id}: {other.error}", level=logging.WARNING)
        try:
            with (
                closing(open_build(settings.home, settings.memory)) as con,
                Pool(settings.workers or cores(), careful=bool(dead)) as pool,
            ):
                work(Run(settings, con, summary, at, began, steps, pool, log))
        except BaseException as error:
            summary.error = f"{type(error).__name__}: {error}"
            raise
        finally:
            summary.seconds = (datetime.now(UTC) - began).total_seconds()
            entry.outcome, entry.error = summary.outcome, summary.error
            entry.summary = as_dict(summary)


def load_sources(con: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """The rows of table `source`."""
    columns = ("name", "name_en", "home", "verified")
    rows = [{"source_id": s.id} | {c: getattr(s, c) for c in columns} for s in sources]
    rows += [
        {"source_id": key, "name": zh, "name_en": en, "home": None, "verified": True}
        for key, (zh, en) in _OTHERS.items()
    ]
    load.load_sources(con, rows)


def read_pending(run: Run, files: Iterable[Path] | None = None) -> list[str]:
    """Read archive files into the tables, all that are unread by default; the new versions.

    A file that cannot be read is named in `summary.lost`, stays pending, and costs the others
    nothing.
    """
    paths = pipeline.pending(run.con, run.settings.home) if files is None else list(files)
    run.log.step(f"reading {len(paths)} archive files")
    new = pipeline.read_archives(run, paths, again=files is not None)
    _without_articles(run.summary)
    return new


def _without_articles(summary: RunSummary) -> None:
    """A source that sent pages of which none is an article was not read."""
    for count in summary.sources:
        if count.fetched >= _FEW and count.articles == 0 and not count.error:
            count.error = (
                f"{count.fetched} pages came and none is an article: the site or its file changed"
            )


def derive(run: Run, new: list[str]) -> None:
    """Duplicates, facts and projects of what was read."""
    run.log.step(f"comparing {len(new)} new versions")
    run.summary.duplicates += copies.find_duplicates(run.con, new, run.at)
    run.log.step("reading facts")
    pipeline.read_facts(run)
    run.log.step("joining projects")
    pipeline.join_projects(run.con, run.at)
    changes.count_by_source(run.con, run.summary, new)
    run.summary.new_projects = changes.new_projects(run.con, run.at)


def read_and_derive(run: Run, files: Iterable[Path] | None = None) -> None:
    """From the archive to settled tables: what every kind of run does."""
    new = run.steps.step(read_pending)(run, files)
    run.steps.step(derive)(run, new)


def _row(run: Run, *, published: bool) -> dict[str, object]:
    summary, now = run.summary, datetime.now(UTC)
    return {
        "run_id": summary.run_id,
        "run_kind": summary.kind,
        "started_at": run.at,
        "ended_at": now,
        "seconds": (now - run.began).total_seconds(),
        "outcome": summary.outcome_if(published=published),
        "fetched": summary.fetched,
        "new_versions": summary.new,
        "rejected_count": summary.rejected.total(),
        "error": summary.error,
    }


def _source_row(summary: RunSummary, count: SourceCount) -> dict[str, object]:
    return {
        "run_id": summary.run_id,
        "source_id": count.source_id,
        "found": count.found,
        "fetched": count.fetched,
        "unchanged": count.unchanged,
        "new_versions": count.new,
        "rejected_count": count.rejected,
        "seconds": count.seconds,
        "error": count.error,
    }


def record(run: Run, *, published: bool) -> None:
    """Write the run's rows into the tables."""
    summary = run.summary
    summary.fetched = sum(count.fetched for count in summary.sources) or summary.fetched
    rows = [_source_row(summary, count) for count in summary.sources]
    load.load_run(run.con, _row(run, published=published), rows)


def _warning(check: dict[str, Any]) -> str:
    """A check that found rows, with the rows themselves: an operator is to see who is meant."""
    named = "; ".join(
        ", ".join(f"{key} {value}" for key, value in row.items()) for row in check["sample"]
    )
    more = check["bad_rows"] - len(check["sample"])
    return f"{check['name']}: {named}" + (f"; and {more} more" if more > 0 else "")


def finish(run: Run) -> None:
    """Publish a release and write the run's rows. A failed check is the run's error, no crash."""
    summary, settings = run.summary, run.settings
    run.log.step("publishing")
    retention.forget_logs(run.con, run.at, settings.keep_log_days)
    # Written before the release, so that it holds this run; again where nothing was published.
    record(run, published=True)
    try:
        made = release.publish(
            run.con, settings.home, run_id=summary.run_id, at=run.at, keep=settings.keep_releases
        )
    except YuanjiangError as error:
        summary.error = str(error)
        record(run, published=False)
        return
    summary.release = made.path
    summary.release_is_new = made.is_new
    summary.totals = made.rows
    summary.warnings += [_warning(check) for check in made.checks if check["bad_rows"]]
    for text in summary.warnings:
        run.log.say(text, level=logging.WARNING)
