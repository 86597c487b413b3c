"""Records into build.duckdb: Arrow in, one transaction a call, the same call again changes nothing.

The flow calls, in this order, with `at` the time of the run (UTC, one for the whole run):

    con = warehouse.build.open_build(home)
    load_sources(con, sources)                           # once a run: dicts or Arrow
    new = unknown_versions(con, version_ids)             # which of these are not stored
    load_articles(con, articles, cleaned, at)            # a batch each: Article, CleanArticle
    load_facts(con, facts, at)                           # a batch each: Facts
    load_duplicates(con, pairs, members, at)             # DuplicatePair, ClusterMember
    load_rejected(con, rejected)                         # Rejected
    load_fetch_states(con, states); load_fetches(con, attempts)
    warehouse.joining.join_reports(con, at)              # reports into projects
    warehouse.settle.settle(con, at)                     # derives the published tables
    load_run(con, run, run_sources)                      # dicts with the columns of the tables
    release = warehouse.release.publish(con, home, run_id=..., at=at, keep=7)

Batches are Arrow (`extract.arrow.to_batch`); batch order does not matter before `settle`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from extract.records import key_of
from warehouse.merge import Rows, merge, registered, strings, transaction
from warehouse.tables import TABLES


def _allowed(source: str, *addresses: str) -> str:
    """SQL: neither the source nor any of the addresses was taken down."""
    return (
        f"NOT EXISTS (FROM takedown AS d WHERE (d.scope = 'source' AND d.target = {source})"
        f" OR (d.scope = 'url' AND d.target IN ({', '.join(addresses)})))"
    )


# Of one version fetched twice the newest fetch tells it, the first says since when.
_ARTICLES = f"""
WITH told AS (
    SELECT a.version_id, a.article_id, a.source_id, a.url, a.canonical_url, c.title, a.subtitle,
        c.text, length(c.text)::INTEGER AS text_length, c.published_at,
        TRY_CAST(left(c.published_at, 4) AS INTEGER) AS published_year, a.updated_at, c.credit,
        a.reporters, a.correspondents, a.editors, a.captions, a.charset, a.parse_drift,
        c.damage_score, len(c.damage)::INTEGER AS damage_count, a.parser_version,
        c.restorer_version, a.fetched_at
    FROM _articles AS a JOIN _cleaned AS c ON a.version_id = c.version_id
    WHERE {_allowed("a.source_id", "a.url", "a.canonical_url")}
),
newest AS (
    SELECT *, min(fetched_at) OVER same AS first_seen_at FROM told
    WINDOW same AS (PARTITION BY version_id)
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY fetched_at DESC, hash(told)) = 1
)
SELECT n.* EXCLUDE (first_seen_at),
    least(n.first_seen_at, coalesce(t.first_seen_at, n.first_seen_at)) AS first_seen_at
FROM newest AS n LEFT JOIN article_version AS t ON t.version_id = n.version_id
WHERE t.version_id IS NULL OR n.fetched_at >= t.fetched_at
UNION ALL BY NAME
SELECT t.* EXCLUDE (valid_from) REPLACE (n.first_seen_at AS first_seen_at)
FROM newest AS n JOIN article_version AS t ON t.version_id = n.version_id
WHERE n.fetched_at < t.fetched_at AND n.first_seen_at < t.first_seen_at
"""


def load_articles(
    con: duckdb.DuckDBPyConnection, articles: Rows, cleaned: Rows, at: datetime
) -> int:
    """Article and CleanArticle batches of the same versions; returns rows new or changed.

    Articles that were taken down are passed over.
    """
    with transaction(con), registered(con, _articles=articles, _cleaned=cleaned):
        return merge(con, "article_version", _ARTICLES, at)


FACTS = "projects, statistics, groups, mentions, rules_version"
FACTS_HASH = f"hash(row({FACTS}))"  # kept beside them: nested rows are slow to compare

# Of one version told twice the reading by the newest rules stands, whatever their order.
_FACTS_ONCE = """
DELETE FROM _new WHERE rowid NOT IN
    (SELECT first(rowid ORDER BY rules_version DESC, facts_hash) FROM _new GROUP BY version_id)
