"""How the steps of a run are called: plainly here, as tasks in a Prefect flow."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from extract.fetch import FetchState
from extract.sources import Source
from flows import stages
from flows.collect import Collected, Order, collect
from flows.log import RunLog
from flows.pieces import Piece, pieces
from flows.pool import Done, Pool
from flows.settings import Settings
from flows.summary import RunSummary, SourceCount

AT_ONCE = 8  # sources fetched at the same time
F = TypeVar("F", bound=Callable[..., Any])
Job = tuple[Source, dict[str, FetchState], Order]


class Steps:
    """The plain way: function calls, and the batches in a process pool."""

    def step(self, function: F, name: str = "") -> F:
        """The function to call for a step."""
        return function

    def collect_all(self, jobs: list[Job], log: RunLog) -> list[Collected]:
        """Collect several sources at the same time; each keeps its own manners."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(collect, *job) for job in jobs]
            for done, _ in enumerate(as_completed(futures), start=1):
                log.progress("sources fetched", done, len(jobs))
        return [future.result() for future in futures]

    def parsed(
        self, run: Run, paths: Iterable[Path], *, again: bool
    ) -> Iterator[tuple[Piece, Done[stages.Parsed]]]:
        """What each piece of the archive files became, in order."""
        items = pieces(run, paths, again=again)
        return run.pool.mapped(stages.parse_batch, items, str(run.settings.sources), run.at)

    def facts(
        self, run: Run, batches: Iterable[tuple[int, pa.RecordBatch]]
    ) -> Iterator[tuple[int, Done[stages.FactsRead]]]:
        """The facts of batches of CleanArticles, in order, each with its number."""
        return run.pool.mapped(stages.facts_batch, batches, run.at)


@dataclass(slots=True)
class Run:
    """A run under way: what its steps share. `at` is the time that it counts as, UTC."""

    settings: Settings
    con: duckdb.DuckDBPyConnection
    summary: RunSummary
    at: datetime
    began: datetime
    steps: Steps
    pool: Pool
    log: RunLog

    def count(self, source_id: str) -> SourceCount | None:
        """The counts of a source, None where this run did not ask for it."""
        return next((c for c in self.summary.sources if c.source_id == source_id), None)

    def lose(self, what: str, error: Exception) -> None:
        """Name a file or batch that could not be read; it stays pending."""
        self.summary.lost.append(f"{what}: {error}")
        self.log.say(f"{what}: {error}", level=logging.ERROR)
