"""Intermediate tables of a cluster run: Delta tables that many workers append to at once.

They lie on a path that all workers share or in an S3-compatible store (`s3://bucket/prefix`; the
keys come from the usual AWS_* variables). A unit of work writes its rows under the name of its
attempt and then a marker that says which attempt counts. So a worker that is killed midway leaves
rows that nobody reads, a unit that two workers did is read once, and a run that is started again
takes what is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake

_UNITS = pa.schema([("unit", pa.string()), ("attempt", pa.string()), ("told", pa.string())])
_RETRIES = CommitProperties(max_commit_retries=100)
_SIGNED = {pa.uint64(): pa.int64()}  # Delta knows no unsigned integers


def _stored(schema: pa.Schema) -> pa.Schema:
    fields = [pa.field(f.name, _SIGNED.get(f.type, f.type)) for f in schema]
    return pa.schema([*fields, pa.field("unit", pa.string()), pa.field("attempt", pa.string())])


def _signed(table: pa.Table) -> pa.Table:
    """Unsigned numbers as signed ones of the same bits."""
    columns = [
        pa.chunked_array([c.view(_SIGNED[field.type]) for c in column.chunks], _SIGNED[field.type])
        if field.type in _SIGNED
        else column
        for field, column in zip(table.schema, table.columns, strict=True)
    ]
    return pa.table(columns, names=table.column_names)


def _as_was(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The columns of `schema`, in its types."""
    columns = []
    for field in schema:
        column = table.column(field.name)
        if field.type in _SIGNED:
            chunks = [c.view(field.type) for c in column.cast(_SIGNED[field.type]).chunks]
            column = pa.chunked_array(chunks, field.type)
        columns.append(column.cast(field.type))
    return pa.table(columns, schema=schema)


@dataclass(frozen=True, slots=True)
class Store:
    """The Delta tables under `uri`; `schemas` says what each holds. Cheap to send to a worker."""

    uri: str
    schemas: Mapping[str, pa.Schema]

    def _at(self, name: str) -> str:
        return f"{self.uri.rstrip('/')}/{name}"

    def create(self) -> None:
        """Make the tables that are not there yet; once, before workers write."""
        for name, schema in self.schemas.items():
            DeltaTable.create(
                self._at(name), _stored(schema), mode="ignore", partition_by=["unit", "attempt"]
            )
        DeltaTable.create(self._at("units"), _UNITS, mode="ignore")

    def put(self, unit: str, tables: Mapping[str, pa.Table], told: str = "") -> str:
        """Write what a unit became, and then that it is done; gives the name of the attempt.

        `told` is kept with the marker.
        """
        attempt = uuid4().hex
        for name, table in tables.items():
            if table.num_rows == 0:
                continue
            rows = _signed(table)
            for column, value in (("unit", unit), ("attempt", attempt)):
                filled = pa.array([value] * rows.num_rows, pa.string())
                rows = rows.append_column(column, filled)
            write_deltalake(
                self._at(name), rows, mode="append", partition_by=["unit", "attempt"],
                commit_properties=_RETRIES,
            )  # fmt: skip
        marker = pa.table({"unit": [unit], "attempt": [attempt], "told": [told]}, schema=_UNITS)
        write_deltalake(self._at("units"), marker, mode="append", commit_properties=_RETRIES)
        return attempt

    def done(self) -> dict[str, tuple[str, str]]:
        """Unit -> (the attempt that counts, what its marker tells)."""
        rows = DeltaTable(self._at("units")).to_pyarrow_table().to_pylist()
        return {
            r["unit"]: (r["attempt"], r["told"]) for r in sorted(rows, key=lambda r: r["attempt"])
        }

    def take(self, unit: str, attempt: str) -> dict[str, pa.Table]:
        """The rows of a unit, in the schemas of the store."""
        found = {}
        for name, schema in self.schemas.items():
            wanted = [("unit", "=", unit), ("attempt", "=", attempt)]
            rows = DeltaTable(self._at(name)).to_pyarrow_table(filters=wanted)
            found[name] = _as_was(rows, schema)
        return found

    def clear(self) -> None:
        """Remove all rows: the run that wrote them has loaded them."""
        for name in (*self.schemas, "units"):
            table = DeltaTable(self._at(name))
            table.delete()
            table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
