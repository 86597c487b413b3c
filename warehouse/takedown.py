"""Removal on request: an article or a whole source leaves every table, history included.

    removed = takedown(con, "url", "https://...", reason="asked by the author", at=now)
    ...join_reports, settle, publish...
    purge(home)                                   # the older releases, which still hold it

The removal is logged in the table `takedown`, by which `load` and the flows know what is never to
be stored or fetched again. `flows.takedown` does all of it, the raw archive included.

What rested on removed texts together with others (a project's name, the history of a cluster)
begins anew with what is left: nothing that only the removed text said stays.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from extract.records import key_of
from extract.url import canonical_url
from warehouse.candidates import remove_sketches
from warehouse.joining import forget_reports
from warehouse.lock import release_lock
from warehouse.merge import registered, strings, transaction
from warehouse.release import current_name, releases
from warehouse.tables import TABLES

Scope = Literal["url", "source"]

# Tables that name an address without a version.
_BY_ADDRESS = {"rejected": "where_found", "fetch": "url", "fetch_state": "url"}
_WORDS = "'[removed on request]'"


@dataclass(frozen=True, slots=True)
class Removed:
    """What a takedown removed: versions, the addresses that are barred from now on, and rows."""

    versions: tuple[str, ...]
    urls: tuple[str, ...]
    rows: int


def _find(con: duckdb.DuckDBPyConnection, scope: Scope, target: str) -> None:
    """`_gone`: the versions of the articles meant, with their addresses."""
    named = "source_id = $target" if scope == "source" else "$target IN (url, canonical_url)"
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _gone AS SELECT version_id, article_id, url, canonical_url"
        " FROM article_version WHERE article_id IN"
        f" (SELECT article_id FROM article_version WHERE {named})",
        {"target": target},
    )


def _relations(name: str) -> tuple[str, ...]:
    past = (f"history.{name}",) if TABLES[name].keep == "history" else ()
    return (f"main.{name}", *past)


def _shared(con: duckdb.DuckDBPyConnection) -> None:
    """`_projects`, `_names`, `_places`: what removed texts told of together with others."""
    both = "(FROM main.{0} UNION ALL BY NAME FROM history.{0})"
    gone = "WHERE version_id IN (SELECT version_id FROM _gone)"
    report, party = both.format("project_report"), both.format("project_party")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _projects AS SELECT DISTINCT project_id"
        f" FROM {report} {gone} AND project_id IS NOT NULL;"
        f"CREATE OR REPLACE TEMP TABLE _names AS SELECT name FROM {party} {gone}"
        f" UNION SELECT company FROM {report} {gone};"
        f"CREATE OR REPLACE TEMP TABLE _places AS SELECT adcode FROM {report} {gone}"
        f" UNION SELECT adcode FROM {both.format('programme_statistic')} {gone}"
        f" UNION SELECT code FROM {both.format('mention')} {gone} AND kind = 'place'"
    )


def _delete(con: duckdb.DuckDBPyConnection, relation: str, condition: str) -> int:
    done = con.execute(f"DELETE FROM {relation} WHERE {condition}").fetchall()
    return int(done[0][0])


def _delete_rows(con: duckdb.DuckDBPyConnection) -> int:
    """Rows of all tables that rest on the versions in `_gone`, or tell what they told."""
    gone = "(SELECT version_id FROM _gone)"
    rows = 0
    for name, table in TABLES.items():
        keys = [c for c in table.columns if c.endswith("version_id") and c != "current_version_id"]
        named = [f"{c} IN {gone}" for c in keys]
        if name == "article":
            named = ["article_id IN (SELECT article_id FROM _gone)"]
        if name in ("project", "project_alias", "project_conflict"):
            named = ["project_id IN (FROM _projects)"]
        if name == "organisation":
            named = ["name IN (FROM _names)"]
        if name == "place":
            named = ["adcode IN (FROM _places)"]
        if named:
            rows += sum(_delete(con, r, " OR ".join(named)) for r in _relations(name))
    rows += _delete(con, "input.facts", f"version_id IN {gone}")
    _delete(con, "input.settled", f"version_id IN {gone}")
    forget_reports(con, gone, "(FROM _projects)")
    return rows


# Of what is left of a cluster the canonical text stays, else the least damaged, earliest one
# stands for it.
_LEFT = """
CREATE OR REPLACE TEMP TABLE _left AS
SELECT m.cluster_id AS was, min(m.version_id) AS cluster_id,
    CASE WHEN bool_or(m.version_id = m.canonical_id) THEN min(m.canonical_id)
    ELSE first(m.version_id ORDER BY v.damage_score, v.published_at NULLS LAST, m.version_id) END
    AS canonical_id
FROM cluster_member AS m JOIN article_version AS v ON v.version_id = m.version_id
WHERE m.cluster_id IN (SELECT version_id FROM _gone)
    OR m.canonical_id IN (SELECT version_id FROM _gone)
