"""Stage functions over batches in a process pool, with the same results whatever its size.

A batch that fails is done again article by article, so that what breaks the code, or kills the process
that runs it, costs its neighbours nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

import pyarrow as pa

K = TypeVar("K")
T = TypeVar("T")
LIMIT = 900.0  # seconds that a batch may take before its process is taken for hung
_BROKEN = (BrokenProcessPool, TimeoutError)


@dataclass(slots=True)
class Done(Generic[T]):
    """What became of a batch: one result as a rule, and the rows that broke the function."""

    results: list[T] = field(default_factory=list)
    failed: list[tuple[pa.RecordBatch, Exception]] = field(default_factory=list)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _apart(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The rows one by one; the later pages of an article (`continues`) stay with its first."""
    starts = list(range(batch.num_rows))
    if "continues" in batch.schema.names:
        later = batch.column("continues").to_pylist()
        starts = [i for i in starts if i == 0 or not later[i]]
    for start, end in zip(starts, [*starts[1:], batch.num_rows], strict=True):
        yield batch.slice(start, end - start)


def _die_with_parent() -> None:
    """In a worker: end when the run is killed, which otherwise would leave the worker waiting."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Pool:
    """Processes for stage functions; a context manager.

    They are started when a second batch is there, since starting them takes a second or two. With
    `careful` they are used for a single batch too: the run before died, maybe of what it read.
    """

    def __init__(self, workers: int, *, careful: bool = False, limit: float = LIMIT) -> None:
        self.workers = workers
        self.careful = careful
        self.limit = limit
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def mapped(
        self,
        function: Callable[..., T],
        items: Iterable[tuple[K, pa.RecordBatch]],
        *rest: Any,
    ) -> Iterator[tuple[K, Done[T]]]:
        """Each key with what `function(batch, *rest)` gives, in order.

        At most two batches a worker are under way, so memory stays flat however many there are.
        """
        source = iter(items)
        first = list(islice(source, 2))
        pooled = self.careful or (self.workers > 1 and (len(first) > 1 or self._executor))
        if pooled:
            yield from self._pooled(function, chain(first, source), rest)
            return
        for key, batch in chain(first, source):
            yield key, self._done(function, batch, rest, self._here)

    def _pooled(
        self,
        function: Callable[..., T],
        items: Iterable[tuple[K, pa.RecordBatch]],
        rest: tuple[Any, ...],
    ) -> Iterator[tuple[K, Done[T]]]:
        waiting: deque[tuple[K, pa.RecordBatch, Future[T]]] = deque()
        for key, batch in items:
            waiting.append((key, batch, self._submit(function, batch, rest)))
            if len(waiting) >= 2 * self.workers:
                yield self._next(function, waiting, rest)
        while waiting:
            yield self._next(function, waiting, rest)

    def _next(
        self,
        function: Callable[..., T],
        waiting: deque[tuple[K, pa.RecordBatch, Future[T]]],
        rest: tuple[Any, ...],
    ) -> tuple[K, Done[T]]:
        key, batch, future = waiting.popleft()
        try:
            return key, Done([future.result(self.limit)])
        except _BROKEN as error:  # of this batch or of another one under way
            self._kill()
            hung = isinstance(error, TimeoutError)
            done = self._done(function, batch, rest, self._alone, whole=not hung)
            again = [(k, b, self._submit(function, b, rest)) for k, b, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return key, done
        except Exception:
            return key, self._done(function, batch, rest, self._alone)

    def _done(
        self,
        function: Callable[..., T],
        batch: pa.RecordBatch,
        rest: tuple[Any, ...],
        call: Callable[[Callable[..., T], pa.RecordBatch, tuple[Any, ...]], T],
        *,
        whole: bool = True,
    ) -> Done[T]:
        """The whole batch, else its articles one by one."""
        if whole or batch.num_rows <= 1:
            try:
                return Done([call(function, batch, rest)])
            except Exception as error:
                if batch.num_rows <= 1:
                    return Done(failed=[(batch, error)])
        done: Done[T] = Done()
        for row in _apart(batch):
            try:
                done.results.append(call(function, row, rest))
            except Exception as error:
                done.failed.append((row, error))
        return done

    @staticmethod
    def _here(function: Callable[..., T], batch: pa.RecordBatch, rest: tuple[Any, ...]) -> T:
        return function(batch, *rest)

    def _alone(self, function: Callable[..., T], batch: pa.RecordBatch, rest: tuple[Any, ...]) -> T:
        """In a process while nothing else is under way; a process that dies is an error."""
        try:
            return self._submit(function, batch, rest).result(self.limit)
        except _BROKEN as error:
            self._kill()
            why = "took too long" if isinstance(error, TimeoutError) else "died"
            raise RuntimeError(f"the process that read it {why}") from error

    def _submit(
        self, function: Callable[..., T], batch: pa.RecordBatch, rest: tuple[Any, ...]
    ) -> Future[T]:
        if self._executor is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(["flows.stages"])
            self._executor = ProcessPoolExecutor(
                self.workers, mp_context=context, initializer=_die_with_parent
            )
        return self._executor.submit(function, batch, *rest)

    def _kill(self) -> None:
        """End the pool at once; the next batch starts another."""
        executor, self._executor = self._executor, None
        if executor is not None:
            for process in list((executor._processes or {}).values()):
                process.kill()
            executor.shutdown(wait=False, cancel_futures=True)
