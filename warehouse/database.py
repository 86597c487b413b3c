"""The DuckDB file of a release: tables with comments, history, marts, macros."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.fields import FIELDS
from warehouse.merge import transaction
from warehouse.schema import SCHEMA_VERSION, ddl
from warehouse.sqlfiles import SqlFile, sql_files
from warehouse.tables import TABLES

FILE = "warehouse.duckdb"
STORAGE = "v1.5.0"  # later formats cannot be read by 1.5 clients
SHAPE = 1  # raise it when marts or macros change, so that a release is made though no row differs


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def marts() -> tuple[SqlFile, ...]:
    """The marts, by name."""
    return sql_files("marts", ("grain", "sources", "question"))


def macros() -> dict[str, str]:
    """Macro -> its SQL. `as_of_<table>(moment)` gives a table as the night of `moment` saw it."""
    made = {}
    for table in TABLES.values():
        if not table.published or table.keep != "history":
            continue
        columns = ", ".join(f'"{c}"' for c in table.columns)
        made[f"as_of_{table.name}"] = (
            f"CREATE MACRO as_of_{table.name}(moment) AS TABLE"
            f" SELECT {columns} FROM main.{table.name} WHERE valid_from <= moment::TIMESTAMPTZ"
            f" UNION ALL SELECT {columns} FROM history.{table.name}"
            " WHERE valid_from <= moment::TIMESTAMPTZ AND valid_to > moment::TIMESTAMPTZ"
        )
    made["as_of_article_version"] = (
        "CREATE MACRO as_of_article_version(moment) AS TABLE"
        " SELECT * FROM main.article_version WHERE first_seen_at <= moment::TIMESTAMPTZ"
    )
    made["project_card"] = (
        "CREATE MACRO project_card(wanted) AS TABLE"
        " SELECT p.project_id, p.name, p.company, p.place, p.stage, r.as_of, v.url, q.quote"
        " FROM main.project AS p JOIN main.project_report AS r ON r.project_id = p.project_id"
        " JOIN main.article_version AS v ON v.version_id = r.version_id"
        " JOIN main.evidence AS q ON q.evidence_id = r.evidence_id"
        " WHERE contains(p.name, wanted) ORDER BY p.name, r.as_of"
    )
    return made


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
    for statement in macros().values():
        con.execute(statement)
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
