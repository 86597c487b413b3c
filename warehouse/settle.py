"""From what was loaded to the published tables, in one transaction and only what changed.

Facts count of the newest version of an article that stands for its cluster; those of copies and
of superseded versions stay in `input.facts` and move into the tables if that changes. A row that
ceases to be so goes to the schema `history`.
"""

from __future__ import annotations

from datetime import datetime

import duckdb

from warehouse.merge import key_sql, merge, transaction
from warehouse.tables import TABLES

# Of several readings of one fetch, by older and newer rules, the latest stands.
_ARTICLE = """
WITH told AS (
    SELECT article_id, max_by(version_id, row(fetched_at, valid_from, version_id)) AS current_version_id,
        count(*)::INTEGER AS versions, min(first_seen_at) AS first_seen_at
    FROM article_version GROUP BY article_id
)
SELECT t.article_id, v.source_id, v.canonical_url, t.current_version_id, v.title, v.published_at,
    v.published_year, t.versions, t.first_seen_at
FROM told AS t JOIN article_version AS v ON v.version_id = t.current_version_id
"""

# If the canonical version was superseded, its successor stands for the cluster; if that is
# in another cluster, the least damaged, earliest current member does.
OCCURRENCE = """
WITH told AS (
    SELECT v.version_id, v.article_id, v.source_id, v.url, v.damage_score, v.published_at,
        coalesce(m.verdict, 'original') AS verdict, coalesce(m.cluster_id, v.version_id) AS cluster_id,
        coalesce(m.canonical_id, v.version_id) AS judged, coalesce(m.score, 1.0) AS score,
        coalesce(m.reasons, []::VARCHAR[]) AS reasons,
        v.version_id = first(v.version_id) OVER newest AS is_current
    FROM article_version AS v LEFT JOIN cluster_member AS m ON m.version_id = v.version_id
    WINDOW newest AS (PARTITION BY v.article_id
        ORDER BY v.fetched_at DESC, v.valid_from DESC, v.version_id DESC)
),
stands AS (
    SELECT cluster_id, first(version_id ORDER BY
        version_id = judged DESC, article_id = judged_article DESC, damage_score,
        published_at NULLS LAST, version_id) FILTER (is_current) AS canonical_id
    FROM (SELECT t.*, j.article_id AS judged_article
          FROM told AS t LEFT JOIN article_version AS j ON j.version_id = t.judged)
    GROUP BY cluster_id
)
SELECT t.version_id, t.article_id, t.source_id, t.url, t.verdict, t.cluster_id,
    coalesce(s.canonical_id, t.judged) AS canonical_id, t.score, t.reasons, t.is_current,
    coalesce(t.version_id = s.canonical_id, false) AS counts
FROM told AS t JOIN stands AS s ON s.cluster_id = t.cluster_id
"""

# What is derived from one version: its facts, its rules, and the projects its reports belong to.
_WANTED = """
CREATE OR REPLACE TEMP TABLE _wanted AS
WITH belongs AS (
    SELECT r.version_id, bit_xor(hash(m.report_id, m.project_id)) AS members
    FROM input.report AS r JOIN input.project_member AS m ON m.report_id = r.report_id
    GROUP BY r.version_id
)
SELECT f.version_id, hash(row(f.facts_hash, v.published_at, b.members)) AS facts_hash
FROM input.facts AS f JOIN article_version AS v ON v.version_id = f.version_id
JOIN occurrence AS o ON o.version_id = f.version_id
LEFT JOIN belongs AS b ON b.version_id = f.version_id
WHERE o.counts
"""
_CHANGED = """
CREATE OR REPLACE TEMP TABLE _changed AS
SELECT coalesce(w.version_id, s.version_id) AS version_id, w.version_id IS NOT NULL AS live,
    s.version_id IS NOT NULL AS known
FROM _wanted AS w FULL JOIN input.settled AS s ON s.version_id = w.version_id
WHERE w.facts_hash IS DISTINCT FROM s.facts_hash
"""
_DOCS = """
CREATE OR REPLACE TEMP TABLE _docs AS
SELECT f.*, v.article_id, v.source_id, v.published_at AS as_of, v.published_year
FROM input.facts AS f JOIN article_version AS v ON v.version_id = f.version_id
WHERE f.version_id IN (SELECT version_id FROM _changed WHERE live AND {which})
"""
_REPORTS = """
CREATE OR REPLACE TEMP TABLE _reports AS
SELECT d.* EXCLUDE (p), d.p AS p, d.p.report_id AS report_id, m.project_id
FROM (SELECT version_id, article_id, source_id, as_of, published_year, rules_version,
          extracted_at, unnest(projects) AS p FROM _docs) AS d
LEFT JOIN input.project_member AS m ON m.report_id = d.p.report_id
"""


