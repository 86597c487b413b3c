"""Read the stored raw pages again with the present rules, without the network."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from prefect import flow

from flows import changes, parameters, pipeline, running
from flows.prefect_steps import through
from flows.settings import Settings
from flows.steps import Run, Steps
from flows.summary import RunSummary


def _in_period(path: Path, home: Path, since: date | None, until: date | None) -> bool:
    day = "-".join(path.relative_to(home / "raw").parts[:3])
    return (since is None or day >= since.isoformat()) and (
        until is None or day <= until.isoformat()
    )


def _forget_facts(con: duckdb.DuckDBPyConnection, since: date | None, until: date | None) -> None:
    """Let the facts of the period be read anew, also where the rules kept their version."""
    con.execute(
        "UPDATE input.facts SET rules_version = '' WHERE version_id IN (SELECT version_id"
        " FROM article_version WHERE ($since IS NULL OR fetched_at::DATE >= $since)"
        " AND ($until IS NULL OR fetched_at::DATE <= $until))",
        {"since": since, "until": until},
    )


def run_reprocess(
    settings: Settings,
    *,
    since: date | None = None,
    until: date | None = None,
    at: datetime | None = None,
    steps: Steps | None = None,
) -> RunSummary:
    """Read archive files of the days from `since` to `until`, all by default, and publish.

    `changes` of the summary says what became of the facts.
    """
    parameters.checked_period(since, until)

    def work(run: Run) -> None:
        _forget_facts(run.con, since, until)
        files = [
            p
            for p in pipeline.archive_files(settings.home)
            if _in_period(p, settings.home, since, until)
        ]
        running.read_and_derive(run, files)
        run.summary.changes = changes.of_run(run.con, run.at)
        run.steps.step(running.finish)(run)

    return running.carry_out("reprocess", settings, work, at=at, steps=steps)


@flow(name="reprocess")
def reprocess(
    home: parameters.Home = None,
    since: parameters.Day = None,
    until: parameters.Day = None,
    wait_minutes: parameters.Wait = None,
    runner: parameters.Runner = "local",
) -> Any:
    """Read all stored raw pages, or those of a period, again with the present rules.

    Args:
        home: Data folder; YUANJIANG_HOME or ./data where absent. Example: /srv/ledger
        since: First day on which pages were fetched. Example: 2024-10-01
        until: Last day on which pages were fetched. Example: 2024-10-31
        wait_minutes: How long to wait for another run that is under way. Example: 60
        runner: `local` reads the pages on this machine, `dask` on a cluster
    """
    settings = parameters.flow_settings(home, None, wait_minutes)
    return through(
        settings,
        runner,
        lambda steps: run_reprocess(settings, since=since, until=until, steps=steps),
    )
