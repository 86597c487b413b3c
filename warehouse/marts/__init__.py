"""Marts: ready answers that a release holds beside its tables, one SQL file each.

The head of a file says its grain, the tables it is made of (`sources`) and a question that it
answers, in English and Chinese (`grain_zh`, `question_zh`). A column means what `warehouse/fields/`
says; one that is not there, or that means something else in this mart, is a line
`column NAME: English | 中文`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import duckdb

from extract.errors import WarehouseError
from warehouse.fields import FIELDS, TYPES, Field
from warehouse.sqlfiles import SqlFile, sql_files
from warehouse.tables import TABLES

_TYPE_OF = {duckdb_type: name for name, (_, duckdb_type) in TYPES.items()}
_HEAD = ("grain", "grain_zh", "sources", "question", "question_zh")


def marts() -> tuple[SqlFile, ...]:
    """The marts, by name."""
    return sql_files("marts", _HEAD)


def _field(mart: SqlFile, name: str, kind: str) -> Field:
    known = FIELDS.get(name)
    en, bar, zh = mart.head.get(f"column {name}", "").partition(" | ")
    if bar:
        field = replace(known, en=en, zh=zh) if known else Field(name, _TYPE_OF[kind], en, zh)
    elif known:
        field = known
    else:
        raise WarehouseError(
            f"no meaning of column {name}",
            where=f"warehouse/marts/{mart.name}.sql",
            advice=f"add `-- column {name}: English | 中文` to its head",
        )
    return replace(field, type=_TYPE_OF[kind])


@cache
def mart_fields() -> dict[str, tuple[Field, ...]]:
    """Mart -> its columns, in order, with types as the query gives them.

    Raises WarehouseError where a column has no meaning.
    """
    with duckdb.connect(":memory:") as con:
        for table in TABLES.values():
            columns = ", ".join(f'"{f.name}" {f.duckdb}' for f in table.fields)
            con.execute(f'CREATE TABLE "{table.name}" ({columns})')
        made = [(mart, con.sql(mart.query)) for mart in marts()]
        return {
            mart.name: tuple(
                _field(mart, name, str(kind))
                for name, kind in zip(rows.columns, rows.types, strict=True)
            )
            for mart, rows in made
        }
