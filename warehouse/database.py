"""The DuckDB file of a release: tables with comments, history, marts, macros."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.build import STORAGE
from warehouse.fields import FIELDS
from warehouse.macros import macros
from warehouse.merge import transaction
from warehouse.schema import SCHEMA_VERSION, ddl
from warehouse.sqlfiles import SqlFile, sql_files
from warehouse.tables import TABLES

FILE = "warehouse.duckdb"
SHAPE = 2  # raise it when marts or macros change, so that a release is made though no row differs


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def marts() -> tuple[SqlFile, ...]:
    """The marts, by name."""
    return sql_files("marts", ("grain", "sources", "question"))


def _marts_and_macros(con: duckdb.DuckDBPyConnection, release: str) -> None:
    for mart in marts():
        con.execute(f"CREATE TABLE {mart.name} AS {mart.query}")
        head = "; ".join(f"{key}: {value}" for key, value in mart.head.items())
        con.execute(f"COMMENT ON TABLE {mart.name} IS {_text('Mart. ' + head)}")
        for (column,) in con.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [mart.name]
        ).fetchall():
            if column in FIELDS:
                comment = _text(FIELDS[column].comment)
                con.execute(f'COMMENT ON COLUMN {mart.name}."{column}" IS {comment}')
    for name, (statement, comment) in macros().items():
        con.execute(statement)
        con.execute(f"COMMENT ON MACRO TABLE {name} IS {_text(comment)}")
    con.execute("CREATE TABLE release (release VARCHAR, schema_version INTEGER)")
    con.execute("COMMENT ON TABLE release IS 'Grain: this release, one row'")
    con.execute("INSERT INTO release VALUES (?, ?)", [release, SCHEMA_VERSION])


def _finish(path: Path, release: str) -> list[str]:
    """Marts and macros, made inside the file itself so that they name no other database."""
    with duckdb.connect(str(path)) as con:
        con.execute("SET TimeZone = 'UTC'")
        with transaction(con):
            _marts_and_macros(con, release)
        con.execute("CHECKPOINT")
    return [mart.name for mart in marts()]


def write(con: duckdb.DuckDBPyConnection, path: Path, release: str) -> list[str]:
    """Write the file from an open build; returns the names of the marts."""
    con.execute(f"ATTACH {_text(str(path))} AS release (STORAGE_VERSION '{STORAGE}')")
    try:
        with transaction(con):  # one, or each of the comments would wait for the disk
            for statement in ddl("release", published_only=True):
                con.execute(statement)
            for table in TABLES.values():
                if not table.published:
                    continue
                con.execute(f"INSERT INTO release.main.{table.name} FROM main.{table.name}")
                if table.keep == "history":
                    con.execute(
                        f"INSERT INTO release.history.{table.name} FROM history.{table.name}"
                    )
    finally:
        con.execute("DETACH release")
    return _finish(path, release)
