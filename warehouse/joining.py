"""Join the reports that count into projects, a night's reports against all stored ones.

Tables of the schema `input` hold what is needed, so that a night reads its own reports and those
of the projects that it touches:

    joined       version_id, state          the versions whose reports are joined, as they were read
    report       one row a joined report    how it names its project (transform.projects.Named)
    report_key   key, weak, report_id, ...  what it may be found by
    report_link  left_report, right_report  each other's best match

A link depends on its two articles alone, so those of other articles stay. Projects are formed anew
where a report came, changed, left, or is linked to one that did. The result is that of
`transform.projects.join` over all reports, whatever came when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from extract.arrow import from_batch, schema_of, to_batch
from transform.connected import in_parts
from transform.projects import DatedReport, Named, groups, identity, joined, keys, links, named
from transform.records import Project, ProjectConflict
from warehouse.merge import key_sql, merge, registered, strings, transaction
from warehouse.settle import OCCURRENCE

VERSION = "join-1"  # raise it when what is linked changes: all reports are joined anew
TURN = 20_000  # versions that are linked at a time, and reports that are joined at a time

DDL = """
CREATE TABLE IF NOT EXISTS input.joined (version_id VARCHAR, state UBIGINT);
CREATE TABLE IF NOT EXISTS input.report (report_id VARCHAR, version_id VARCHAR, name VARCHAR,
    aliases VARCHAR[], company VARCHAR, adcode VARCHAR, figures VARCHAR[], identity VARCHAR);
CREATE TABLE IF NOT EXISTS input.report_key (key VARCHAR, weak BOOLEAN, report_id VARCHAR,
    version_id VARCHAR);
CREATE TABLE IF NOT EXISTS input.report_link (left_report VARCHAR, right_report VARCHAR);
"""
_KEYS = pa.schema(
    {"key": pa.string(), "weak": pa.bool_(), "report_id": pa.string(), "version_id": pa.string()}
)
_TABLES = ("_state", "_stale", "_fresh", "_touched", "_former", "_conflicts")

# Versions that count and tell of projects; those joined that are so no longer; those to be joined.
_CHANGED = f"""
CREATE OR REPLACE TEMP TABLE _state AS
WITH o AS ({OCCURRENCE})
SELECT f.version_id, hash(row(f.facts_hash, v.published_at, '{VERSION}')) AS state
FROM input.facts AS f JOIN o ON o.version_id = f.version_id AND o.counts
JOIN article_version AS v ON v.version_id = f.version_id WHERE len(f.projects) > 0;
CREATE OR REPLACE TEMP TABLE _stale AS
SELECT j.version_id FROM input.joined AS j LEFT JOIN _state AS s ON s.version_id = j.version_id
WHERE s.state IS DISTINCT FROM j.state;
CREATE OR REPLACE TEMP TABLE _fresh AS
SELECT s.version_id, s.state FROM _state AS s
LEFT JOIN input.joined AS j ON j.version_id = s.version_id WHERE s.state IS DISTINCT FROM j.state;
CREATE OR REPLACE TEMP TABLE _touched AS
SELECT report_id FROM input.report SEMI JOIN _stale USING (version_id);
CREATE OR REPLACE TEMP TABLE _former (project_id VARCHAR);
CREATE OR REPLACE TEMP TABLE _conflicts AS FROM _told;
"""
_FORGET = """
DELETE FROM input.report_link WHERE left_report IN (FROM _touched)
    OR right_report IN (FROM _touched);
