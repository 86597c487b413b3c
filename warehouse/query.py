"""Reading: a read-only connection on the current release, and Arrow tables from it.

import warehouse
with warehouse.open() as con:
    con.sql("SELECT name, company, place, stage FROM project").show()
warehouse.table("project_amount")
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.errors import WarehouseError
from warehouse.release import current, releases


def home_folder(home: Path | str | None = None) -> Path:
    """`home`, else $YUANJIANG_HOME, else ./data."""
    return Path(home or os.environ.get("YUANJIANG_HOME") or "data")


def open(home: Path | str | None = None, release: str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection on the current release, or on the one named.

    It goes on seeing that release, whole, whatever is published meanwhile. WarehouseError where
    there is none.
    """
    folder = home_folder(home)
    if release is None:
        found = current(folder)
    else:
        found = next((r for r in releases(folder) if r.name == release), None)
    if found is None:
        raise WarehouseError(
            f"no release {release or ''}".strip(),
            where=str(folder),
            advice="run `yuanjiang run` or `yuanjiang ingest` first, or set YUANJIANG_HOME",
        )
    con = duckdb.connect(str(found.database.resolve()), read_only=True)
    con.execute("SET TimeZone = 'Asia/Urumqi'")
    return con


def sql(query: str, home: Path | str | None = None, release: str | None = None) -> pa.Table:
    """The result of one query as Arrow."""
    with open(home, release) as con:
        return con.sql(query).to_arrow_table()


def table(name: str, home: Path | str | None = None, release: str | None = None) -> pa.Table:
    """A whole table or mart as Arrow."""
    quoted = name.replace('"', '""')
    return sql(f'FROM "{quoted}"', home, release)
