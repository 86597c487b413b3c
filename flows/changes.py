"""What a run changed in the facts, read from the tables and their history."""

from __future__ import annotations

from datetime import datetime

import duckdb

from flows.summary import Change, RunSummary
from warehouse.merge import registered, strings
from warehouse.tables import TABLES

COMPARED = (
    "project", "project_report", "project_amount", "project_event", "project_capacity",
    "project_party", "programme_statistic",
)  # fmt: skip
SAMPLES = 5
_SAID = {  # what of a row a person wants to read, in their order
    "project": ("name", "company", "place", "stage"),
    "project_report": ("name", "company", "place", "stage"),
    "project_amount": ("amount_role", "value", "currency", "bound"),
    "project_event": ("stage", "date_start", "status"),
    "project_capacity": ("product", "value", "unit", "per"),
    "project_party": ("name", "party_role"),
    "programme_statistic": ("region", "metric", "value", "unit", "period_start"),
}


def count_by_source(con: duckdb.DuckDBPyConnection, summary: RunSummary, new: list[str]) -> None:
    """Put the copies among the new versions and the facts in them into the sources' counts."""
    with registered(con, _asked=strings("version_id", new)):
        rows = con.execute(
            "SELECT v.source_id, count(*) FILTER (m.verdict <> 'original'),"
            " coalesce(sum(len(f.projects) + len(f.statistics)), 0)"
            " FROM article_version AS v SEMI JOIN _asked USING (version_id)"
            " LEFT JOIN cluster_member AS m USING (version_id)"
            " LEFT JOIN input.facts AS f USING (version_id) GROUP BY v.source_id"
        ).fetchall()
    found = {row[0]: row for row in rows}
    for count in summary.sources:
        if row := found.get(count.source_id):
            count.duplicates, count.facts = int(row[1]), int(row[2])


def new_projects(con: duckdb.DuckDBPyConnection, at: datetime, most: int = 50) -> list[str]:
    """Projects that stand in the tables since the run of `at`, a line each."""
    rows = con.execute(
        "SELECT name, place, company, stage FROM project WHERE valid_from = $at AND project_id"
        " NOT IN (SELECT project_id FROM history.project) ORDER BY name LIMIT $most",
        {"at": at, "most": most},
    ).fetchall()
    return ["，".join(str(cell) for cell in row if cell is not None) for row in rows]


_TECHNICAL = {
    "rules_version",
    "extracted_at",
    "valid_from",
    "valid_to",
    "evidence_id",
    "version_id",
}


def _line(table: str, row: dict[str, object]) -> str:
    told = [f"{c} {row[c]}" for c in _SAID[table] if c in row and row[c] is not None]
    return ", ".join(told)


def _difference(table: str, old: dict[str, object], new: dict[str, object]) -> str:
    """What a row says now where it said something else."""
    parts = [
        f"{c} {old[c]} -> {new[c]}"
        for c in TABLES[table].columns
        if c not in _TECHNICAL and old[c] != new[c]
    ]
    return f"{_line(table, new)}: " + (", ".join(parts) or "its evidence")


def _names(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Project id -> name, of those that are gone too."""
    rows = con.execute(
        "SELECT project_id, name FROM history.project UNION ALL FROM (SELECT project_id, name"
        " FROM project)"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def of_run(con: duckdb.DuckDBPyConnection, at: datetime) -> list[Change]:
    """What the run of `at` made of each table of facts; tables without a change are left out.

    A row of the same key that was replaced has changed; one without a successor has gone.
    """
    found = []
    for name in COMPARED:
        table = TABLES[name]
        key = " AND ".join(f"n.{c} = o.{c}" for c in table.key)
        first = table.key[0]
        pairs = (
            f"SELECT n.{first} IS NULL AS gone, o.{first} IS NULL AS added, n, o FROM"
            f" (FROM main.{name} WHERE valid_from = $at) AS n"
            f" FULL JOIN (FROM history.{name} WHERE valid_to = $at) AS o ON {key}"
        )
        con.execute(f"CREATE OR REPLACE TEMP TABLE _pairs AS {pairs}", {"at": at})
        added, changed, gone = con.execute(
            "SELECT count(*) FILTER (added), count(*) FILTER (NOT added AND NOT gone),"
            " count(*) FILTER (gone) FROM _pairs"
        ).fetchall()[0]
        if added + changed + gone:
            found.append(Change(name, added, changed, gone, _samples(con, name)))
        con.execute("DROP TABLE temp._pairs")
    return found


def _samples(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = con.execute(
        f"SELECT gone, added, n, o FROM _pairs ORDER BY added, gone, n::VARCHAR, o::VARCHAR"
        f" LIMIT {SAMPLES}"
    ).fetchall()
    names = _names(con)
    lines = []
    for gone, added, new, old in rows:
        row = old if gone else new
        name = names.get(row.get("project_id"), "")
        of = f"{name}: " if name and "name" not in _SAID[table] else ""
        if gone:
            lines.append(f"- {of}{_line(table, old)}")
        elif added:
            lines.append(f"+ {of}{_line(table, new)}")
        else:
            lines.append(f"~ {of}{_difference(table, old, new)}")
    return lines
