"""Bringing a build database of any earlier version to this program's tables, in one transaction.

The tables as declared are made beside it in memory; each stored table whose columns are others is
made anew and filled by column name: a column that is gone is dropped, a type is cast, a new column
takes its value from `FILLS`, or is null. So a change of the tables needs here only what a new or
renamed column is to hold, and `SCHEMA_VERSION` raised. `tests/golden/warehouse/` keeps the tables
of every version, from which the tests upgrade.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import duckdb

from extract.arrow import schema_of
from extract.errors import WarehouseError
from transform.records import Facts
from warehouse import archives, candidates, joining
from warehouse.load import FACTS_HASH
from warehouse.merge import transaction
from warehouse.schema import SCHEMA_VERSION, comments, ddl, reference
from warehouse.tables import TABLES

Columns: TypeAlias = "list[tuple[str, str, bool]]"  # name, type, whether it may be null

_EXTRACTED = "(SELECT f.extracted_at FROM input.facts AS f WHERE f.version_id = t.version_id)"
_BEFORE = "TIMESTAMPTZ '1970-01-01 00:00:00+00'"  # since before it was written down

# schema.table.column -> SQL over the old row `t`, for columns that older versions lack.
FILLS: Final[dict[str, str]] = {
    "input.facts.facts_hash": FACTS_HASH,
    "main.article.valid_from": "t.first_seen_at",
    "main.article_version.valid_from": "t.first_seen_at",
    "main.duplicate_pair.valid_from": _BEFORE,
    "main.organisation.valid_from": _BEFORE,
    "main.place.valid_from": _BEFORE,
    **{
        f"{schema}.{name}.extracted_at": "t.valid_from" if schema == "history" else _EXTRACTED
        for schema in ("main", "history")
        for name, table in TABLES.items()
        if "extracted_at" in table.columns
    },
}


def _input_ddl(con: duckdb.DuckDBPyConnection) -> None:
    """The tables of the schema `input`: Facts as nested rows, in the shape of the record."""
    con.execute("CREATE SCHEMA IF NOT EXISTS input")
    con.register("_empty", schema_of(Facts).empty_table())
    con.execute(
        "CREATE TABLE IF NOT EXISTS input.facts AS"
        " SELECT *, now()::TIMESTAMPTZ AS extracted_at, 0::UBIGINT AS facts_hash FROM _empty"
    )
    con.unregister("_empty")
    con.execute(
        "CREATE TABLE IF NOT EXISTS input.project (project_id VARCHAR, name VARCHAR,"
        " aliases VARCHAR[], company VARCHAR, place VARCHAR, adcode VARCHAR, sector VARCHAR,"
        " stage VARCHAR);"
        "CREATE TABLE IF NOT EXISTS input.project_member (report_id VARCHAR, project_id VARCHAR);"
        # Which extraction of which version stands in the tables now.
        "CREATE TABLE IF NOT EXISTS input.settled (version_id VARCHAR, facts_hash UBIGINT);"
        "CREATE TABLE IF NOT EXISTS main.migration (version INTEGER, migrated_at TIMESTAMPTZ)"
    )
    con.execute(joining.DDL)
    archives.create(con)
    candidates.create(con)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """All tables of a build, without rows, in the database in use."""
    for statement in ddl():
        con.execute(statement)
    _input_ddl(con)


def columns_of(con: duckdb.DuckDBPyConnection, catalog: str) -> dict[tuple[str, str], Columns]:
    """(schema, table) -> its columns in their order."""
    rows = con.execute(
        "SELECT schema_name, table_name, column_name, data_type, is_nullable FROM duckdb_columns()"
        " WHERE database_name = ? AND NOT internal ORDER BY schema_name, table_name, column_index",
        [catalog],
    ).fetchall()
    found: dict[tuple[str, str], Columns] = {}
    for schema, table, *column in rows:
        found.setdefault((schema, table), []).append((column[0], column[1], column[2]))
    return found


def table_sql(schema: str, table: str, columns: Columns) -> str:
    """The statement that makes a table of these columns."""
    listed = ",\n".join(
        f'    "{name}" {kind}{"" if nullable else " NOT NULL"}' for name, kind, nullable in columns
    )
    return f'CREATE TABLE "{schema}"."{table}" (\n{listed}\n)'


def _refill(
    con: duckdb.DuckDBPyConnection, schema: str, table: str, wanted: Columns, stored: Columns
) -> None:
    """Make a table anew with the wanted columns, filled from the stored ones."""
    known = {name for name, _, _ in stored}
    values = ", ".join(
        f'(t."{name}")::{kind}'
        if name in known
        else f"({FILLS.get(f'{schema}.{table}.{name}', 'NULL')})::{kind}"
        for name, kind, _ in wanted
    )
    con.execute(table_sql(schema, "_made", wanted))
    con.execute(f'INSERT INTO "{schema}"._made SELECT {values} FROM "{schema}"."{table}" AS t')
    con.execute(f'DROP TABLE "{schema}"."{table}"')
    con.execute(f'ALTER TABLE "{schema}"._made RENAME TO "{table}"')


def _conform(con: duckdb.DuckDBPyConnection) -> None:
    """Make every table as declared in the database `declared`; rows that are derived, due again."""
    stored, declared = columns_of(con, "build"), columns_of(con, "declared")
    for (schema, table), wanted in declared.items():
        if (schema, table) not in stored:
            con.execute(table_sql(schema, table, wanted))
        elif stored[schema, table] != wanted:
            _refill(con, schema, table, wanted, stored[schema, table])
    for each in TABLES.values():
        for past in (False, True) if each.keep == "history" else (False,):
            for statement in comments(each, "history" if past else "main", past=past):
                con.execute(statement)
    con.execute("UPDATE input.settled SET facts_hash = 0")


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
    if ("main", "migration") not in columns_of(con, "build"):
        return 0
    return int(con.execute("SELECT max(version) FROM migration").fetchall()[0][0])


def _declare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("ATTACH ':memory:' AS declared")
    con.execute("USE declared")
    create(con)
    con.execute("USE build")


def upgrade(con: duckdb.DuckDBPyConnection, where: str) -> None:
    """Bring the database `build` to this program's tables. WarehouseError if it is a newer one's.

    `where` is its path, for messages. Whatever is raised, the file is as it was.
    """
    version = version_of(con)
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            f"its schema version is {version}, this program knows {SCHEMA_VERSION}",
            where=where,
            advice="use a newer program, or build the file again from the raw archive",
        )
    if 0 < version < SCHEMA_VERSION:
        _declare(con)
    try:
        with transaction(con):
            if version == 0:
                create(con)
            elif version < SCHEMA_VERSION:
                _conform(con)
            if version < SCHEMA_VERSION:
                con.execute("INSERT INTO migration VALUES (?, now())", [SCHEMA_VERSION])
            _refresh_reference(con)
    finally:
        if 0 < version < SCHEMA_VERSION:
            con.execute("DETACH declared")
