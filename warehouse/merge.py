"""One way to bring a table to what it should be: rows that are the same are not touched.

`merge` compares by key. A row that differs is closed (copied to the schema `history` with
`valid_to`) or overwritten, as its table's `keep` says; a new one is inserted. With `scope`, rows
inside it that are no longer there are closed too. What was closed and comes back within the same
night was never closed. Callers hold the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TypeAlias

import duckdb
import pyarrow as pa

from warehouse.tables import TABLES, Table

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


def strings(column: str, values: Iterable[str]) -> pa.Table:
    """A table of one column, to ask the database for these keys."""
    return pa.table({column: pa.array(list(values), pa.string())})


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


def _listed(columns: tuple[str, ...], side: str = "") -> str:
    return ", ".join(f'{side}"{c}"' for c in columns)


def _differs(columns: tuple[str, ...]) -> str:
    """Whether t and n differ in any of these columns."""
    if not columns:
        return "false"
    return f"row({_listed(columns, 't.')}) IS DISTINCT FROM row({_listed(columns, 'n.')})"


def _same_key(table: Table) -> str:
    return " AND ".join(f't."{c}" = n."{c}"' for c in table.key)


def _stage(con: duckdb.DuckDBPyConnection, table: Table, select: str) -> None:
    """`_new`: the rows that the table should have, one a key."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _new AS SELECT {_listed(table.columns)} FROM ({select})"
    )
    key = _listed(table.key)
    total, distinct = con.execute(f"SELECT count(*), count(DISTINCT ({key})) FROM _new").fetchall()[
        0
    ]
    if total != distinct:  # of rows with one key the same one is kept whatever their order
        con.execute(
            "CREATE OR REPLACE TEMP TABLE _new AS FROM _new AS n QUALIFY row_number() OVER"
            f" (PARTITION BY {key} ORDER BY hash(n), n) = 1"
        )


