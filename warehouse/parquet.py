"""Tables as Parquet: declared schema, zstd, one file a partition, unchanged files hard-linked."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.fields import FIELDS
from warehouse.tables import Table

ROWS = 50_000  # in a row group, or as many as take BYTES
BYTES = 16 * 2**20
READ = 8_192  # rows asked of the database at a time: texts are long
WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file. `content` is a hash of its schema, and of its rows whatever their order."""

    file: str  # relative to the release
    rows: int
    content: str
    bytes: int = 0
    sha256: str = ""

    def row(self) -> dict[str, Any]:
        return asdict(self)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """fsync of a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def schema_for(table: Table, *, past: bool) -> pa.Schema:
    """The declared schema; `past` adds valid_to."""
    schema = table.schema
    if past:
        schema = schema.append(pa.field("valid_to", FIELDS["valid_to"].arrow, nullable=False))
    return schema


def contents(con: duckdb.DuckDBPyConnection, table: Table, *, past: bool) -> dict[str, Part]:
    """What each file of a table would hold: partition value -> Part without bytes and sha256."""
    relation = f"{'history' if past else 'main'}.{table.name}"
    value = table.part if table.part and not past else f"'{WHOLE}'"
    rows = con.execute(
        f"SELECT {value} AS part, count(*), bit_xor(hash(t)), sum(hash(t)::HUGEINT)"
        f" FROM {relation} AS t GROUP BY part ORDER BY part"
    ).fetchall()
    folder = f"parquet/{'history/' if past else ''}{table.name}"
    told = schema_for(table, past=past).serialize().to_pybytes()
    declared = hashlib.sha256(told).hexdigest()[:8]
    found = {
        r[0]: Part(f"{folder}/{r[0]}.parquet", r[1], f"{declared}.{r[2]:x}.{r[3]:x}") for r in rows
    }
    # A table without rows still has one file, so that its schema can be read.
    return found or {WHOLE: Part(f"{folder}/{WHOLE}.parquet", 0, f"{declared}.0")}


class _Writers:
    """One open file a partition; rows are held back until they fill a row group."""

    def __init__(self, root: Path, schema: pa.Schema, files: dict[str, Part]) -> None:
        self.schema = schema
        self.held: dict[str, list[pa.RecordBatch]] = {name: [] for name in files}
        self.counts = dict.fromkeys(files, 0)
        self.bytes = dict.fromkeys(files, 0)
        self.writers = {
            name: pq.ParquetWriter(root / part.file, schema, compression="zstd")
            for name, part in files.items()
        }

    def add(self, name: str, rows: pa.RecordBatch) -> None:
        self.held[name].append(rows)
        self.counts[name] += rows.num_rows
        self.bytes[name] += rows.nbytes
        if self.counts[name] >= ROWS or self.bytes[name] >= BYTES:
            self.write(name)

    def write(self, name: str) -> None:
        if self.held[name]:
            self.writers[name].write_table(
                pa.Table.from_batches(self.held[name]).cast(self.schema), row_group_size=ROWS
            )
        self.held[name], self.counts[name], self.bytes[name] = [], 0, 0

    def close(self) -> None:
        for name in self.held:
            self.write(name)
        for writer in self.writers.values():
            writer.close()


def _batches(
    con: duckdb.DuckDBPyConnection, table: Table, wanted: list[str], *, past: bool
) -> pa.RecordBatchReader:
    """The rows of the wanted partitions; their last column is the partition's name."""
    relation = f"{'history' if past else 'main'}.{table.name}"
    if not table.part or past:
        query = f"SELECT *, '{WHOLE}' AS _part FROM {relation} ORDER BY {', '.join(table.key)}"
    else:
        listed = ", ".join(f"'{w}'" for w in wanted)
        query = f"SELECT *, {table.part} AS _part FROM {relation} WHERE _part IN ({listed})"
    return con.sql(query).to_arrow_reader(READ)


def write_parts(
    con: duckdb.DuckDBPyConnection, table: Table, root: Path, parts: dict[str, Part], *, past: bool
) -> None:
    """Write the files `parts` of one table under `root`."""
    schema = schema_for(table, past=past)
    writers = _Writers(root, schema, parts)
    try:
        if WHOLE in parts and not parts[WHOLE].rows:
            return
        for batch in _batches(con, table, list(parts), past=past):
            names = batch.column(batch.num_columns - 1)
            rows = batch.select(schema.names)
            if len(parts) == 1:
                writers.add(next(iter(parts)), rows)
                continue
            for name in names.unique().to_pylist():
                writers.add(name, rows.filter(pa.compute.equal(names, name)))
    finally:
        writers.close()


def write_table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    root: Path,
    last: Path | None,
    known: dict[str, Part],
    wanted: dict[str, Part],
    *,
    past: bool,
) -> list[Part]:
    """The files `wanted` of one table, as `contents` gave them.

    Those whose `content` is in `known` are linked from release `last`.
    """
    kept = {
        name: known[part.file]
        for name, part in wanted.items()
        if last
        and part.file in known
        and known[part.file].content == part.content
        and (last / part.file).is_file()
    }
    (root / next(iter(wanted.values())).file).parent.mkdir(parents=True, exist_ok=True)
    for part in kept.values():
        os.link(last / part.file, root / part.file)  # type: ignore[operator]
    fresh = {name: part for name, part in wanted.items() if name not in kept}
    if fresh:
        write_parts(con, table, root, fresh, past=past)
    done = list(kept.values())
    for part in fresh.values():
        path = root / part.file
        flush(path)
        size = path.stat().st_size
        done.append(Part(part.file, part.rows, part.content, size, sha256_of(path)))
    return sorted(done, key=lambda p: p.file)
