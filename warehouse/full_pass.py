"""Candidate pairs of all stored versions at once, for a first or full pass.

The same pairs as `warehouse.candidates.candidate_pairs` of all versions, by sorting: postings in
the order of their shingles bring together the versions that hold one, and meetings in the order
of their askers bring together those of a pair. A meeting is one integer, of asker, other and
document frequency, so that sorting integers is all there is to it. Postings and meetings lie in
files (`warehouse.runs`); about a million are at work at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from warehouse.candidates import (
    CAP,
    COMMON,
    HUBS,
    IDENTICAL,
    LEAST_SHARED,
    OF_SHORT,
    QUARTER,
    SHORT,
    THRESHOLD,
    drop,
    strong_pairs,
)
from warehouse.runs import Runs

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

POSTINGS = 500_000  # at work at a time
MEETINGS = 1_000_000  # at work at a time

_PLACE_BITS, _DF_BITS = 26, 11  # of a version and of a document frequency, in one integer
_PLACE, _DF = (1 << _PLACE_BITS) - 1, (1 << _DF_BITS) - 1

# Versions are numbered in their order: half as wide.
_NUMBERED = """
CREATE OR REPLACE TEMP TABLE _numbered AS
    SELECT (row_number() OVER (ORDER BY version) - 1)::UINTEGER AS n, version, shingles
    FROM sketched
"""
# The postings that may be asked by.
_POSTINGS = f"""
SELECT shingle, n FROM sketch JOIN _numbered USING (version)
WHERE {QUARTER} OR shingle IN ({OF_SHORT})
"""

_CONTAINED = pa.schema(
    [
        pa.field("a", pa.uint64()),
        pa.field("b", pa.uint64()),
        pa.field("containment", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class _Versions:
    """What is known of each version, in the order of size and id: of two the earlier asks."""

    version: npt.NDArray[np.uint64]
    place: Ints  # in this order, of the version with number n
    short: int  # those before this place ask by all of their shingles
    idf: Floats  # what a shingle weighs, by document frequency
    asked: Ints  # shingles that a version asks by and others hold too
    rare: Floats  # what those that it asks by weigh, in up to CAP versions
    weight: Floats  # and in up to COMMON


def _versions(connection: duckdb.DuckDBPyConnection) -> _Versions:
    rows = connection.execute("SELECT version, shingles FROM _numbered ORDER BY n").fetchnumpy()
    count = len(rows["version"])
    if count > _PLACE:
        raise ValueError(f"{count} versions: a full pass can number {_PLACE}; compare in turns")
    order = np.argsort(rows["shingles"], kind="stable")
    place = np.empty(count, np.int64)
    place[order] = np.arange(count)
    return _Versions(
        version=rows["version"][order],
        place=place,
        short=int(np.count_nonzero(rows["shingles"] < SHORT)),
        idf=np.log(1 + count / np.arange(COMMON + 1).clip(1)),
        asked=np.zeros(count, np.int64),
        rare=np.zeros(count),
        weight=np.zeros(count),
    )


def _slices(sizes: Ints, most: int) -> Iterator[tuple[int, int]]:
    """Bounds of neighbours whose sizes come to about `most` together; all of them, in order."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(most, total, most)) + 1
    yield from pairwise(np.unique([0, *cuts.tolist(), len(sizes)]).tolist())


def _counted(counts: Ints) -> tuple[Ints, Ints]:
    """Each index as often as `counts` says, and beside it 0, 1, ... within each index."""
    index = np.repeat(np.arange(len(counts)), counts)
    return index, np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)


def _starts(ordered: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)])


def _by_shingle(shingle: Ints, n: npt.NDArray[np.uint32]) -> tuple[Ints, Ints, Ints]:
    """How many hold each shingle; and the postings in the order of shingle and n."""
    order = np.argsort(shingle)
    shingle = shingle[order]
    df = np.diff(_starts(shingle), append=len(shingle))
    held = np.repeat(np.arange(len(df)), df) << _PLACE_BITS | n[order]
    held.sort()
    return df, shingle, held & _PLACE