def _evidence_key(fact: str) -> str:
    e = f"{fact}.evidence"
    return key_sql("version_id", f"{e}.start", f"{e}.end", f"{e}.rule")


def _of_reports(part: str, columns: str) -> str:
    """Rows made from one list of each report; `x` is its element."""
    return (
        f"SELECT {columns}, project_id, report_id, version_id, as_of, rules_version, extracted_at,"
        f" {_evidence_key('x')} AS evidence_id FROM (SELECT *, unnest(p.{part}) AS x FROM _reports)"
    )


def _of_docs(part: str, columns: str) -> str:
    return (
        f"SELECT {columns}, version_id, as_of, rules_version, extracted_at,"
        f" {_evidence_key('x')} AS evidence_id FROM (SELECT *, unnest({part}) AS x FROM _docs)"
    )


def _selects() -> dict[str, str]:
    """Table -> the rows that the versions in `_docs` give it."""
    at = "x.evidence.start"
    quotes = " UNION ALL ".join(
        [
            "SELECT version_id, published_year, p.evidence AS e FROM _reports",
            *(
                f"SELECT version_id, published_year, unnest(p.{part}).evidence FROM _reports"
                for part in ("amounts", "capacities", "milestones", "parties")
            ),
            "SELECT version_id, published_year, unnest(statistics).evidence FROM _docs",
            "SELECT version_id, published_year, unnest(groups).evidence FROM _docs",
        ]
    )
    return {
        "evidence": (
            f"SELECT DISTINCT {key_sql('version_id', 'e.start', 'e.end', 'e.rule')} AS evidence_id,"
            ' version_id, e.start AS start_offset, e."end" AS end_offset, e.quote,'
            f" e.sentence_start, e.sentence_end, e.rule, published_year FROM ({quotes})"
        ),
        "mention": (
            f"SELECT {key_sql('version_id', 'x.kind', 'x.start', 'x.end', 'x.rule')} AS mention_id,"
            ' version_id, x.kind, x.start AS start_offset, x."end" AS end_offset, x.quote, x.rule,'
            " x.value, x.value_high, x.unit, x.per, x.bound,"
            " TRY_CAST(x.date_start AS DATE) AS date_start,"
            " TRY_CAST(x.date_end AS DATE) AS date_end, x.precision, x.name, x.code, x.status,"
            " x.negated, published_year FROM (SELECT *, unnest(mentions) AS x FROM _docs)"
        ),
        "project_report": (
            "SELECT report_id, project_id, version_id, article_id, source_id, p.name, p.company,"
            " p.place, p.adcode, p.sector, as_of, p.confidence, rules_version, extracted_at,"
            f" {_evidence_key('p')} AS evidence_id FROM _reports"
        ),
        "project_amount": _of_reports(
            "amounts",
            f"{key_sql('report_id', 'x.role', 'x.value', 'x.currency', 'x.bound', 'x.status', at)}"
            " AS amount_id, x.role AS amount_role, x.value, x.currency,"
            " CASE WHEN x.currency = 'CNY' THEN x.value END AS value_cny, x.bound, x.status,"
            " false AS umbrella, false AS counts_in_totals",
        ),
        "project_capacity": _of_reports(
            "capacities",
            f"{key_sql('report_id', 'x.product', 'x.value', 'x.unit', 'x.per', 'x.bound', at)}"
            " AS capacity_id, x.product, x.value, x.unit, x.per, x.bound, x.status",
        ),
        "project_event": _of_reports(
            "milestones",
            f"{key_sql('report_id', 'x.stage', 'x.status', 'x.date', at)} AS event_id, x.stage,"
            " x.status, x.date AS event_date, x.precision,"
            " TRY_CAST(x.date_start AS DATE) AS date_start,"
            " TRY_CAST(x.date_end AS DATE) AS date_end, x.words",
        ),
        "project_party": _of_reports(
            "parties",
            f"{key_sql('report_id', 'x.name', 'x.role')} AS party_id,"
            f" {key_sql('x.name')} AS organisation_id, x.name, x.role AS party_role",
        ),
        "programme_statistic": _of_docs(
            "statistics",
            "x.statistic_id, x.metric, x.value, x.unit,"
            " CASE WHEN x.unit = 'CNY' THEN x.value END AS value_cny, x.bound, x.status,"
            " TRY_CAST(x.period_start AS DATE) AS period_start,"
            " TRY_CAST(x.period_end AS DATE) AS period_end, x.period_words, x.cumulative,"
            " x.region, x.adcode, x.actor, false AS counts_in_totals, x.confidence",
        ),
        "project_group": _of_docs(
            "groups",
            "x.group_id, len(x.members)::INTEGER AS members, x.exhaustive,"
            ' x."count"::INTEGER AS project_count, x.total,'
            " CASE WHEN x.currency = 'CNY' THEN x.total END AS value_cny, x.currency, x.bound,"
            " x.stage, x.total IS NOT NULL AS umbrella, false AS counts_in_totals",
        ),
        "project_group_member": (
            "SELECT g.group_id, g.report_id, g.version_id, m.project_id FROM"
            " (SELECT version_id, x.group_id, unnest(x.members) AS report_id"
            "  FROM (SELECT version_id, unnest(groups) AS x FROM _docs)) AS g"
            " LEFT JOIN input.project_member AS m ON m.report_id = g.report_id"
        ),
    }


