"""Publish a release of what is loaded, without fetching or reading anything."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger

from flows import running
from flows.prefect_steps import PrefectSteps, ended
from flows.settings import Settings, settings_for
from flows.summary import RunSummary
from warehouse.build import open_build


def run_release(
    settings: Settings,
    *,
    report: running.Report = running.silent,
    steps: running.Steps | None = None,
) -> RunSummary:
    """Check and publish what build.duckdb holds."""
    began, at, steps = time.monotonic(), datetime.now(UTC), steps or running.Steps()
    summary = running.new_summary("release", at)
    with closing(open_build(settings.home)) as con:
        return steps.step(running.finish)(con, settings, summary, at, began, report)


@flow(name="release")
def release(home: Path | None = None) -> Any:
    """Check and publish what is loaded."""
    settings = settings_for(home)
    return ended(run_release(settings, report=get_run_logger().info, steps=PrefectSteps()))
