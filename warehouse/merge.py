"""One way to bring a table to what it should be: rows that are the same are not touched.

`merge` compares by key. A row that differs is closed (moved to the schema `history` with
`valid_to`) or overwritten, as its table's `keep` says; a new one is inserted. With `scope`, rows
inside it that are no longer there are closed too. Callers hold the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeAlias

import duckdb
import pyarrow as pa

from warehouse.tables import TABLES

Rows: TypeAlias = "pa.Table | pa.RecordBatch"


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction; rolled back whatever is raised."""
    con.execute("BEGIN")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed COMMIT has ended the transaction already
            con.execute("ROLLBACK")
        raise


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, **tables: Rows) -> Iterator[None]:
    """Arrow tables under these names for a while."""
    for name, table in tables.items():
        con.register(name, pa.table(table) if isinstance(table, pa.RecordBatch) else table)
    try:
        yield
    finally:
        for name in tables:
            con.unregister(name)


def key_sql(*parts: str) -> str:
    """SQL of a key of 16 hexadecimal digits, as `extract.records.key_of` makes it."""
    joined = " || chr(31) || ".join(f"coalesce(({part})::VARCHAR, '')" for part in parts)
    return f"substr(sha256({joined}), 1, 16)"


def _stage(con: duckdb.DuckDBPyConnection, select: str, key: str, names: str) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE _new AS SELECT {names} FROM ({select})")
    total, distinct = con.execute(f"SELECT count(*), count(DISTINCT ({key})) FROM _new").fetchall()[
        0
    ]
    if total != distinct:  # of rows with one key the same one is kept whatever their order
        con.execute(
            "CREATE OR REPLACE TEMP TABLE _new AS FROM _new AS n QUALIFY row_number() OVER"
            f" (PARTITION BY {key} ORDER BY hash(n), n) = 1"
        )


def merge(
    con: duckdb.DuckDBPyConnection,
    name: str,
    select: str,
    at: datetime,
    *,
    scope: str | None = None,
    ignore: tuple[str, ...] = (),
) -> int:
    """Bring table `name` to the rows of `select`; returns the number of rows changed.

    `scope` is a condition on `t`, the table. Columns of `ignore` are set when a row is inserted
    and not compared.
    """
    table = TABLES[name]
    columns = table.columns
    history = table.keep == "history"
    quoted = ", ".join(f'"{c}"' for c in columns)
    key = ", ".join(f'"{c}"' for c in table.key)
    on = " AND ".join(f't."{c}" = n."{c}"' for c in table.key)
    compared = [c for c in columns if c not in table.key and c not in ignore]
    differs = "false"
    if compared:
        left = ", ".join(f't."{c}"' for c in compared)
        right = ", ".join(f'n."{c}"' for c in compared)
        differs = f"row({left}) IS DISTINCT FROM row({right})"
    _stage(con, select, key, quoted)
    try:
        if history:
            gone = f" OR (n.{table.key[0]} IS NULL AND ({scope}))" if scope else ""
            con.execute(
                f'INSERT INTO history."{name}" SELECT t.*, $at FROM main."{name}" AS t'
                f" LEFT JOIN _new AS n ON {on}"
                f" WHERE t.valid_from < $at AND ((n.{table.key[0]} IS NOT NULL AND {differs}){gone})",
                {"at": at},
            )
        stamp = ", valid_from = $at" if history else ""
        sets = ", ".join(f'"{c}" = n."{c}"' for c in compared) + stamp
        update = f" WHEN MATCHED AND {differs} THEN UPDATE SET {sets}" if compared else ""
        into = f"{quoted}, valid_from" if history else quoted
        values = ", ".join(f'n."{c}"' for c in columns) + (", $at" if history else "")
        delete = f" WHEN NOT MATCHED BY SOURCE AND ({scope}) THEN DELETE" if scope else ""
        done = con.execute(
            f'MERGE INTO main."{name}" AS t USING _new AS n ON {on}{update}'
            f" WHEN NOT MATCHED BY TARGET THEN INSERT ({into}) VALUES ({values}){delete}",
            {"at": at} if history else None,
        ).fetchall()
        return int(done[0][0])
    finally:
        con.execute("DROP TABLE IF EXISTS temp._new")
