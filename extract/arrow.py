"""Records to Arrow and back: a dataclass is the schema.

Stages exchange record batches, so that a stage runs alike in the process, in a pool and on a
cluster. The schema comes from the type hints: str, int, float, bool, bytes, date, datetime (UTC),
Literal (a string), `X | None`, `tuple[X, ...]` (a list) and nested dataclasses (a struct); lists and
structs are never null.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Any, TypeVar

import pyarrow as pa

T = TypeVar("T")

_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


def _arrow_type(hint: Any) -> tuple[pa.DataType, bool]:
    """Arrow type of a type hint, and whether it may be null."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (kind,) = {_arrow_type(a)[0] for a in args if a is not type(None)}
        if pa.types.is_nested(kind):
            raise TypeError(f"a list or a struct is never null: {hint!r}")
        return kind, type(None) in args
    if origin is typing.Literal:
        return pa.string(), False
    if origin is tuple:
        item, nullable = _arrow_type(args[0])
        return pa.list_(pa.field("item", item, nullable=nullable)), False
    if dataclasses.is_dataclass(hint):
        return pa.struct(list(schema_of(hint))), False  # type: ignore[arg-type]
    if hint in _PLAIN:
        return _PLAIN[hint], False
    raise TypeError(f"no Arrow type for {hint!r}")


@cache
def schema_of(record: Any) -> pa.Schema:
    """Arrow schema of a dataclass, one field an attribute, in their order."""
    hints = typing.get_type_hints(record)
    fields = []
    for f in dataclasses.fields(record):
        kind, nullable = _arrow_type(hints[f.name])
        fields.append(pa.field(f.name, kind, nullable=nullable))
    return pa.schema(fields)


def _column(kind: pa.DataType, values: list[Any]) -> pa.Array:
    """Values of one attribute as an array; records in it become a struct of columns.

    Column by column: a dict for each record costs five times as much.
    """
    if pa.types.is_list(kind):
        ends = accumulate((len(value) for value in values), initial=0)
        flat = [item for value in values for item in value]
        items = _column(kind.value_type, flat)
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, type=kind)
    if pa.types.is_struct(kind):
        columns = [_column(f.type, list(map(attrgetter(f.name), values))) for f in kind]
        return pa.StructArray.from_arrays(columns, fields=list(kind))
    return pa.array(values, kind)


def to_batch(record: type[Any], rows: Iterable[Any]) -> pa.RecordBatch:
    """A record batch with the schema of `record`, also where `rows` is empty."""
    schema = schema_of(record)  # type: ignore[arg-type]  # mypy 2 does not see type[Any] as hashable
    held = list(rows)
    columns = [_column(f.type, list(map(attrgetter(f.name), held))) for f in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


@cache
def _hints(record: Any) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _values(hint: Any, column: pa.Array) -> list[Any]:
    """What `_column` made an array of: records and tuples of them again."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        items = _values(args[0], column.values)
        return [tuple(items[a:b]) for a, b in pairwise(column.offsets.to_pylist())]
    if dataclasses.is_dataclass(hint):
        hints = _hints(hint)  # type: ignore[arg-type]
        columns = (_values(kind, column.field(name)) for name, kind in hints.items())
        return [hint(*row) for row in zip(*columns, strict=True)]  # type: ignore[operator]
    values: list[Any] = column.to_pylist()
    return values


def from_batch(record: type[T], batch: pa.RecordBatch) -> Iterator[T]:
    """The records of a batch that `to_batch` made."""
    hints = _hints(record)  # type: ignore[arg-type]
    columns = (_values(kind, batch.column(name)) for name, kind in hints.items())
    for row in zip(*columns, strict=True):
        yield record(*row)