def _meetings(versions: _Versions, shingle: Ints, n: npt.NDArray[np.uint32]) -> Iterator[Ints]:
    """Who meets whom at these shingles, of which all postings are given.

    Each holder of a shingle meets all before it, or of many only the hubs. What they weigh is
    added for those that ask.
    """
    df, shingle, number = _by_shingle(shingle, n)
    group, before = _counted(df)
    known = df[group] <= COMMON
    df, before, place = df[group][known], before[known], versions.place[number[known]]
    quarter = (shingle[known] >> 2) % 4 == 0  # as QUARTER says
    _weigh(versions, df, place, quarter | (place < versions.short))
    first = np.arange(len(df)) - before
    met = np.where(df <= CAP, before, before.clip(max=HUBS))
    for low, high in _slices(met, MEETINGS):
        late, nth = _counted(met[low:high])
        late += low
        here, there = place[late], place[first[late] + nth]
        asker, other = np.minimum(here, there), np.maximum(here, there)
        asks = quarter[late] | (asker < versions.short)
        yield ((asker << _PLACE_BITS | other) << _DF_BITS | df[late])[asks]


def _weigh(versions: _Versions, df: Ints, place: Ints, asking: npt.NDArray[np.bool_]) -> None:
    df, place = df[asking], place[asking]
    weight = versions.idf[df]
    np.add.at(versions.asked, place[df > 1], 1)
    np.add.at(versions.rare, place, weight * (df <= CAP))
    np.add.at(versions.weight, place, weight)


def _contained(versions: _Versions, met: Ints) -> pa.Table:
    """a, b and containment of the pairs that these meetings make, which are all of their askers."""
    met.sort()
    pair, df = met >> _DF_BITS, met & _DF
    starts = _starts(pair)
    shared = np.diff(starts, append=len(met))
    asker, other = pair[starts] >> _PLACE_BITS, pair[starts] & _PLACE
    weight = versions.idf[df]
    rare = np.add.reduceat(weight * (df <= CAP), starts)
    whole = np.add.reduceat(weight, starts) / versions.weight[asker]
    of_rare = np.divide(rare, versions.rare[asker], out=np.zeros_like(rare), where=rare > 0)
    containment = np.maximum(of_rare, whole).clip(max=1.0)
    enough = (shared >= 2) & (shared >= LEAST_SHARED * versions.asked[asker])
    kept = enough & (containment >= THRESHOLD)
    a, b = versions.version[asker[kept]], versions.version[other[kept]]
    return pa.table([np.minimum(a, b), np.maximum(a, b), containment[kept]], schema=_CONTAINED)


def _meet(connection: duckdb.DuckDBPyConnection, versions: _Versions, folder: Path) -> Runs:
    """All meetings, by asker."""
    postings, met = Runs(folder / "postings"), Runs(folder / "meetings")
    rows = connection.sql(_POSTINGS).to_arrow_reader()
    postings.write([batch["shingle"].to_numpy(), batch["n"].to_numpy()] for batch in rows)
    parts = postings.parts(POSTINGS)
    met.write([made] for part in parts for made in _meetings(versions, *part))
    return met


def all_candidate_pairs(
    connection: duckdb.DuckDBPyConnection, folder: Path | None = None
) -> pa.Table:
    """As `candidate_pairs` of all stored versions: (left, right, containment).

    Some 2.3 GB for a million versions lie in `folder` meanwhile, else where temporary files go.
    Raises ValueError where more versions are stored than a pass can number, 67 million.
    """
    with tempfile.TemporaryDirectory(dir=folder) as spill:
        try:
            connection.execute(_NUMBERED)
            versions = _versions(connection)
            met = _meet(connection, versions, Path(spill))
            parts = met.parts(MEETINGS, apart=_PLACE_BITS + _DF_BITS)  # an asker's in one
            found = [_contained(versions, *part) for part in parts]
            connection.register("_found", pa.concat_tables([_CONTAINED.empty_table(), *found]))
            return strong_pairs(connection, "FROM _found", IDENTICAL.format(versions="sketched"))
        finally:
            connection.unregister("_found")
            drop(connection, ("_numbered",))