def _any_known(con: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether the table has a row with a key of `_new`; reads its key only."""
    query = (
        f'SELECT EXISTS (FROM main."{table.name}" AS t SEMI JOIN _new AS n ON {_same_key(table)})'
    )
    return bool(con.execute(query).fetchall()[0][0])


def _narrow(
    con: duckdb.DuckDBPyConnection, table: Table, told: tuple[str, ...], scope: str | None
) -> int:
    """Leave in `_new` the rows that are new or differ; returns how many they are.

    `_ended` are the keys inside `scope` that `_new` lacked. Most rows of most nights are the same:
    what follows has few to look at.
    """
    key = ", ".join(f't."{c}"' for c in table.key)
    ended = f"ANTI JOIN _new AS n ON {_same_key(table)} WHERE {scope}" if scope else "WHERE false"
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE _ended AS SELECT {key} FROM main."{table.name}" AS t {ended}'
    )
    absent = f't."{table.key[0]}" IS NULL'
    differs = _differs((*told, *table.quiet))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _differ AS SELECT n.* FROM _new AS n"
        f' LEFT JOIN main."{table.name}" AS t ON {_same_key(table)} WHERE {absent} OR {differs};'
        "DROP TABLE temp._new; ALTER TABLE temp._differ RENAME TO _new"
    )
    return int(con.execute("SELECT count(*) FROM _new").fetchall()[0][0])


def _close(con: duckdb.DuckDBPyConnection, table: Table, at: datetime, differs: str) -> None:
    """Copy to history the rows of earlier nights that now change or end."""
    for other, condition in (("_new", differs), ("_ended", "true")):
        con.execute(
            f'INSERT INTO history."{table.name}" SELECT t.*, $at FROM main."{table.name}" AS t'
            f" JOIN {other} AS n ON {_same_key(table)} WHERE t.valid_from < $at AND {condition}",
            {"at": at},
        )


def _reopen(con: duckdb.DuckDBPyConnection, table: Table, at: datetime) -> None:
    """Take back out of history what was closed at `at` and stands as before again."""
    name = table.name
    closed = f'(FROM history."{name}" WHERE valid_to = $at)'
    if not con.execute(f"SELECT EXISTS {closed}", {"at": at}).fetchall()[0][0]:
        return
    again = f"{_same_key(table)} AND t.valid_from = $at AND NOT ({_differs(table.told)})"
    sets = ", ".join(f'"{c}" = n."{c}"' for c in (*table.alongside, "valid_from"))
    con.execute(
        f'UPDATE main."{name}" AS t SET {sets} FROM {closed} AS n WHERE {again}', {"at": at}
    )
    con.execute(
        f'DELETE FROM history."{name}" AS n USING main."{name}" AS t'
        f" WHERE n.valid_to = $at AND {_same_key(table)} AND t.valid_from = n.valid_from",
        {"at": at},
    )


def merge(
    con: duckdb.DuckDBPyConnection,
    name: str,
    select: str,
    at: datetime | None = None,
    *,
    scope: str | None = None,
    ignore: tuple[str, ...] = (),
) -> int:
    """Bring table `name` to the rows of `select`; returns the number of rows changed.

    `at` is the night, needed where the table keeps history. `scope` is a condition on `t`, the
    table. Columns of `ignore` are set when a row is inserted and not compared.
    """
    table = TABLES[name]
    told = tuple(c for c in table.told if c not in ignore)
    past = table.keep == "history"
    if past and at is None:
        raise ValueError(f"{name} keeps history: say at which night")
    _stage(con, table, select)
    try:
        if scope is None and not _any_known(con, table):  # a batch of new rows, as most are
            changed = _insert(con, table, at)
        else:
            _narrow(con, table, told, scope)
            if past and at is not None:
                _close(con, table, at, _differs(told))
            changed = _bring(con, table, told, at) + _end(con, table)
        if past and at is not None:
            _reopen(con, table, at)
        return changed
    finally:
        con.execute("DROP TABLE IF EXISTS temp._new; DROP TABLE IF EXISTS temp._ended")


def _written(table: Table, at: datetime | None) -> tuple[str, str, dict[str, datetime]]:
    """The columns of a new row, their values, and the parameters of these."""
    into, values = _listed(table.columns), _listed(table.columns, "n.")
    if table.keep != "history" or at is None:
        return into, values, {}
    return f"{into}, valid_from", f"{values}, $at", {"at": at}


def _insert(con: duckdb.DuckDBPyConnection, table: Table, at: datetime | None) -> int:
    into, values, named = _written(table, at)
    done = con.execute(
        f'INSERT INTO main."{table.name}" ({into}) SELECT {values} FROM _new AS n', named
    ).fetchall()
    return int(done[0][0])


def _bring(
    con: duckdb.DuckDBPyConnection, table: Table, told: tuple[str, ...], at: datetime | None
) -> int:
    """MERGE of `_new` into the table; rows new from `at` on where it keeps history."""
    into, values, named = _written(table, at)
    sets = [f'"{c}" = n."{c}"' for c in (*told, *table.alongside, *table.quiet)]
    sets += ["valid_from = $at"] if named else []
    clauses = [f"WHEN NOT MATCHED BY TARGET THEN INSERT ({into}) VALUES ({values})"]
    if told:
        clauses.append(f"WHEN MATCHED AND {_differs(told)} THEN UPDATE SET {', '.join(sets)}")
    if table.quiet:
        brought = ", ".join(f'"{c}" = n."{c}"' for c in table.quiet)
        clauses.append(f"WHEN MATCHED AND {_differs(table.quiet)} THEN UPDATE SET {brought}")
    done = con.execute(
        f'MERGE INTO main."{table.name}" AS t USING _new AS n ON {_same_key(table)}'
        f" {' '.join(clauses)}",
        named,
    ).fetchall()
    return int(done[0][0])


def _end(con: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Delete the rows of the keys in `_ended`."""
    done = con.execute(
        f'DELETE FROM main."{table.name}" AS t USING _ended AS n WHERE {_same_key(table)}'
    ).fetchall()
    return int(done[0][0])