GROUP BY m.cluster_id
"""


def _mend_clusters(con: duckdb.DuckDBPyConnection) -> None:
    """Clusters that were named by a removed text, or for which one stood."""
    con.execute(_LEFT)
    for name in ("cluster_member", "occurrence"):
        con.execute(
            f"UPDATE main.{name} AS t SET cluster_id = w.cluster_id, canonical_id = w.canonical_id,"
            " verdict = CASE WHEN t.version_id = w.canonical_id THEN 'original' ELSE t.verdict END"
            " FROM _left AS w WHERE w.was = t.cluster_id"
        )
    for column in ("cluster_id", "canonical_id"):
        con.execute(
            f"UPDATE history.occurrence SET {column} = NULL"
            f" WHERE {column} IN (SELECT version_id FROM _gone)"
        )
    con.execute("DROP TABLE temp._left")


def _mend_logs(con: duckdb.DuckDBPyConnection) -> None:
    """Samples of checks and errors of runs that quote what was removed."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _marks AS SELECT unnest([version_id, article_id, url,"
        " canonical_url]) AS mark FROM _gone UNION SELECT project_id FROM _projects"
        " UNION SELECT name FROM _names WHERE name IS NOT NULL"
    )
    for name, column, instead in (
        ("check_result", "sample", "'[]'"),
        ("run", "error", _WORDS),
        ("run_source", "error", _WORDS),
    ):
        con.execute(
            f"UPDATE main.{name} SET {column} = {instead}"
            f" WHERE EXISTS (FROM _marks WHERE contains({column}, mark))"
        )
    con.execute("DROP TABLE temp._marks")


def _delete_addresses(con: duckdb.DuckDBPyConnection, scope: Scope, targets: list[str]) -> int:
    rows = 0
    with registered(con, _targets=strings("target", targets)):
        for name, address in _BY_ADDRESS.items():
            column = "source_id" if scope == "source" else address
            rows += _delete(con, f"main.{name}", f"{column} IN (FROM _targets)")
    return rows


def _log(
    con: duckdb.DuckDBPyConnection, scope: Scope, targets: list[str], reason: str, at: datetime,
    rows: int,
) -> None:  # fmt: skip
    """One row an address or source; what was logged before stays as it was."""
    con.executemany(
        "INSERT INTO takedown BY NAME SELECT ? AS takedown_id, ? AS scope, ? AS target,"
        " 'takedown' AS reason, ? AS detail, ? AS taken_down_at, ? AS removed_rows"
        " WHERE NOT EXISTS (FROM takedown WHERE takedown_id = ?)",
        [
            [key := key_of(scope, target), scope, target, reason, at, 0 if number else rows, key]
            for number, target in enumerate(targets)
        ],
    )


def _as_stored(scope: Scope, target: str) -> str:
    """An address in the form in which it is stored; `file:` names stay."""
    if scope == "source":
        return target
    try:
        return canonical_url(target)
    except ValueError:
        return target


def takedown(
    con: duckdb.DuckDBPyConnection, scope: Scope, target: str, *, reason: str, at: datetime
) -> Removed:
    """Remove one article by any address of it, or one source, from all tables of an open build.

    It is barred from now on also where nothing was stored of it. Join the projects again, settle
    and publish after it: a copy elsewhere may now stand for its cluster.
    """
    target = _as_stored(scope, target)
    with transaction(con):
        _find(con, scope, target)
        found = con.execute(
            "SELECT version_id, url, canonical_url FROM _gone ORDER BY ALL"
        ).fetchall()
        versions = tuple(row[0] for row in found)
        urls = sorted({target, *(a for row in found for a in row[1:])} if scope == "url" else ())
        targets = [target, *(u for u in urls if u != target)]
        _shared(con)
        rows = _delete_rows(con)
        _mend_clusters(con)
        _mend_logs(con)
        remove_sketches(con, versions)
        rows += _delete_addresses(con, scope, targets)
        _log(con, scope, targets, reason, at, rows)
        for name in ("_gone", "_projects", "_names", "_places"):
            con.execute(f"DROP TABLE temp.{name}")
    return Removed(versions, tuple(urls), rows)


def forget_archive(con: duckdb.DuckDBPyConnection, path: str) -> None:
    """Drop the index of an archive file (its path from the home), as when it was written anew."""
    con.execute("DELETE FROM main.fetch WHERE warc_file = ?", [path])


def purge(home: Path) -> list[str]:
    """Remove all releases but the current one, failed ones too; returns their names."""
    with release_lock(home):
        now = current_name(home)
        gone = [r for r in releases(home) if r.name != now]
        for release in gone:
            shutil.rmtree(release.path)
        for failed in (home / "releases").glob("failed-*"):
            shutil.rmtree(failed)
        return [r.name for r in gone]
