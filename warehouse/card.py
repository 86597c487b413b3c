"""A project's card: everything the ledger holds about one project, with the words that say it.

with warehouse.open() as con:
    for match in find(con, "管材"):
        print(card(con, match["project_id"]).timeline)
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import duckdb
import pyarrow as pa

from extract.errors import WarehouseError

MOST_MATCHES = 50

_FIND = """
WITH named AS (
    SELECT project_id, name AS word FROM project
    UNION ALL SELECT project_id, alias FROM project_alias
    UNION ALL SELECT project_id, company FROM project WHERE company IS NOT NULL
    UNION ALL SELECT project_id, project_id FROM project
)
SELECT p.project_id, p.name, p.company, p.place, p.stage, p.reports, p.last_as_of,
    max(n.word = $wanted) AS exact
FROM named AS n JOIN project AS p ON p.project_id = n.project_id
WHERE contains(lower(n.word), lower($wanted))
GROUP BY ALL
ORDER BY exact DESC, p.reports DESC, p.name, p.project_id
LIMIT $most
"""

_NEAR = """
SELECT name FROM project
WHERE jaro_winkler_similarity(name, $wanted) > 0.55
ORDER BY jaro_winkler_similarity(name, $wanted) DESC, name LIMIT 3
"""

# Each part of a card: one query with $id. All end in the quote and the address that say so.
_PARTS = {
    "project": """
        SELECT p.*, g.name AS place_name, h.name AS prefecture
        FROM project AS p
        LEFT JOIN place AS g ON g.adcode = p.adcode
        LEFT JOIN place AS h ON h.adcode = g.prefecture_adcode AND h.adcode <> p.adcode
        WHERE p.project_id = $id""",
    "aliases": "SELECT alias FROM project_alias WHERE project_id = $id ORDER BY alias",
    "timeline": """
        SELECT e.event_date, e.stage, e.status, e.precision, e.date_start, e.date_end,
            left(e.as_of, 10) AS as_of, q.quote, v.url
        FROM project_event AS e
        LEFT JOIN evidence AS q ON q.evidence_id = e.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = e.version_id
        WHERE e.project_id = $id
        ORDER BY coalesce(e.date_start, TRY_CAST(left(e.as_of, 10) AS DATE)) NULLS LAST,
            e.event_id""",
    "amounts": """
        SELECT a.amount_role, a.value, a.currency, a.value_cny, a.bound, a.status,
            a.umbrella, a.counts_in_totals, left(a.as_of, 10) AS as_of, q.quote, v.url
        FROM project_amount AS a
        LEFT JOIN evidence AS q ON q.evidence_id = a.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = a.version_id
        WHERE a.project_id = $id
        ORDER BY a.counts_in_totals DESC, a.amount_role, a.value DESC, a.amount_id""",
    "capacities": """
        SELECT c.product, c.value, c.unit, c.per, c.bound, c.status,
            left(c.as_of, 10) AS as_of, q.quote, v.url
        FROM project_capacity AS c
        LEFT JOIN evidence AS q ON q.evidence_id = c.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = c.version_id
        WHERE c.project_id = $id ORDER BY c.as_of, c.product, c.capacity_id""",
    "parties": """
        SELECT t.name, t.party_role, left(t.as_of, 10) AS as_of, q.quote, v.url
        FROM project_party AS t
        LEFT JOIN evidence AS q ON q.evidence_id = t.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = t.version_id
        WHERE t.project_id = $id ORDER BY t.party_role, t.name, t.party_id""",
    "sources": """
        SELECT left(r.as_of, 10) AS as_of, coalesce(s.name, r.source_id) AS source, v.title,
            v.credit, r.confidence, q.quote, v.url,
            (SELECT count(*) FROM occurrence AS o JOIN occurrence AS own
                ON own.version_id = r.version_id AND o.cluster_id = own.cluster_id
                WHERE o.version_id <> r.version_id)::INTEGER AS copies
        FROM project_report AS r
        LEFT JOIN evidence AS q ON q.evidence_id = r.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = r.version_id
        LEFT JOIN source AS s ON s.source_id = r.source_id
        WHERE r.project_id = $id ORDER BY r.as_of, r.report_id""",
    "contradictions": """
        SELECT field, left_value, left(left_as_of, 10) AS left_as_of, left_url,
            right_value, left(right_as_of, 10) AS right_as_of, right_url
        FROM project_conflicts WHERE project_id = $id ORDER BY field, conflict_id""",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One project. `project` has one row; the others any number, each row with its quote and url.

    timeline        event_date stage status precision date_start date_end as_of quote url
    amounts         amount_role value currency value_cny bound status umbrella counts_in_totals ...
    capacities      product value unit per bound status ...
    parties         name party_role ...
    sources         as_of source title credit confidence quote url copies
    contradictions  field left_value left_as_of left_url right_value right_as_of right_url
    """

    project: pa.Table
    aliases: pa.Table
    timeline: pa.Table
    amounts: pa.Table
    capacities: pa.Table
    parties: pa.Table
    sources: pa.Table
    contradictions: pa.Table

    def as_dict(self) -> dict[str, Any]:
        """The card as one JSON-able object; `project` without its list."""
        told: dict[str, Any] = {f.name: getattr(self, f.name).to_pylist() for f in fields(self)}
        told["project"] = told["project"][0]
        told["aliases"] = [row["alias"] for row in told["aliases"]]
        return told


def _table(con: duckdb.DuckDBPyConnection, query: str, **values: Any) -> pa.Table:
    return con.sql(query, params=values).to_arrow_table()


def find(con: duckdb.DuckDBPyConnection, wanted: str) -> list[dict[str, Any]]:
    """Projects whose name, other name, company or key holds `wanted`: exact ones first.

    Where any is exact, only those. WarehouseError with near names where there is none.
    """
    wanted = wanted.strip()
    rows: list[dict[str, Any]] = []
    if wanted:
        rows = _table(con, _FIND, wanted=wanted, most=MOST_MATCHES).to_pylist()
    if not rows:
        near = [r["name"] for r in _table(con, _NEAR, wanted=wanted).to_pylist()]
        advice = f"near: {'、'.join(near)}" if near else "`yuanjiang search` looks in all texts"
        raise WarehouseError(f"no project is named {wanted!r}", advice=advice)
    exact = [row for row in rows if row["exact"]]
    return exact or rows


def card(con: duckdb.DuckDBPyConnection, project_id: str) -> Card:
    """The card of one project; WarehouseError where there is no such key."""
    parts = {name: _table(con, query, id=project_id) for name, query in _PARTS.items()}
    if not parts["project"].num_rows:
        raise WarehouseError(f"no project has the key {project_id!r}")
    return Card(**parts)
