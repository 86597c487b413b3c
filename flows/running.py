"""One run from start to end: its summary, its row in the tables, its release, its honest outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from extract.errors import WarehouseError, YuanjiangError
from extract.fetch import FetchState
from extract.records import key_of
from extract.sources import Source
from flows import pipeline
from flows.collect import Collected, Order, collect
from flows.settings import Settings
from flows.summary import RunSummary, SourceCount
from warehouse import load, release

Report = Callable[[str], None]  # progress: told what is being done, a line at a time
AT_ONCE = 8  # sources fetched at the same time
F = TypeVar("F", bound=Callable[..., Any])


class Steps:
    """How the steps of a run are called: plainly here, as tasks in a Prefect flow."""

    def step(self, function: F) -> F:
        """The function to call for a step."""
        return function

    def collect_all(
        self, jobs: list[tuple[Source, dict[str, FetchState], Order]]
    ) -> list[Collected]:
        """Collect several sources at the same time; each keeps its own manners."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda job: collect(*job), jobs))


def silent(_: str) -> None:
    """Report to nobody."""


def new_summary(kind: str, at: datetime) -> RunSummary:
    """A summary with the run's id: its kind and the moment it began."""
    return RunSummary(run_id=key_of(kind, at.isoformat(), str(time.time_ns())), kind=kind)


def load_sources(con: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """The rows of table `source`."""
    columns = ("name", "name_en", "home", "verified")
    rows = [{"source_id": s.id} | {c: getattr(s, c) for c in columns} for s in sources]
    rows.append(
        {
            "source_id": "files",
            "name": "文件",
            "name_en": "Ingested files",
            "home": None,
            "verified": True,
        }
    )
    load.load_sources(con, rows)


def read_pending(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    summary: RunSummary,
    at: datetime,
    report: Report = silent,
    files: Iterable[Path] | None = None,
) -> list[str]:
    """Read archive files into the tables; gives the new versions.

    A file that cannot be read is named in `summary.lost`, stays pending, and costs the others
    nothing.
    """
    new: list[str] = []
    by_source = {count.source_id: count for count in summary.sources}
    for path in pipeline.pending(con, settings.home) if files is None else files:
        report(f"reading {path.name}")
        count = by_source.get(path.name.rsplit("-", 1)[0])
        try:
            for articles, fresh, refused in pipeline.read_archive(con, path, settings, at):
                summary.articles += articles
                summary.rejected += refused
                new += fresh
                if count is not None:
                    count.new += len(fresh)
                    count.rejected += refused.total()
        except (OSError, YuanjiangError, duckdb.Error) as error:
            summary.lost.append(f"{path.name}: {error}")
    summary.new = len(new)
    return new


def derive(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    summary: RunSummary,
    at: datetime,
    new: list[str],
    report: Report = silent,
) -> None:
    """Duplicates, facts and projects of what was read."""
    report(f"comparing {len(new)} new versions")
    summary.duplicates += pipeline.find_duplicates(con, new, at)
    report("reading facts")
    pipeline.read_facts(con, settings, at)
    report("joining projects")
    pipeline.join_projects(con, at)


def _row(summary: RunSummary, at: datetime, began: float) -> dict[str, object]:
    return {
        "run_id": summary.run_id,
        "run_kind": summary.kind,
        "started_at": at,
        "ended_at": datetime.now(UTC),
        "seconds": time.monotonic() - began,
        "outcome": summary.outcome,
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


def finish(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    summary: RunSummary,
    at: datetime,
    began: float,
    report: Report = silent,
) -> RunSummary:
    """Publish a release and write the run's row. A failed check is the run's error, not a crash.

    `began` is `time.monotonic()` at the start.
    """
    summary.fetched = sum(count.fetched for count in summary.sources) or summary.fetched
    report("publishing")
    sources = [_source_row(summary, count) for count in summary.sources]
    # Written before the release, so that it holds this run; and again with what became of it.
    provisional = _row(summary, at, began) | {"outcome": None}
    load.load_run(con, provisional, sources)
    try:
        made = release.publish(
            con, settings.home, run_id=summary.run_id, at=at, keep=settings.keep_releases
        )
    except (WarehouseError, YuanjiangError) as error:
        summary.error = str(error)
    else:
        summary.release = made.path
        summary.release_is_new = made.is_new
        summary.totals = made.rows
        summary.warnings = [
            f"{check['name']}: {check['bad_rows']} rows"
            for check in made.checks
            if check.get("bad_rows")
        ]
    summary.seconds = time.monotonic() - began
    load.load_run(con, _row(summary, at, began), sources)
    return summary
