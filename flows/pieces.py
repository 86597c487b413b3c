"""The pages of the archive, cut into pieces that a stage reads at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from extract.archive import read_pages
from extract.arrow import to_batch
from extract.errors import YuanjiangError
from extract.records import RawPage
from flows import stages
from warehouse import archives

if TYPE_CHECKING:
    from flows.steps import Run


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the pages of one archive file; `last` where nothing of it is behind."""

    path: Path
    first: int
    pages: int
    last: bool

    @property
    def name(self) -> str:
        return f"{self.path.name} {self.first + 1}-{self.first + self.pages}"


def pieces(
    run: Run, paths: Iterable[Path], *, again: bool
) -> Iterator[tuple[Piece, pa.RecordBatch]]:
    """Batches of pages of the files, in order; a file that breaks is lost from there on.

    With `again` a file is read from its first page, whatever a run before had read of it.
    """
    for path in paths:
        name = str(path.relative_to(run.settings.home))
        first = 0 if again else archives.pages_read(run.con, name)
        held: pa.RecordBatch | None = None
        try:
            pages = islice(read_pages(path), first, None)
            for batch in stages.batched(pages, run.settings.batch_size):
                if held is not None:
                    yield Piece(path, first, held.num_rows, last=False), held
                    first += held.num_rows
                held = batch
        except (OSError, YuanjiangError) as error:
            run.lose(path.name, error)
            if held is not None:
                yield Piece(path, first, held.num_rows, last=False), held
            continue
        rest = to_batch(RawPage, ()) if held is None else held
        yield Piece(path, first, rest.num_rows, last=True), rest