"""
_FACTS_KNOWN = """
CREATE OR REPLACE TEMP TABLE _known AS
SELECT n.version_id, t.extracted_at <= $at AND t.facts_hash IS DISTINCT FROM n.facts_hash AS due
FROM input.facts AS t JOIN _new AS n ON n.version_id = t.version_id
"""
_FACTS_REPLACED = """
DELETE FROM input.facts WHERE version_id IN (SELECT version_id FROM _known WHERE due);
DELETE FROM _new WHERE version_id IN (SELECT version_id FROM _known WHERE NOT due);
"""


def load_facts(con: duckdb.DuckDBPyConnection, facts: Rows, at: datetime) -> int:
    """A Facts batch, extracted at `at`; a version's latest extraction replaces the one before.

    Returns the number of versions whose facts are new or differ. They show in the published
    tables after `settle`.
    """
    columns = f"version_id, {FACTS}"
    with transaction(con), registered(con, _facts=facts):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE _new AS SELECT {columns}, {FACTS_HASH} AS facts_hash"
            " FROM _facts SEMI JOIN article_version USING (version_id)"
        )
        con.execute(_FACTS_ONCE)
        con.execute(_FACTS_KNOWN, {"at": at})
        if con.execute("SELECT EXISTS (FROM _known)").fetchall()[0][0]:
            con.execute(_FACTS_REPLACED)
        done = con.execute(
            f"INSERT INTO input.facts ({columns}, facts_hash, extracted_at)"
            f" SELECT {columns}, facts_hash, $at FROM _new",
            {"at": at},
        ).fetchall()
        con.execute("DROP TABLE temp._new; DROP TABLE temp._known")
        return int(done[0][0])


def load_duplicates(
    con: duckdb.DuckDBPyConnection, pairs: Rows, members: Rows, at: datetime
) -> int:
    """DuplicatePair and ClusterMember batches; returns rows new or changed.

    `members` must hold every member of each cluster that it speaks of.
    """
    with transaction(con), registered(con, _pairs=pairs, _members=members):
        changed = merge(
            con,
            "duplicate_pair",
            'SELECT "left" AS left_version_id, "right" AS right_version_id, verdict, score,'
            " reasons FROM _pairs",
            at,
        )
        return changed + merge(
            con,
            "cluster_member",
            "SELECT version_id, cluster_id, canonical AS canonical_id, verdict, score, reasons"
            " FROM _members",
        )


def load_rejected(con: duckdb.DuckDBPyConnection, rejected: Rows) -> int:
    """A Rejected batch; a refusal seen before keeps the time when it was first seen."""
    allowed = _allowed("r.source_id", 'r."where"')
    with transaction(con), registered(con, _rejected=rejected):
        return merge(
            con,
            "rejected",
            'SELECT r.rejected_id, r.source_id, r."where" AS where_found,'
            " r.stage AS processing_stage, r.reason, r.detail,"
            " least(min(r.seen_at) OVER (PARTITION BY r.rejected_id),"
            " coalesce(t.seen_at, r.seen_at)) AS seen_at"
            " FROM _rejected AS r LEFT JOIN rejected AS t ON t.rejected_id = r.rejected_id"
            f" WHERE {allowed}"
            " QUALIFY row_number() OVER"
            " (PARTITION BY r.rejected_id ORDER BY r.seen_at, r.detail) = 1",
            ignore=("detail",),
        )


def load_table(
    con: duckdb.DuckDBPyConnection, name: str, rows: Rows | Sequence[Mapping[str, Any]]
) -> int:
    """Rows with the columns of table `name` (absent ones are null), merged by its key."""
    table = TABLES[name]
    schema = table.schema
    if not isinstance(rows, pa.Table | pa.RecordBatch):
        listed = [{c: row.get(c) for c in table.columns} for row in rows]
        rows = pa.Table.from_pylist(listed, schema=schema)
    present = set(rows.schema.names)
    picked = ", ".join(
        f'"{f.name}"' if f.name in present else f'NULL::{f.duckdb} AS "{f.name}"'
        for f in table.fields
    )
    with transaction(con), registered(con, _rows=rows):
        return merge(con, name, f"SELECT {picked} FROM _rows")


def load_sources(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Dicts with source_id, name, name_en, home, verified."""
    return load_table(con, "source", rows)


