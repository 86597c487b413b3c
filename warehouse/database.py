"""The DuckDB file of a release: tables with comments, history, marts, macros."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extract.errors import WarehouseError
from warehouse.build import STORAGE
from warehouse.macros import macros
from warehouse.marts import marts
from warehouse.merge import transaction
from warehouse.schema import SCHEMA_VERSION, ddl, mart_comments, quoted, release_comments
from warehouse.tables import TABLES

FILE = "warehouse.duckdb"
SHAPE = 3  # raise it when marts or macros change, so that a release is made though no row differs


def _marts_and_macros(con: duckdb.DuckDBPyConnection, release: str) -> None:
    for mart in marts():
        con.execute(f"CREATE TABLE {mart.name} AS {mart.query}")
        for statement in mart_comments(mart):
            con.execute(statement)
    for name, (statement, comment) in macros().items():
        con.execute(statement)
        con.execute(f"COMMENT ON MACRO TABLE {name} IS {quoted(comment)}")
    con.execute("CREATE TABLE release (release VARCHAR, schema_version INTEGER)")
    con.execute("INSERT INTO release VALUES (?, ?)", [release, SCHEMA_VERSION])
    for statement in release_comments():
        con.execute(statement)


def _drop_made(con: duckdb.DuckDBPyConnection) -> None:
    """Marts, macros and the release's own row, where the file began as a copy."""
    for name in ("release", *(mart.name for mart in marts())):
        con.execute(f"DROP TABLE IF EXISTS {name}")
    for name in macros():
        con.execute(f"DROP MACRO TABLE IF EXISTS {name}")


def _relations() -> list[str]:
    """All tables of a release with their schemas."""
    return [
        f"{schema}.{table.name}"
        for table in TABLES.values()
        if table.published
        for schema in (("main", "history") if table.keep == "history" else ("main",))
    ]


def _fill(con: duckdb.DuckDBPyConnection) -> None:
    """All tables anew."""
    for statement in ddl(published_only=True):
        con.execute(statement)
    for relation in _relations():
        con.execute(f"INSERT INTO {relation} FROM build.{relation}")


def _patch(con: duckdb.DuckDBPyConnection, relation: str, parts: Collection[str]) -> None:
    """Bring these partitions of a table of the copied file to the build's rows.

    A row is the same if its hash is.
    """
    schema, _, name = relation.partition(".")
    part = TABLES[name].part if schema == "main" else None
    within = f"{part} IN ({', '.join(quoted(p) for p in sorted(parts))})" if part else "true"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE _had AS SELECT rowid AS id, hash(t) AS h"
        f" FROM {relation} AS t WHERE {within};"
        f"CREATE OR REPLACE TEMP TABLE _have AS SELECT rowid AS id, hash(t) AS h"
        f" FROM build.{relation} AS t WHERE {within}"
    )
    con.execute(
        f"DELETE FROM {relation} WHERE rowid IN (SELECT id FROM _had ANTI JOIN _have USING (h))"
    )
    con.execute(
        f"INSERT INTO {relation} SELECT t.* FROM build.{relation} AS t WHERE t.rowid IN"
        f" (SELECT id FROM _have ANTI JOIN _had USING (h)) AND {within}"
    )
    rows, there = con.execute(
        f"SELECT (SELECT count(*) FROM build.{relation}), (SELECT count(*) FROM {relation})"
    ).fetchall()[0]
    if rows != there:
        raise WarehouseError(f"{there} rows instead of {rows}", where=relation)


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The file as the database `release`, in use: marts and macros name no other."""
    con.execute(f"ATTACH {quoted(str(path))} AS release (STORAGE_VERSION '{STORAGE}')")
    con.execute("USE release")
    try:
        yield
    finally:
        con.execute("USE build; DETACH release")


def write(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    release: str,
    base: Path | None = None,
    changed: Mapping[str, Collection[str]] | None = None,
) -> list[str]:
    """Write the file from an open build; returns the names of the marts.

    With `base`, the file of an earlier release with the same tables, it starts as a copy, and only
    the partitions `changed` of tables ("main.project", "history.project") are brought up to date.
    """
    if base:
        shutil.copyfile(base, path)
    with _attached(con, path):
        with transaction(con):  # one, or each of the comments would wait for the disk
            if base is None:
                _fill(con)
            for relation, parts in (changed or {}).items():
                _patch(con, relation, parts)
            con.execute("DROP TABLE IF EXISTS temp._had; DROP TABLE IF EXISTS temp._have")
            _drop_made(con)
            _marts_and_macros(con, release)
        con.execute("CHECKPOINT release")
    return [mart.name for mart in marts()]
