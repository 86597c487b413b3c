"""The steps of a run as Prefect tasks, its artifacts, and how a flow run ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from prefect import get_run_logger, task
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_table_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.states import Completed, Failed
from prefect.utilities.annotations import quote

from extract.errors import YuanjiangError
from extract.fetch import FetchState
from extract.sources import Source
from flows.collect import Collected, Order, collect
from flows.log import LOGGER, RunLog, fields_of
from flows.settings import Settings
from flows.show import SOURCE_HEAD, markdown, source_row
from flows.steps import F, Job, Steps
from flows.summary import RunSummary


@task(name="collect", task_run_name="collect {source.id}", cache_policy=NO_CACHE)
def collect_source(source: Source, known: dict[str, FetchState], order: Order) -> Collected:
    """Fetch one source into the archive."""
    return collect(source, known, order)


class PrefectSteps(Steps):
    """Each step a task, each batch too.

    Nothing is cached or retried here: what can recover is tried again where it happens (a request
    by the fetcher, a batch by the pool), and the tables are the persisted result: what is
    in them is not done again.
    """

    def step(self, function: F, name: str = "") -> F:
        """The function as a task of its name."""
        made: Any = task(
            name=function.__name__.removeprefix("run_"),
            task_run_name=name or None,
            cache_policy=NO_CACHE,
            persist_result=False,
        )(function)

        def call(*args: Any, **named: Any) -> Any:
            # Quoted, or Prefect would walk through all that a run holds in search of futures.
            return made(*map(quote, args), **named)

        return cast(F, call)

    def collect_all(self, jobs: list[Job], log: RunLog) -> list[Collected]:
        """One task a source, at the same time."""
        submit: Any = collect_source.submit
        futures = [submit(source, quote(known), order) for source, known, order in jobs]
        for done, _ in enumerate(as_completed(futures), start=1):
            log.progress("sources fetched", done, len(jobs))
        return [future.result() for future in futures]


class _ToPrefect(logging.Handler):
    """Hands the log of a run to the flow run's logger, which sends it to the server."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._logger = get_run_logger()

    def emit(self, record: logging.LogRecord) -> None:
        told = [f"{name}={value}" for name, value in fields_of(record).items() if name != "run"]
        self._logger.log(record.levelno, "%s", " ".join((record.getMessage(), *told)))


@contextmanager
def _logged() -> Iterator[None]:
    handler, before = _ToPrefect(), LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(min(before or logging.INFO, logging.INFO))
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(before)


def through(settings: Settings, runner: str, work: Callable[[Steps], RunSummary]) -> Any:
    """Do a run's work in this flow run: tasks, artifacts, and the final state."""
    with _logged():
        return _through(settings, runner, work)


def _through(settings: Settings, runner: str, work: Callable[[Steps], RunSummary]) -> Any:
    if runner == "dask":
        try:
            from flows.cluster import dask_steps
        except ImportError as error:
            raise YuanjiangError(
                f"the runner dask is not installed: {error}",
                advice="pip install 'yuanjiang[scale]'",
            ) from error
        with dask_steps(settings) as steps:
            return ended(work(steps))
    return ended(work(PrefectSteps()))


def _artifacts(summary: RunSummary) -> None:
    """What an operator sees of the run in Prefect."""
    key = summary.kind
    create_markdown_artifact(markdown(summary), key=f"{key}-summary", description="The whole run")
    if summary.sources:
        rows = [dict(zip(SOURCE_HEAD, source_row(c), strict=True)) for c in summary.sources]
        create_table_artifact(rows, key=f"{key}-sources", description="Source by source")
    checks = [
        {"check": w.partition(": ")[0], "rows": w.partition(": ")[2]} for w in summary.warnings
    ]
    create_table_artifact(
        checks or [{"check": "all", "rows": "none is bad"}],
        key=f"{key}-checks",
        description="Checks before the release",
    )
    new = [{"project": line} for line in summary.new_projects] or [{"project": "none"}]
    create_table_artifact(new, key=f"{key}-new", description="Projects that are new tonight")
    if summary.release:
        create_link_artifact(
            summary.release.resolve().as_uri(),
            link_text=summary.release.name,
            key=f"{key}-release",
            description="The release that readers get",
        )


def ended(summary: RunSummary) -> Any:
    """The final state of a flow run, carrying its summary: Completed, Partial or Failed."""
    _artifacts(summary)
    if summary.outcome == "failed":
        return Failed(message=summary.error or "nothing was published", data=summary)
    name = "Partial" if summary.outcome == "partial" else "Completed"
    return Completed(name=name, message=f"{summary.new} new versions", data=summary)
