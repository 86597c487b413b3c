"""Fetch a past period: listings and dated archives are walked back to `since`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger

from flows.nightly import run_nightly
from flows.prefect_steps import PrefectSteps, ended
from flows.settings import settings_for


@flow(name="backfill")
def backfill(
    since: date,
    until: date | None = None,
    sources: list[str] | None = None,
    home: Path | None = None,
) -> Any:
    """Fetch the days from `since` to `until` at some or all sources, read them and publish.

    What is known already is not fetched again, so a backfill that was broken off goes on.
    """
    settings = settings_for(home)
    report = get_run_logger().info
    steps = PrefectSteps()
    return ended(
        run_nightly(
            settings, sources, kind="backfill", since=since, until=until, report=report, steps=steps
        )
    )
