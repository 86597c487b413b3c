"""The nightly run: fetch what is new at all sources, read it, publish a release.

One source or batch that fails costs the others nothing: the run is then partial, and says so. A
run that published nothing has failed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
from prefect import flow

from extract.arrow import from_batch, to_batch
from extract.fetch import FetchState
from extract.records import Rejected
from extract.sources import Source
from flows import parameters, pipeline, running
from flows.collect import Collected, Order
from flows.parameters import chosen
from flows.prefect_steps import through
from flows.settings import Settings
from flows.steps import Run, Steps
from flows.summary import RunSummary
from warehouse import load


def _known(
    con: duckdb.DuckDBPyConnection, source: Source, barred: load.Barred, at: datetime
) -> dict[str, FetchState]:
    """The states of a source's addresses; those that were taken down are never due."""
    batches = load.fetch_states(con, source.id).to_batches()
    states = {s.url: s for batch in batches for s in from_batch(FetchState, batch)}
    return states | {url: FetchState(url, source.id, at, at) for url in barred.urls}


def _store(run: Run, collected: Collected) -> None:
    run.summary.sources.append(collected.count)
    run.summary.rejected.update(r.reason for r in collected.rejected)
    load.load_rejected(run.con, to_batch(Rejected, collected.rejected))
    load.load_fetch_states(run.con, to_batch(FetchState, collected.states))
    failed = [
        {"source_id": r.source_id, "url": r.where, "fetched_at": r.seen_at, "error": r.reason}
        for r in collected.rejected
    ]
    load.load_fetches(run.con, [{"run_id": run.summary.run_id, **row} for row in failed])


def fetch_sources(
    run: Run, sources: list[Source], since: date | None, until: date | None
) -> list[str]:
    """Fetch the sources into the archive; gives the ids of those read to their end."""
    settings = run.settings
    order = Order(
        run.summary.run_id,
        run.at,
        settings.home,
        since,
        until,
        settings.max_pages,
        settings.contact,
    )
    running.load_sources(run.con, sources)
    pipeline.recover_states(run.con, settings.home)
    run.log.step(f"fetching {len(sources)} sources")
    barred = load.barred(run.con)
    jobs = [
        (source, _known(run.con, source, barred, run.at), order)
        for source in sources
        if source.id not in barred.sources
    ]
    for collected in run.steps.collect_all(jobs, run.log):
        _store(run, collected)
    return [count.source_id for count in run.summary.sources if not count.error]


def run_nightly(
    settings: Settings,
    ids: list[str] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    at: datetime | None = None,
    steps: Steps | None = None,
) -> RunSummary:
    """The whole night; `at` is the time that it counts as. Tests and the flow call the same."""
    parameters.checked_period(since, until)
    sources = chosen(settings, ids)

    def work(run: Run) -> None:
        fetch_sources(run, sources, since, until)
        running.read_and_derive(run)
        run.steps.step(running.finish)(run)

    return running.carry_out("nightly", settings, work, at=at, steps=steps)


@flow(name="nightly")
def nightly(
    home: parameters.Home = None,
    sources: parameters.Ids = None,
    since: parameters.Day = None,
    until: parameters.Day = None,
    sources_folder: parameters.Folder = None,
    at: parameters.At = None,
    wait_minutes: parameters.Wait = None,
    runner: parameters.Runner = "local",
) -> Any:
    """Fetch what is new at all sites, read it and publish a release.

    Args:
        home: Data folder; YUANJIANG_HOME or ./data where absent. Example: /srv/ledger
        sources: Ids of the sources; all that are enabled where absent. Example: ["ylxw"]
        since: Walk listings and dated archives back to this day. Example: 2024-01-01
        until: Take nothing younger than this day. Example: 2024-01-31
        sources_folder: Folder of other site files than the bundled ones
        at: Another time that the night counts as. Example: 2024-01-31T02:30:00+08:00
        wait_minutes: How long to wait for another run that is under way. Example: 60
        runner: `local` reads the pages on this machine, `dask` on a cluster
    """
    settings = parameters.flow_settings(home, sources_folder, wait_minutes)
    return through(
        settings,
        runner,
        lambda steps: run_nightly(settings, sources, since=since, until=until, at=at, steps=steps),
    )
