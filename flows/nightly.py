"""The nightly run: fetch what is new at all sources, read it, publish a release.

One source or batch that fails costs the others nothing: the run is then partial, and says so. A
run that published nothing has failed.
"""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
from prefect import flow, get_run_logger

from extract.arrow import from_batch, to_batch
from extract.fetch import FetchState
from extract.records import Rejected
from extract.sources import Source, load_sources
from flows import pipeline, running
from flows.collect import Collected, Order
from flows.prefect_steps import PrefectSteps, ended
from flows.settings import Settings, settings_for
from flows.summary import RunSummary
from warehouse import load
from warehouse.build import open_build


def chosen(settings: Settings, ids: list[str] | None) -> list[Source]:
    """The enabled sources, or those named by id. Raises ValueError for an unknown id."""
    every = load_sources(settings.sources)
    if unknown := set(ids or ()) - every.keys():
        names = ", ".join(sorted(unknown))
        raise ValueError(f"no such source: {names}; there are {', '.join(every)}")
    return [s for s in every.values() if (s.id in ids if ids else s.enabled)]


def _known(con: duckdb.DuckDBPyConnection, source: Source) -> dict[str, FetchState]:
    batches = load.fetch_states(con, source.id).to_batches()
    return {s.url: s for batch in batches for s in from_batch(FetchState, batch)}


def _store(con: duckdb.DuckDBPyConnection, summary: RunSummary, collected: Collected) -> None:
    summary.sources.append(collected.count)
    summary.rejected.update(r.reason for r in collected.rejected)
    load.load_rejected(con, to_batch(Rejected, collected.rejected))
    load.load_fetch_states(con, to_batch(FetchState, collected.states))


def run_nightly(
    settings: Settings,
    ids: list[str] | None = None,
    *,
    kind: str = "nightly",
    since: date | None = None,
    until: date | None = None,
    at: datetime | None = None,
    report: running.Report = running.silent,
    steps: running.Steps | None = None,
) -> RunSummary:
    """The whole night; `at` is the time that it counts as. Tests and the flow call the same."""
    began, at, steps = time.monotonic(), at or datetime.now(UTC), steps or running.Steps()
    summary = running.new_summary(kind, at)
    sources = chosen(settings, ids)
    order = Order(
        summary.run_id, at, settings.home, since, until, settings.max_pages, settings.contact
    )
    with closing(open_build(settings.home)) as con:
        running.load_sources(con, sources)
        pipeline.recover_states(con, settings.home)
        report(f"fetching {len(sources)} sources")
        jobs = [(source, _known(con, source), order) for source in sources]
        for collected in steps.collect_all(jobs):
            _store(con, summary, collected)
        new = steps.step(running.read_pending)(con, settings, summary, at, report)
        steps.step(running.derive)(con, settings, summary, at, new, report)
        return steps.step(running.finish)(con, settings, summary, at, began, report)


@flow(name="nightly")
def nightly(
    home: Path | None = None,
    sources: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    sources_folder: Path | None = None,
    at: datetime | None = None,
) -> Any:
    """Fetch what is new, read it and publish. `since` walks listings and archives back.

    `sources_folder` holds other site files; `at` is another time that the night counts as.
    """
    settings = settings_for(home, sources_folder)
    report = get_run_logger().info
    steps = PrefectSteps()
    return ended(
        run_nightly(settings, sources, since=since, until=until, at=at, report=report, steps=steps)
    )
