"""Which raw archive files were read into the tables, so that a night that died is taken up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

_TABLE = (
    "CREATE TABLE IF NOT EXISTS input.archive_read"
    " (path VARCHAR, bytes BIGINT, pages BIGINT, read_at TIMESTAMPTZ);"
    # Pages of a file that are in the tables, while it is not read to its end.
    "CREATE TABLE IF NOT EXISTS input.archive_part (path VARCHAR, pages BIGINT);"
    "CREATE TABLE IF NOT EXISTS input.chunk_done (chunk VARCHAR, done_at TIMESTAMPTZ)"
)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables where they are not yet there."""
    con.execute(_TABLE)


def unread(con: duckdb.DuckDBPyConnection, files: Iterable[tuple[str, int]]) -> list[str]:
    """Those of (path, size in bytes) that were not read to that size, in their order."""
    done = dict(
        con.execute("SELECT path, max(bytes) FROM input.archive_read GROUP BY path").fetchall()
    )
    return [path for path, size in files if done.get(path, -1) < size]


def mark_read(
    con: duckdb.DuckDBPyConnection, path: str, size: int, pages: int, at: datetime
) -> None:
    """Remember that a file was read to `size` bytes."""
    con.execute("DELETE FROM input.archive_part WHERE path = ?", [path])
    con.execute("INSERT INTO input.archive_read VALUES (?, ?, ?, ?)", [path, size, pages, at])


def pages_read(con: duckdb.DuckDBPyConnection, path: str) -> int:
    """Pages at the head of a file that a run had read before it was broken off."""
    rows = con.execute("SELECT max(pages) FROM input.archive_part WHERE path = ?", [path])
    return int(rows.fetchall()[0][0] or 0)


def mark_part(con: duckdb.DuckDBPyConnection, path: str, pages: int) -> None:
    """Remember that the first `pages` pages of a file are in the tables."""
    con.execute("DELETE FROM input.archive_part WHERE path = ?", [path])
    con.execute("INSERT INTO input.archive_part VALUES (?, ?)", [path, pages])


def chunks_done(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The chunks of backfills that were done to their end."""
    return {row[0] for row in con.execute("SELECT chunk FROM input.chunk_done").fetchall()}


def mark_chunk(con: duckdb.DuckDBPyConnection, chunk: str, at: datetime) -> None:
    """Remember that a chunk of a backfill was done to its end."""
    con.execute("INSERT INTO input.chunk_done VALUES (?, ?)", [chunk, at])
