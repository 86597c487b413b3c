"""Publish a release of what is loaded, without fetching or reading anything."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows import parameters, running
from flows.prefect_steps import through
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import RunSummary


def run_release(settings: Settings, *, steps: Steps | None = None) -> RunSummary:
    """Check and publish what build.duckdb holds."""
    return running.carry_out(
        "release", settings, lambda run: run.steps.step(running.finish)(run), steps=steps
    )


@flow(name="release")
def release(home: parameters.Home = None, wait_minutes: parameters.Wait = None) -> Any:
    """Check and publish what is loaded.

    Args:
        home: Data folder; YUANJIANG_HOME or ./data where absent. Example: /srv/ledger
        wait_minutes: How long to wait for another run that is under way. Example: 60
    """
    settings = parameters.flow_settings(home, None, wait_minutes)
    return through(settings, "local", lambda steps: run_release(settings, steps=steps))
