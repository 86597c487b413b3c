"""`build.duckdb`, the writer's private file: opening it, its schema version, its migrations.

Only one process at a time opens it; readers open a release (`warehouse.open`).

    with warehouse.build.open_build(home) as con:
        ...warehouse.load...

Besides the tables of `warehouse/tables/` it holds, in the schema `input`, what releases are
derived from: the Facts of every version, also of those that do not count now, and the projects
as they were joined last; and the sketches of `warehouse.candidates`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from extract.arrow import schema_of
from extract.errors import LockHeld, WarehouseError
from transform.records import Facts
from warehouse import candidates
from warehouse.schema import SCHEMA_VERSION, ddl, reference
from warehouse.tables import TABLES

STORAGE = "v1.5.0"  # later formats cannot be read by 1.5 clients
FILE = "build.duckdb"


def _input_ddl(con: duckdb.DuckDBPyConnection) -> None:
    """The tables of the schema `input`: Facts as nested rows, in the shape of the record."""
    con.execute("CREATE SCHEMA IF NOT EXISTS input")
    con.register("_empty", schema_of(Facts).empty_table())
    con.execute(
        "CREATE TABLE IF NOT EXISTS input.facts AS"
        " SELECT *, now()::TIMESTAMPTZ AS extracted_at FROM _empty"
    )
    con.unregister("_empty")
    con.execute(
        "CREATE TABLE IF NOT EXISTS input.project (project_id VARCHAR, name VARCHAR,"
        " aliases VARCHAR[], company VARCHAR, place VARCHAR, adcode VARCHAR, sector VARCHAR,"
        " stage VARCHAR);"
        "CREATE TABLE IF NOT EXISTS input.project_member (report_id VARCHAR, project_id VARCHAR);"
        # Which extraction of which version stands in the tables now.
        "CREATE TABLE IF NOT EXISTS input.settled (version_id VARCHAR, facts_hash UBIGINT)"
    )
    candidates.create(con)


# Version n -> n + 1: one function each, run inside one transaction.
MIGRATIONS: dict[int, Callable[[duckdb.DuckDBPyConnection], None]] = {}


def _create(con: duckdb.DuckDBPyConnection) -> None:
    for statement in ddl():
        con.execute(statement)
    _input_ddl(con)
    for name in ("codelist", "dictionary"):
        con.register("_rows", reference(name))
        con.execute(f"INSERT INTO {name} SELECT * FROM _rows")
        con.unregister("_rows")


def _refresh_reference(con: duckdb.DuckDBPyConnection) -> None:
    """Bring codelist and dictionary up to this program's, touching them only if they differ."""
    for name in ("codelist", "dictionary"):
        con.register("_rows", reference(name))
        differs = con.execute(
            f"SELECT EXISTS (FROM _rows EXCEPT FROM {name})"
            f" OR EXISTS (FROM {name} EXCEPT FROM _rows)"
        ).fetchall()[0][0]
        if differs:
            con.execute(f"DELETE FROM {name}")
            con.execute(f"INSERT INTO {name} SELECT * FROM _rows")
        con.unregister("_rows")


def version_of(con: duckdb.DuckDBPyConnection) -> int:
    """The schema version of an open build, 0 for an empty file."""
    found = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'migration'"
    ).fetchall()[0][0]
    if not found:
        return 0
    return int(con.execute("SELECT max(version) FROM migration").fetchall()[0][0])


def upgrade(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the file to this program's schema in one transaction. WarehouseError if newer."""
    version = version_of(con)
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            f"its schema version is {version}, this program knows {SCHEMA_VERSION}",
            where=FILE,
            advice="use a newer program, or build the file again from the raw archive",
        )
    con.execute("BEGIN")
    try:
        if version == 0:
            _create(con)
            con.execute("CREATE TABLE migration (version INTEGER, migrated_at TIMESTAMPTZ)")
            con.execute("INSERT INTO migration VALUES (?, now())", [SCHEMA_VERSION])
        for step in range(version or SCHEMA_VERSION, SCHEMA_VERSION):
            MIGRATIONS[step](con)
            con.execute("INSERT INTO migration VALUES (?, now())", [step + 1])
        _refresh_reference(con)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def open_build(home: Path) -> duckdb.DuckDBPyConnection:
    """A connection that writes `home/build.duckdb`, made or upgraded where needed.

    Raises LockHeld where another process has it open, WarehouseError where it is of a newer
    program.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    con = duckdb.connect(":memory:")
    try:
        con.execute(
            f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS build"
            f" (STORAGE_VERSION '{STORAGE}')"
        )
        con.execute("USE build")
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET preserve_insertion_order = false")
        con.execute(f"SET temp_directory = '{str(home).replace(chr(39), chr(39) * 2)}/.spill'")
        upgrade(con)
    except duckdb.IOException as error:
        con.close()
        if "lock" in str(error).lower():
            raise LockHeld(
                "another process has it open", where=str(path), advice="wait for that run to end"
            ) from error
        raise
    except BaseException:
        con.close()
        raise
    return con


__all__ = ["FILE", "STORAGE", "TABLES", "open_build", "upgrade", "version_of"]
