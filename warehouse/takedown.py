"""Removal on request: an address or a whole source leaves every table, history included.

The removal is logged in the table `takedown`, and what was removed is not loaded again. It shows
in the next release; `purge` also removes the older releases, which still hold it. The raw
archive is the caller's: `Removed.urls` names what to drop from it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from extract.records import key_of
from warehouse.candidates import remove_sketches
from warehouse.lock import release_lock
from warehouse.merge import transaction
from warehouse.release import current_name, releases
from warehouse.tables import TABLES

Scope = Literal["url", "source"]


@dataclass(frozen=True, slots=True)
class Removed:
    """What a takedown removed."""

    versions: tuple[str, ...]
    urls: tuple[str, ...]
    rows: int


# Tables that name an address without a version.
_BY_ADDRESS = {"rejected": "where_found", "fetch": "url", "fetch_state": "url"}


def _delete(con: duckdb.DuckDBPyConnection, relation: str, condition: str) -> int:
    done = con.execute(f"DELETE FROM {relation} WHERE {condition}").fetchall()
    return int(done[0][0])


def _by_version(con: duckdb.DuckDBPyConnection) -> int:
    """Rows of all tables that rest on the versions in `_gone`."""
    gone = "(SELECT version_id FROM _gone)"
    rows = 0
    for table in TABLES.values():
        columns = [c for c in table.columns if c.endswith("version_id")]
        columns = [c for c in columns if c != "current_version_id"]
        past = [f"history.{table.name}"] if table.keep == "history" else []
        for relation in (f"main.{table.name}", *past):
            if columns:
                rows += _delete(con, relation, " OR ".join(f"{c} IN {gone}" for c in columns))
    for relation in ("input.facts", "input.settled"):
        rows += _delete(con, relation, f"version_id IN {gone}")
    return rows


def _orphans(con: duckdb.DuckDBPyConnection) -> int:
    """Projects that no report is left of, their history, and judgements about removed copies."""
    rows = _delete(
        con, "input.project_member", "report_id NOT IN (SELECT report_id FROM main.project_report)"
    )
    left = "project_id NOT IN (SELECT project_id FROM input.project_member)"
    for name in ("project", "project_alias", "project_conflict"):
        rows += _delete(con, f"main.{name}", left) + _delete(con, f"history.{name}", left)
    rows += _delete(con, "input.project", left)
    for side in ("left", "right"):
        lost = f"{side}_report_id NOT IN (SELECT report_id FROM main.project_report)"
        rows += _delete(con, "main.project_conflict", lost)
        rows += _delete(con, "history.project_conflict", lost)
    return rows + _delete(
        con, "main.article", "article_id NOT IN (SELECT article_id FROM article_version)"
    )


def takedown(
    con: duckdb.DuckDBPyConnection, scope: Scope, target: str, *, reason: str, at: datetime
) -> Removed:
    """Remove one address (as shown or canonical) or one source from all tables of an open build.

    Call `settle` and `publish` after it: a copy elsewhere may now stand for its cluster.
    """
    column = "source_id = $target" if scope == "source" else "$target IN (url, canonical_url)"
    with transaction(con):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE _gone AS"
            f" SELECT version_id, url, canonical_url FROM article_version WHERE {column}",
            {"target": target},
        )
        found = con.execute("FROM _gone ORDER BY version_id").fetchall()
        versions = tuple(row[0] for row in found)
        urls = {address for row in found for address in row[1:]}
        rows = _by_version(con) + _orphans(con)
        remove_sketches(con, versions)
        for name, address in _BY_ADDRESS.items():
            condition = (
                "source_id = $target"
                if scope == "source"
                else f"{address} IN (SELECT unnest([url, canonical_url]) FROM _gone)"
                f" OR {address} = $target"
            )
            done = con.execute(f"DELETE FROM main.{name} WHERE {condition}", {"target": target})
            rows += int(done.fetchall()[0][0])
        con.execute(
            "INSERT INTO takedown BY NAME SELECT ? AS takedown_id, ? AS scope, ? AS target,"
            " 'takedown' AS reason, ? AS detail, ? AS taken_down_at, ? AS removed_rows"
            " WHERE NOT EXISTS (FROM takedown WHERE takedown_id = ?)",
            [key := key_of(scope, target), scope, target, reason, at, rows, key],
        )
        con.execute("DROP TABLE temp._gone")
    return Removed(versions, tuple(sorted(urls)), rows)


def purge(home: Path) -> list[str]:
    """Remove all releases but the current one; returns their names."""
    with release_lock(home):
        now = current_name(home)
        gone = [r for r in releases(home) if r.name != now]
        for release in gone:
            shutil.rmtree(release.path)
        for failed in (home / "releases").glob("failed-*"):
            shutil.rmtree(failed)
        return [r.name for r in gone]
