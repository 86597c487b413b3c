"""Checks before a release: each `*.sql` here gives the rows that are wrong, none where all is well.

The head of a file says `severity` (error blocks the release, warn is shown) and `explains`.
The parameter `$at` is the time of the run. A new check is one file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.codelists import codelists
from warehouse.sqlfiles import SqlFile, sql_files
from warehouse.tables import TABLES

SAMPLE = 5


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: `sample` holds up to five bad rows as JSON."""

    check_name: str
    severity: str
    explanation: str
    bad_rows: int
    sample: str

    @property
    def blocks(self) -> bool:
        return self.severity == "error" and self.bad_rows > 0

    def row(self, run_id: str, at: datetime) -> dict[str, Any]:
        """A row of the table `check_result`."""
        return {**asdict(self), "run_id": run_id, "checked_at": at}


def _uniqueness() -> SqlFile:
    """Keys that stand twice, made for all tables from their declared keys."""
    parts = [
        f"SELECT '{t.name}' AS table_name, count(*) AS doubled FROM (SELECT 1 FROM main.{t.name}"
        f" GROUP BY {', '.join(t.key)} HAVING count(*) > 1) HAVING count(*) > 0"
        for t in TABLES.values()
    ]
    return SqlFile(
        "keys_are_unique",
        {"severity": "error", "explains": "Rows of one table share a key"},
        " UNION ALL ".join(parts),
    )


def _codes() -> SqlFile:
    """Codes that are not in their codelist, for all columns that name one."""
    known = {str(row["codelist"]) for row in codelists()}
    parts = [
        f"SELECT '{t.name}.{f.name}' AS column_name, {f.name} AS code, count(*) AS rows_with_it"
        f" FROM main.{t.name} WHERE {f.name} IS NOT NULL AND {f.name} NOT IN"
        f" (SELECT c.code FROM codelist AS c WHERE c.codelist = '{f.codelist}') GROUP BY ALL"
        for t in TABLES.values()
        for f in t.fields
        if f.codelist in known and not (t.name == "takedown" and f.name == "reason")
    ]
    return SqlFile(
        "codes_are_listed",
        {"severity": "error", "explains": "A code is not in its codelist"},
        " UNION ALL ".join(parts),
    )


_PARENTS = {
    "version_id": "article_version",
    "article_id": "article",
    "project_id": "project",
    "report_id": "project_report",
    "evidence_id": "evidence",
    "group_id": "project_group",
}


def _references() -> SqlFile:
    """Keys that lead nowhere, for all columns that are the key of another table.

    Hashes of 64 bits are compared, which take a third of the memory of the keys.
    """
    parts = []
    for column, parent in _PARENTS.items():
        named = " UNION ALL ".join(
            f"SELECT '{t.name}.{column}' AS column_name, hash({column}) AS key FROM main.{t.name}"
            f" WHERE {column} IS NOT NULL"
            for t in TABLES.values()
            if t.published and column in t.columns and t.name != parent
        )
        parts.append(
            f"SELECT column_name, count(*) AS lost FROM ({named}) AS t"
            f" ANTI JOIN (SELECT hash({column}) AS key FROM main.{parent}) AS p ON p.key = t.key"
            " GROUP BY column_name"
        )
    return SqlFile(
        "references_exist",
        {"severity": "error", "explains": "A row names a key that its table does not have"},
        " UNION ALL ".join(parts),
    )


def all_checks() -> tuple[SqlFile, ...]:
    """The checks made from the tables, and those of the SQL files."""
    files = sql_files("checks", ("severity", "explains"))
    return (_uniqueness(), _codes(), _references(), *files)


def run_check(con: duckdb.DuckDBPyConnection, check: SqlFile, at: datetime) -> CheckResult:
    """Run one check on an open build."""
    names = {"at": at} if "$at" in check.query else None
    con.execute(f"CREATE OR REPLACE TEMP TABLE _bad AS {check.query}", names)
    total = int(con.execute("SELECT count(*) FROM _bad").fetchall()[0][0])
    rows = con.sql(f"FROM _bad ORDER BY ALL LIMIT {SAMPLE}").to_arrow_table().to_pylist()
    con.execute("DROP TABLE temp._bad")
    sample = json.dumps(rows, ensure_ascii=False, default=str)
    return CheckResult(check.name, check.head["severity"], check.head["explains"], total, sample)


@contextmanager
def _joined_as_written(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """The right side of each join is the one held in memory: by itself DuckDB takes the texts."""
    con.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        yield
    finally:
        con.execute("RESET disabled_optimizers")


def run_checks(
    con: duckdb.DuckDBPyConnection, at: datetime, checks: Sequence[SqlFile] | None = None
) -> list[CheckResult]:
    """Results of all checks, in their order."""
    with _joined_as_written(con):
        return [run_check(con, check, at) for check in (all_checks() if checks is None else checks)]
