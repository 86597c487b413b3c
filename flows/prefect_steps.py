"""The steps of a run as Prefect tasks, and how a flow run ends."""

from __future__ import annotations

from typing import Any, cast

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed, Failed

from extract.fetch import FetchState
from extract.sources import Source
from flows.collect import Collected, Order, collect
from flows.running import F, Steps
from flows.summary import RunSummary, markdown


@task(name="collect", task_run_name="collect {source.id}", cache_policy=NO_CACHE)
def collect_source(source: Source, known: dict[str, FetchState], order: Order) -> Collected:
    """Fetch one source into the archive."""
    return collect(source, known, order)


class PrefectSteps(Steps):
    """Each step a task. Nothing is cached or retried here: every step resumes by itself."""

    def step(self, function: F) -> F:
        """The function as a task of its name."""
        made: Any = task(cache_policy=NO_CACHE)(function)
        return cast(F, made)

    def collect_all(
        self, jobs: list[tuple[Source, dict[str, FetchState], Order]]
    ) -> list[Collected]:
        """One task a source, at the same time."""
        futures = [collect_source.submit(*job) for job in jobs]
        return [future.result() for future in futures]


def ended(summary: RunSummary) -> Any:
    """The final state of a flow run, carrying its summary: Completed, Partial or Failed."""
    create_markdown_artifact(markdown(summary), key=f"{summary.kind}-summary")
    if summary.outcome == "failed":
        return Failed(message=summary.error or "nothing was published", data=summary)
    name = "Partial" if summary.outcome == "partial" else "Completed"
    return Completed(name=name, message=f"{summary.new} new versions", data=summary)
