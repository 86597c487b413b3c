"""Records to Arrow and back: a frozen dataclass is the schema.

Stages exchange record batches, so that a stage runs alike in the process, in a pool and on a
cluster. The schema comes from the type hints: str, int, float, bool, bytes, date, datetime (UTC),
Literal (a string), `X | None`, `tuple[X, ...]` (a list) and nested dataclasses (a struct).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
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


def _plain(value: Any) -> Any:
    """A record as dicts and lists; unlike dataclasses.asdict it copies no text."""
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def to_batch(record: type[Any], rows: Iterable[Any]) -> pa.RecordBatch:
    """A record batch with the schema of `record`, also where `rows` is empty."""
    schema = schema_of(record)  # type: ignore[arg-type]  # mypy 2 does not see type[Any] as hashable
    return pa.RecordBatch.from_pylist([_plain(row) for row in rows], schema=schema)


def _rebuild(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        # Several kinds of a union are alternatives of one Arrow type: literals of strings.
        return _rebuild(next(a for a in args if a is not type(None)), value)
    if origin is tuple:
        return tuple(_rebuild(args[0], v) for v in value)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{name: _rebuild(hints[name], v) for name, v in value.items()})  # type: ignore[operator]
    return value


def from_batch(record: type[T], batch: pa.RecordBatch) -> Iterator[T]:
    """The records of a batch that `to_batch` made."""
    for row in batch.to_pylist():
        yield _rebuild(record, row)
