"""Batches on a Dask cluster, for those who outgrow one machine: `--runner dask`.

The workers run the functions of `flows.stages`, as the process pool does here, and append what
comes out to Delta tables (`flows.delta`); this process loads them into build.duckdb in the
order of the archive. So the same code gives the same rows. Raw archive and site files lie on
a path that all machines share.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect_dask.task_runners import DaskTaskRunner

from extract.archive import read_pages
from extract.arrow import schema_of, to_batch
from extract.records import Article, RawPage, Rejected, key_of
from flows import stages
from flows.delta import Store
from flows.pieces import Piece
from flows.pool import Done, Pool, cores
from flows.prefect_steps import PrefectSteps
from flows.settings import Settings
from flows.steps import F, Run
from transform.records import CleanArticle, Facts
from warehouse import archives, candidates

K = TypeVar("K")
_AHEAD = 4  # batches under way for each thread of the cluster
_RULES = ("extract", "transform", "flows.stages", "warehouse.candidates")


def _schemas() -> dict[str, pa.Schema]:
    postings, sketched = candidates.sketches(())
    return {
        "article": schema_of(Article),
        "clean": schema_of(CleanArticle),
        "rejected": schema_of(Rejected),
        "postings": postings.schema,
        "sketched": sketched.schema,
        "facts": schema_of(Facts),
    }


@cache
def rules() -> str:
    """A hash of the code and tables that make rows, so that no others' rows are taken for ours."""
    told = hashlib.sha256()
    for name in _RULES:
        file = Path(str(import_module(name).__file__))
        paths = file.parent.rglob("*") if file.name == "__init__.py" else [file]
        for path in sorted(p for p in paths if p.is_file() and p.suffix != ".pyc"):
            told.update(path.read_bytes())
    return told.hexdigest()


@task(cache_policy=NO_CACHE, persist_result=False)
def read_file(
    path: str, first: int, size: int, sources: str, at: datetime, store: Store, unit: str
) -> tuple[str, str]:
    """On a worker: the pages of an archive file from `first` on, parsed and stored.

    Gives the attempt and the number of pages.
    """
    parts: list[stages.Parsed] = []
    pages = 0
    source = islice(read_pages(Path(path)), first, None)
    batches = ((None, batch) for batch in stages.batched(source, size))
    with Pool(1) as pool:
        for _, done in pool.mapped(stages.parse_batch, batches, sources, at):
            parts += done.results
            pages += sum(part.articles.num_rows + part.rejected.num_rows for part in done.results)
            pages += len(done.failed)
            refused = stages.refusals(done.failed, "parse", at)
            if refused.num_rows:
                empty = stages.parse_batch(to_batch(RawPage, ()), sources, at)
                parts.append(empty._replace(rejected=refused))
    tables = {
        name: pa.Table.from_batches([getattr(part, field) for part in parts], schema)
        for name, field, schema in _parsed_fields()
    }
    return store.put(unit, tables, str(pages)), str(pages)


@task(cache_policy=NO_CACHE, persist_result=False)
def read_facts(batch: pa.RecordBatch, at: datetime, store: Store, unit: str) -> tuple[str, str]:
    """On a worker: the facts of a batch of CleanArticles, stored. Gives the attempt."""
    with Pool(1) as pool:
        for _, done in pool.mapped(stages.facts_batch, [(None, batch)], at):
            refused = [r.rejected for r in done.results]
            refused.append(stages.refusals(done.failed, "facts", at))
            tables = {
                "facts": pa.Table.from_batches([r.facts for r in done.results], schema_of(Facts)),
                "rejected": pa.Table.from_batches(refused),
            }
    return store.put(unit, tables), ""


def _parsed_fields() -> list[tuple[str, str, pa.Schema]]:
    """Table of the store, attribute of Parsed, schema."""
    schemas = _schemas()
    names = {"article": "articles", "clean": "clean", "rejected": "rejected"}
    names |= {"postings": "postings", "sketched": "sketched"}
    return [(table, field, schemas[table]) for table, field in names.items()]


def _batch(table: pa.Table) -> pa.RecordBatch:
    """The table as one batch."""
    joined = table.combine_chunks().to_batches()
    return joined[0] if joined else pa.RecordBatch.from_pylist([], schema=table.schema)