# What is added up together: rows of one family decide among themselves which of them counts.
_FAMILIES = {
    "project_amount": "hash(project_id, amount_role)",
    "programme_statistic": (
        "hash(metric, unit, coalesce(adcode, region), period_start, period_end, actor)"
    ),
}

# One amount of a project and role is added up: of its latest report, the exact one before
# bounds, the lower end of a range. Phases add up within that report; role `other` never does.
# A total of a group is not added up where a member has an amount of its own. Whoever changes
# this raises SCHEMA_VERSION: families that a night does not touch are not looked at again.
_FLAGS = {
    "project_amount": """
SELECT amount_id, amount_role <> 'other' AND project_id IS NOT NULL AND bound <> 'at_most'
    AND report_id = first(report_id) OVER told
    AND (amount_role = 'phase_investment' OR amount_id = first(amount_id) OVER told) AS counts
FROM _family
WINDOW told AS (PARTITION BY project_id, amount_role ORDER BY bound = 'at_most',
    as_of DESC NULLS LAST, report_id, currency <> 'CNY', bound <> 'exact', bound <> 'approx',
    value DESC, amount_id)
""",
    "programme_statistic": """
SELECT statistic_id, metric <> 'other' AND cumulative IS NOT TRUE AND bound <> 'at_most'
    AND statistic_id = first(statistic_id) OVER told AS counts
FROM _family
WINDOW told AS (PARTITION BY metric, unit, coalesce(adcode, region), period_start, period_end,
    actor ORDER BY bound = 'at_most', status <> 'actual', as_of DESC NULLS LAST,
    confidence DESC, statistic_id)
""",
    "project_group": """
SELECT g.group_id, g.total IS NOT NULL AND count(a.amount_id) = 0 AS counts
FROM project_group AS g
LEFT JOIN project_group_member AS m ON m.group_id = g.group_id
LEFT JOIN project_amount AS a ON a.project_id = m.project_id
    AND a.amount_role IN ('total_investment', 'phase_investment', 'aid_fund')
GROUP BY g.group_id, g.total
""",
}

_PROJECT = """
SELECT p.project_id, p.name, p.company, p.place, p.adcode, p.sector, p.stage, r.reports,
    r.first_as_of, r.last_as_of, TRY_CAST(left(r.first_as_of, 4) AS INTEGER) AS first_year
FROM input.project AS p JOIN (
    SELECT project_id, count(*)::INTEGER AS reports, min(as_of) AS first_as_of,
        max(as_of) AS last_as_of
    FROM project_report GROUP BY project_id
) AS r ON r.project_id = p.project_id
"""
_ALIAS = """
SELECT DISTINCT i.project_id, i.alias FROM
    (SELECT project_id, name, unnest(aliases) AS alias FROM input.project) AS i
    SEMI JOIN project AS p ON p.project_id = i.project_id
WHERE i.alias <> i.name
"""
_ORGANISATION = f"""
SELECT {key_sql("name")} AS organisation_id, name, count(DISTINCT report_id)::INTEGER AS reports
FROM (SELECT name, report_id FROM project_party
      UNION ALL SELECT company, report_id FROM project_report WHERE company IS NOT NULL)
GROUP BY name
"""
_PLACE = """
SELECT adcode, min(name) AS name, CASE WHEN right(adcode, 4) = '0000' THEN 'province'
    WHEN right(adcode, 2) = '00' THEN 'prefecture' ELSE 'county' END AS level,
    CASE WHEN right(adcode, 4) = '0000' THEN NULL ELSE left(adcode, 4) || '00' END
    AS prefecture_adcode
FROM (SELECT adcode, place AS name FROM project_report
      UNION ALL SELECT adcode, region FROM programme_statistic
      UNION ALL SELECT code, name FROM mention WHERE kind = 'place')
WHERE length(adcode) = 6 AND name IS NOT NULL GROUP BY adcode
"""