DELETE FROM input.report_key WHERE version_id IN (FROM _stale);
DELETE FROM input.report WHERE version_id IN (FROM _stale);
DELETE FROM input.joined WHERE version_id IN (FROM _stale);
"""
# Reports of other articles with a key in common that is not weak for both: one side of each join
# holds no weak keys, since those alone would pair all that end in 万吨管材. Two of one turn meet once.
_MET = """
WITH ours AS (FROM input.report_key SEMI JOIN _turn USING (version_id)),
met AS (
    SELECT a.report_id AS "left", a.version_id AS one, b.report_id AS "right", b.version_id AS other
    FROM ours AS a JOIN input.report_key AS b ON b.key = a.key WHERE NOT b.weak
    UNION
    SELECT a.report_id, a.version_id, b.report_id, b.version_id
    FROM ours AS a JOIN input.report_key AS b ON b.key = a.key WHERE NOT a.weak
)
SELECT "left", "right" FROM met
WHERE one <> other AND ("left" < "right" OR other NOT IN (SELECT version_id FROM _turn))
ORDER BY ALL
"""
# Whatever is one project with a report touched, or was.
_SPREAD = """
INSERT INTO _touched
SELECT report_id FROM (
    SELECT right_report AS report_id FROM input.report_link
    WHERE left_report IN (FROM _touched)
    UNION SELECT left_report FROM input.report_link WHERE right_report IN (FROM _touched)
    UNION SELECT report_id FROM input.report WHERE identity IN
        (SELECT identity FROM input.report SEMI JOIN _touched USING (report_id))
    UNION SELECT report_id FROM input.project_member WHERE project_id IN
        (SELECT project_id FROM input.project_member SEMI JOIN _touched USING (report_id))
) ANTI JOIN _touched USING (report_id)
"""
_PART = """
INSERT INTO _former SELECT DISTINCT project_id FROM input.project_member
    SEMI JOIN _touched USING (report_id);
DELETE FROM input.project WHERE project_id IN (FROM _former);
DELETE FROM input.project_member WHERE project_id IN (FROM _former);
"""
_DATED = """
SELECT report, v.published_at
FROM (SELECT version_id, unnest(projects) AS report FROM input.facts WHERE version_id IN ({0})) AS f
JOIN article_version AS v ON v.version_id = f.version_id ORDER BY report.report_id
"""
_CONFLICT = f"""
SELECT {key_sql("project_id", "field", "left_report", "left_value", "right_report", "right_value")}
    AS conflict_id, project_id, field, left_report AS left_report_id, left_value,
    right_report AS right_report_id, right_value FROM _conflicts
