"""Read the stored raw pages again with the present rules, without the network."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
from prefect import flow, get_run_logger

from flows import pipeline, running
from flows.prefect_steps import PrefectSteps, ended
from flows.settings import Settings, settings_for
from flows.summary import RunSummary
from warehouse.build import open_build

_COMPARED = ("project", "project_amount", "project_event", "programme_statistic")


def _in_period(path: Path, home: Path, since: date | None, until: date | None) -> bool:
    day = "-".join(path.relative_to(home / "raw").parts[:3])
    return (since is None or day >= since.isoformat()) and (
        until is None or day <= until.isoformat()
    )


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {t: int(con.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0]) for t in _COMPARED}


def run_reprocess(
    settings: Settings,
    *,
    since: date | None = None,
    until: date | None = None,
    report: running.Report = running.silent,
    steps: running.Steps | None = None,
) -> RunSummary:
    """Read archive files of the days from `since` to `until`, all by default, and publish.

    The warnings of the summary say how the numbers of facts changed.
    """
    began, at, steps = time.monotonic(), datetime.now(UTC), steps or running.Steps()
    summary = running.new_summary("reprocess", at)
    with closing(open_build(settings.home)) as con:
        before = _counts(con)
        # The rules may have changed without their version: facts are read anew in any case.
        con.execute("UPDATE input.facts SET rules_version = ''")
        files = [
            p
            for p in pipeline.archive_files(settings.home)
            if _in_period(p, settings.home, since, until)
        ]
        new = steps.step(running.read_pending)(con, settings, summary, at, report, files)
        steps.step(running.derive)(con, settings, summary, at, new, report)
        after = _counts(con)
        steps.step(running.finish)(con, settings, summary, at, began, report)
        summary.warnings += [
            f"{table}: {before[table]} before, {after[table]} after"
            for table in _COMPARED
            if before[table] != after[table]
        ]
        return summary


@flow(name="reprocess")
def reprocess(
    home: Path | None = None, since: date | None = None, until: date | None = None
) -> Any:
    """Read all stored raw pages, or those of a period, again with the present rules."""
    settings = settings_for(home)
    report = get_run_logger().info
    steps = PrefectSteps()
    return ended(run_reprocess(settings, since=since, until=until, report=report, steps=steps))