class DaskSteps(PrefectSteps):
    """Batches as tasks on a Dask cluster, their results through Delta tables."""

    def __init__(self, runner: DaskTaskRunner, store: Store) -> None:
        self._runner = runner
        self._store = store
        self._done = store.done()
        self._ahead = _AHEAD

    def step(self, function: F, name: str = "") -> F:
        """Plainly called: Prefect sends what surrounds a task along, and a connection cannot go."""
        return function

    def parsed(
        self, run: Run, paths: Iterable[Path], *, again: bool
    ) -> Iterator[tuple[Piece, Done[stages.Parsed]]]:
        """What each archive file became, in order; a file is a unit of work."""
        settings, scope = run.settings, run.summary.kind
        firsts: dict[str, int] = {}

        def units() -> Iterator[tuple[Path, str, dict[str, Any]]]:
            for path in paths:
                name = str(path.relative_to(settings.home))
                first = 0 if again else archives.pages_read(run.con, name)
                size = str(path.stat().st_size)
                unit = key_of("read", scope, name, size, str(first), rules())
                firsts[unit] = first
                yield path, unit, {
                    "path": str(path.resolve()), "first": first, "size": settings.batch_size,
                    "sources": str(settings.sources.resolve()), "at": run.at,
                }  # fmt: skip

        for path, unit, ended in self._each(read_file, units()):
            if isinstance(ended, Exception):
                run.lose(path.name, ended)
                continue
            attempt, pages = ended
            found = self._store.take(unit, attempt)
            parsed = stages.Parsed(*(_batch(found[t]) for t, _, _ in _parsed_fields()))
            piece = Piece(path, firsts[unit], int(pages), last=True)
            yield piece, Done([parsed])

    def facts(
        self, run: Run, batches: Iterable[tuple[int, pa.RecordBatch]]
    ) -> Iterator[tuple[int, Done[stages.FactsRead]]]:
        """The facts of batches of CleanArticles, in order."""

        def units() -> Iterator[tuple[int, str, dict[str, Any]]]:
            for number, batch in batches:
                unit = key_of("facts", *batch.column("version_id").to_pylist(), rules())
                yield number, unit, {"batch": batch, "at": run.at}

        for number, unit, ended in self._each(read_facts, units()):
            if isinstance(ended, Exception):
                run.lose(f"facts {number + 1}", ended)
                continue
            found = self._store.take(unit, ended[0])
            read = stages.FactsRead(_batch(found["facts"]), _batch(found["rejected"]))
            yield number, Done([read])

    def _each(
        self,
        on_worker: Any,
        units: Iterable[tuple[K, str, dict[str, Any]]],
    ) -> Iterator[tuple[K, str, tuple[str, str] | Exception]]:
        """Each unit with its attempt or its error, in order; some are under way at a time."""
        waiting: deque[tuple[K, str, Any]] = deque()
        for key, unit, told in units:
            future = None
            if unit not in self._done:
                told |= {"store": self._store, "unit": unit}
                future = self._runner.submit(on_worker, parameters=told)
            waiting.append((key, unit, future))
            if len(waiting) >= self._ahead:
                yield self._ended(*waiting.popleft())
        while waiting:
            yield self._ended(*waiting.popleft())

    def _ended(self, key: K, unit: str, future: Any) -> tuple[K, str, tuple[str, str] | Exception]:
        if future is None:
            return key, unit, self._done[unit]
        try:
            return key, unit, future.result()
        except Exception as error:  # of the unit, or of the workers that did it
            return key, unit, error

    def finished(self) -> None:
        """The run is over, and what the workers wrote is in build.duckdb."""
        self._store.clear()


@contextmanager
def dask_steps(settings: Settings) -> Iterator[DaskSteps]:
    """Steps on the cluster that `settings.dask` names, else on one started here.

    The intermediate tables lie in `settings.shared`, else in the data folder; they are cleared
    when the run has ended, and kept when it is broken off.
    """
    where = settings.shared or str(settings.home.resolve() / "shared")
    store = Store(where, _schemas())
    if "://" not in where:
        Path(where).mkdir(parents=True, exist_ok=True)
    store.create()
    if settings.dask:
        runner = DaskTaskRunner(address=settings.dask)
    else:
        local = {"n_workers": cores(), "threads_per_worker": 1, "dashboard_address": None}
        runner = DaskTaskRunner(cluster_kwargs=local)
    with runner:
        steps = DaskSteps(runner, store)
        yield steps
        steps.finished()
