"""Rows that are too many for memory, in files: sorted in runs, and read by ranges of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Column: TypeAlias = npt.NDArray[Any]

RUN = 4_000_000  # rows sorted at a time
STEP = 256  # rows from one remembered key to the next


class _Run(NamedTuple):
    """Sorted rows: a file a column, and every STEP-th key."""

    files: list[tuple[Path, np.dtype[Any]]]
    marks: npt.NDArray[np.int64]

    def between(self, low: int | None, end: int | None) -> list[Column]:
        """The rows whose key is at least `low` and less than `end`, where these are given."""
        start = 0 if low is None else max(0, int(np.searchsorted(self.marks, low)) - 1)
        stop = len(self.marks) if end is None else int(np.searchsorted(self.marks, end))
        count = max(0, stop - start) * STEP
        found = [
            np.fromfile(path, kind, count, offset=start * STEP * kind.itemsize)
            for path, kind in self.files
        ]
        first = 0 if low is None else np.searchsorted(found[0], low)
        last = len(found[0]) if end is None else np.searchsorted(found[0], end)
        return [column[first:last] for column in found]


class Runs:
    """Rows of one or more columns, of which the first is the key, a signed 64-bit integer."""

    def __init__(self, folder: Path) -> None:
        """Files go to `folder`, which is made."""
        folder.mkdir()
        self._folder = folder
        self._runs: list[_Run] = []

    def write(self, batches: Iterable[Sequence[Column]]) -> None:
        """Add rows, given as batches of columns."""
        waiting: list[Sequence[Column]] = []
        for batch in batches:
            waiting.append(batch)
            if sum(len(columns[0]) for columns in waiting) >= RUN:
                self._add(waiting)
                waiting = []
        if waiting:
            self._add(waiting)

    def parts(self, rows: int, apart: int = 0) -> Iterator[list[Column]]:
        """All rows, about so many at a time, a part's keys before the next one's, as columns.

        Within a part they are in no order. Rows whose keys differ only in the lowest `apart` bits
        come in one part, however many they are.
        """
        if not self._runs:
            return
        marks = np.sort(np.concatenate([run.marks for run in self._runs]))
        step = max(1, rows // STEP)
        cuts: list[int] = np.unique(marks[step::step] >> apart << apart).tolist()
        for low, end in pairwise([None, *cuts, None]):
            parts = zip(*(run.between(low, end) for run in self._runs), strict=True)
            yield [np.concatenate(part) for part in parts]

    def _add(self, batches: list[Sequence[Column]]) -> None:
        columns = [np.concatenate(parts) for parts in zip(*batches, strict=True)]
        if len(columns) == 1:
            columns[0].sort()
        else:
            order = np.argsort(columns[0])
            columns = [column[order] for column in columns]
        files = []
        for number, column in enumerate(columns):
            path = self._folder / f"{len(self._runs)}-{number}"
            column.tofile(path)
            files.append((path, column.dtype))
        self._runs.append(_Run(files, columns[0][::STEP].copy()))