def _touch(con: duckdb.DuckDBPyConnection) -> None:
    """Add to `_families` those of the changed versions' rows as they stand now."""
    for name, family in _FAMILIES.items():
        con.execute(
            f"INSERT INTO _families SELECT DISTINCT '{name}', {family} FROM {name}"
            " SEMI JOIN _changed USING (version_id)"
        )


def _flag(con: duckdb.DuckDBPyConnection, name: str, counts: str, at: datetime) -> None:
    """Set counts_in_totals where it changed; what it was is history, as with any column."""
    table = TABLES[name]
    (key,) = table.key
    if family := _FAMILIES.get(name):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE _family AS FROM {name} WHERE {family} IN"
            f" (SELECT family FROM _families WHERE of_table = '{name}')"
        )
    columns = ", ".join(f't."{c}"' for c in table.columns if c != "counts_in_totals")
    select = (
        f"SELECT {columns}, w.counts AS counts_in_totals FROM {name} AS t"
        f" JOIN ({counts}) AS w ON w.{key} = t.{key} WHERE t.counts_in_totals <> w.counts"
    )
    merge(con, name, select, at)


def _bring(con: duckdb.DuckDBPyConnection, at: datetime, which: str, scope: str | None) -> None:
    """Bring the tables to what those of the changed versions that are `which` tell."""
    if not con.execute(f"SELECT EXISTS (FROM _changed WHERE {which})").fetchall()[0][0]:
        return
    for statement in (_DOCS.format(which=which), _REPORTS):
        con.execute(statement)
    for name, select in _selects().items():
        computed = ("counts_in_totals",) if name in _FLAGS else ()
        merge(con, name, select, at, scope=scope, ignore=computed)


def _facts(con: duckdb.DuckDBPyConnection, at: datetime) -> int:
    """The tables of facts, for the versions of which something changed."""
    for statement in (_WANTED, _CHANGED):
        con.execute(statement)
    versions = int(con.execute("SELECT count(*) FROM _changed").fetchall()[0][0])
    if versions == 0:
        return 0
    con.execute("CREATE OR REPLACE TEMP TABLE _families (of_table VARCHAR, family UBIGINT)")
    _touch(con)  # what leaves them
    _bring(con, at, "known", "t.version_id IN (SELECT version_id FROM _changed WHERE known)")
    _bring(con, at, "NOT known", None)  # no row of theirs can end
    _touch(con)  # what came to them
    for name, counts in _FLAGS.items():
        _flag(con, name, counts, at)
    con.execute(
        "DELETE FROM input.settled WHERE version_id IN (SELECT version_id FROM _changed);"
        "INSERT INTO input.settled FROM _wanted SEMI JOIN _changed USING (version_id)"
    )
    return versions


def settle(con: duckdb.DuckDBPyConnection, at: datetime) -> int:
    """Derive all published tables; returns the number of versions whose facts changed.

    Nothing is touched where nothing changed. `at` stamps rows that are new or end.
    """
    with transaction(con):
        merge(con, "article", _ARTICLE, at, scope="true")
        merge(con, "occurrence", OCCURRENCE, at, scope="true")
        versions = _facts(con, at)
        merge(con, "project", _PROJECT, at, scope="true")
        merge(con, "project_alias", _ALIAS, at, scope="true")
        merge(con, "organisation", _ORGANISATION, at, scope="true")
        merge(con, "place", _PLACE, at, scope="true")
    for name in ("_wanted", "_changed", "_docs", "_reports", "_families", "_family"):
        con.execute(f"DROP TABLE IF EXISTS temp.{name}")
    return versions


def to_read(con: duckdb.DuckDBPyConnection, rules_version: str) -> list[str]:
    """Versions that count now and that these rules have not read: one of each cluster."""
    rows = con.execute(
        f"WITH o AS ({OCCURRENCE}) SELECT version_id FROM o WHERE counts AND version_id NOT IN"
        " (SELECT version_id FROM input.facts WHERE rules_version = ?) ORDER BY version_id",
        [rules_version],
    ).fetchall()
    return [row[0] for row in rows]