def load_run(
    con: duckdb.DuckDBPyConnection,
    run: Mapping[str, Any],
    sources: Iterable[Mapping[str, Any]] = (),
) -> None:
    """One row of `run` and its rows of `run_source`."""
    load_table(con, "run", [run])
    load_table(con, "run_source", list(sources))


_STATE = {  # column here -> attribute of extract.fetch.FetchState
    "url": "url",
    "source_id": "source_id",
    "first_seen_at": "first_seen",
    "last_seen_at": "last_seen",
    "last_fetched_at": "last_fetched",
    "http_status": "status",
    "etag": "etag",
    "last_modified": "last_modified",
    "content_hash": "content_hash",
    "unchanged_count": "unchanged_count",
    "failures": "failures",
    "next_due_at": "next_due",
    "reason": "reason",
}


def load_fetch_states(con: duckdb.DuckDBPyConnection, states: Rows) -> int:
    """A batch of FetchState; the later state of an address stays."""
    picked = ", ".join(f's."{theirs}" AS "{ours}"' for ours, theirs in _STATE.items())
    with transaction(con), registered(con, _states=states):
        return merge(
            con,
            "fetch_state",
            f"SELECT {picked} FROM _states AS s LEFT JOIN fetch_state AS t ON t.url = s.url"
            " WHERE (t.url IS NULL OR s.last_seen >= t.last_seen_at)"
            f" AND {_allowed('s.source_id', 's.url')}"
            " QUALIFY row_number() OVER (PARTITION BY s.url ORDER BY s.last_seen DESC, hash(s)) = 1",
        )


def fetch_states(con: duckdb.DuckDBPyConnection, source_id: str) -> pa.Table:
    """The fetch states of one source, with the attribute names of FetchState."""
    picked = ", ".join(f'"{ours}" AS "{theirs}"' for ours, theirs in _STATE.items())
    return con.sql(
        f"SELECT {picked} FROM fetch_state WHERE source_id = ? ORDER BY url", params=[source_id]
    ).to_arrow_table()


def load_fetches(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Attempts to fetch, as dicts with the columns of table `fetch` but its key."""
    bars = barred(con)
    kept = [
        {**row, "fetch_id": key_of(row["url"], row["fetched_at"].isoformat())}
        for row in rows
        if not bars.holds(row["source_id"], row["url"])
    ]
    return load_table(con, "fetch", kept)


@dataclass(frozen=True, slots=True)
class Barred:
    """All that was taken down."""

    urls: frozenset[str]
    sources: frozenset[str]

    def holds(self, source_id: str, url: str) -> bool:
        """Whether a page of this source at this address is not to be kept."""
        return source_id in self.sources or url in self.urls


def barred(con: duckdb.DuckDBPyConnection) -> Barred:
    """What was taken down until now."""
    rows = con.execute("SELECT scope, target FROM takedown").fetchall()
    return Barred(
        frozenset(target for scope, target in rows if scope == "url"),
        frozenset(target for scope, target in rows if scope == "source"),
    )


def unknown_versions(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> list[str]:
    """Those of `version_ids` that are not stored, in their order."""
    asked = list(dict.fromkeys(version_ids))
    with registered(con, _asked=strings("version_id", asked)):
        found = con.execute("FROM _asked ANTI JOIN article_version USING (version_id)").fetchall()
    absent = {row[0] for row in found}
    return [v for v in asked if v in absent]


def without_facts(con: duckdb.DuckDBPyConnection, rules_version: str) -> list[str]:
    """Versions that these rules have not read yet."""
    rows = con.execute(
        "SELECT version_id FROM article_version ANTI JOIN"
        " (FROM input.facts WHERE rules_version = ?) USING (version_id) ORDER BY ALL",
        [rules_version],
    ).fetchall()
    return [row[0] for row in rows]


def texts(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> pa.Table:
    """What comparing needs: version_id, source_id, url, title, published_at, credit, text,
    damage_score of these versions (the attributes of transform.duplicates.Document)."""
    with registered(con, _asked=strings("version_id", version_ids)):
        return con.sql(
            "SELECT version_id, source_id, url, title, published_at, credit, text, damage_score"
            " FROM article_version SEMI JOIN _asked USING (version_id) ORDER BY version_id"
        ).to_arrow_table()