"""


def join_reports(con: duckdb.DuckDBPyConnection, at: datetime, turn: int = TURN) -> int:
    """Bring `input.project` and the table of conflicts to what the counting reports tell.

    `at` stamps conflicts that are new or end. Returns the number of projects formed anew. What is
    no longer a project is closed in history at `settle`.
    """
    none = to_batch(ProjectConflict, ())
    try:
        with transaction(con):
            with registered(con, _told=none):
                con.execute(_CHANGED)
            con.execute(_FORGET)
            fresh = con.execute("SELECT version_id FROM _fresh ORDER BY ALL").fetchall()
            for start in range(0, len(fresh), turn):
                _link(con, [row[0] for row in fresh[start : start + turn]])
            con.execute("INSERT INTO input.joined FROM _fresh")
            while con.execute(_SPREAD).fetchall() != [(0,)]:
                pass
            con.execute(_PART)
            formed = _form(con, turn)
            merge(con, "project_conflict", _CONFLICT, at, scope="t.project_id IN (FROM _former)")
    finally:
        for name in _TABLES:
            con.execute(f"DROP TABLE IF EXISTS temp.{name}")
    return formed


def forget_reports(con: duckdb.DuckDBPyConnection, versions: str, projects: str) -> None:
    """Forget the reports of `versions` and the `projects` they were part of, both given as SQL.

    What is left of those projects is joined anew by the next `join_reports`.
    """
    con.execute(
        "UPDATE input.joined SET state = 0 WHERE version_id IN"
        " (SELECT r.version_id FROM input.report AS r JOIN input.project_member AS m"
        f" ON m.report_id = r.report_id WHERE m.project_id IN {projects})"
    )
    gone = f"(SELECT report_id FROM input.report WHERE version_id IN {versions})"
    for table, condition in (
        ("report_link", f"left_report IN {gone} OR right_report IN {gone}"),
        ("report_key", f"version_id IN {versions}"),
        ("report", f"version_id IN {versions}"),
        ("joined", f"version_id IN {versions}"),
        ("project", f"project_id IN {projects}"),
        ("project_member", f"project_id IN {projects}"),
    ):
        con.execute(f"DELETE FROM input.{table} WHERE {condition}")


def _dated(con: duckdb.DuckDBPyConnection, versions: str) -> Iterator[DatedReport]:
    """The reports of these versions (a query), by report_id."""
    table = con.sql(_DATED.format(versions)).to_arrow_table().cast(schema_of(DatedReport))
    for batch in table.to_batches():
        yield from from_batch(DatedReport, batch)


def _link(con: duckdb.DuckDBPyConnection, versions: Sequence[str]) -> None:
    """Store the reports of these versions, and their links with all that are stored."""
    with registered(con, _turn=strings("version_id", versions)):
        own = [named(d.report) for d in _dated(con, "SELECT version_id FROM _turn")]
        _store(con, own)
        met = con.sql(_MET).to_arrow_table().to_pydict()
    reports = {report.report_id: report for report in own}
    others = sorted(set(met["right"]) - reports.keys())
    with registered(con, _asked=strings("report_id", others)):
        stored = con.sql(
            "SELECT * EXCLUDE (identity) FROM input.report SEMI JOIN _asked USING (report_id)"
        )
        for batch in stored.to_arrow_table().cast(schema_of(Named)).to_batches():
            reports |= {report.report_id: report for report in from_batch(Named, batch)}
    pairs = zip(met["left"], met["right"], strict=True)
    found = sorted(links((reports[one], reports[other]) for one, other in pairs))
    linked = pa.table(
        {
            "left_report": pa.array([one for one, _ in found], pa.string()),
            "right_report": pa.array([other for _, other in found], pa.string()),
        }
    )
    with registered(con, _links=linked):
        con.execute("INSERT INTO input.report_link FROM _links")
    with registered(con, _asked=strings("report_id", [r.report_id for r in own])):
        con.execute("INSERT INTO _touched FROM _asked")


def _store(con: duckdb.DuckDBPyConnection, reports: Iterable[Named]) -> None:
    """Rows of `report` and `report_key`."""
    rows: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for report in reports:
        row = {name: getattr(report, name) for name in schema_of(Named).names}
        rows.append(row | {"identity": identity(report)})
        of = {"report_id": report.report_id, "version_id": report.version_id}
        found += ({"key": key, "weak": weak} | of for key, weak in sorted(keys(report)))
    if not rows:
        return
    schema = schema_of(Named).append(pa.field("identity", pa.string()))
    held = pa.Table.from_pylist(found, schema=_KEYS)
    with registered(con, _rows=pa.Table.from_pylist(rows, schema=schema), _keys=held):
        con.execute("INSERT INTO input.report BY NAME FROM _rows")
        con.execute("INSERT INTO input.report_key BY NAME FROM _keys")


def _form(con: duckdb.DuckDBPyConnection, turn: int) -> int:
    """Form the projects of the touched reports; their number."""
    told = "FROM input.report SEMI JOIN _touched USING (report_id)"
    identities = dict(con.execute(f"SELECT report_id, identity {told}").fetchall())
    linked = con.execute(
        "SELECT left_report, right_report FROM input.report_link"
        " WHERE left_report IN (FROM _touched) ORDER BY ALL"
    ).fetchall()
    found = groups(identities, linked)
    for part in in_parts(found, turn):
        _write(con, part)
    return len(found)


def _write(con: duckdb.DuckDBPyConnection, parts: Sequence[Sequence[str]]) -> None:
    """Write the projects of these groups of reports, and keep their conflicts."""
    asked = strings("report_id", [report for group in parts for report in group])
    told_in = "SELECT version_id FROM input.report SEMI JOIN _asked USING (report_id)"
    with registered(con, _asked=asked):
        by_id = {dated.report.report_id: dated for dated in _dated(con, told_in)}
    made = [joined([by_id[report] for report in group]) for group in parts]
    projects = to_batch(Project, [project for project, _ in made])
    conflicts = to_batch(ProjectConflict, [c for _, told in made for c in told])
    with registered(con, _projects=projects, _told=conflicts):
        con.execute(
            "INSERT INTO input.project BY NAME SELECT project_id, name, aliases, company, place,"
            " adcode, sector, stage FROM _projects"
        )
        con.execute(
            "INSERT INTO input.project_member SELECT unnest(report_ids), project_id FROM _projects"
        )
        con.execute("INSERT INTO _conflicts FROM _told")
