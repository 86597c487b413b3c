"""Which raw archive files were read into the tables, so that a night that died is taken up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

_TABLE = (
    "CREATE TABLE IF NOT EXISTS input.archive_read"
    " (path VARCHAR, bytes BIGINT, pages BIGINT, read_at TIMESTAMPTZ)"
)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table where it is not yet there."""
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
    con.execute("INSERT INTO input.archive_read VALUES (?, ?, ?, ?)", [path, size, pages, at])
