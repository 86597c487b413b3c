"""What the report shows, read from one release: Arrow tables, nothing drawn yet."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import duckdb
import pyarrow as pa

MOST_NEW = 60
MOST_PROJECTS = 3000  # a page with more is slow on a phone; the page says that it is cut

_QUERIES = {
    "counts": """
        SELECT (SELECT release FROM release) AS release,
            (SELECT count(*) FROM project) AS projects,
            (SELECT sum(value_cny) FROM project_amount
                WHERE counts_in_totals AND amount_role = 'total_investment') AS investment,
            (SELECT count(*) FROM aid_funds_by_year) AS aid_figures,
            (SELECT count(*) FROM article) AS articles,
            (SELECT count(*) FROM occurrence WHERE is_current AND NOT counts) AS copies,
            (SELECT count(*) FROM source) AS sources,
            (SELECT count(*) FROM project_conflicts) AS conflicts,
            (SELECT count(*) FROM evidence) AS quotes""",
    "new": f"FROM news_of_the_day LIMIT {MOST_NEW}",
    "investment": """
        SELECT adcode, coalesce(place, '') AS place, prefecture_adcode, first_year AS year, status,
            projects, value_cny
        FROM investment_by_place_year WHERE amount_role = 'total_investment'
        ORDER BY ALL""",
    "places": "SELECT adcode, name FROM place ORDER BY adcode",
    "aid": "SELECT * FROM aid_funds_by_year ORDER BY year DESC, value_cny DESC, statistic_id",
    "projects": f"""
        SELECT p.project_id, p.name, p.company, coalesce(g.name, p.place) AS place, p.adcode,
            h.name AS prefecture, p.stage, p.sector, p.reports,
            left(p.first_as_of, 10) AS first_as_of, left(p.last_as_of, 10) AS last_as_of,
            string_agg(DISTINCT a.alias, ' ') AS aliases
        FROM project AS p
        LEFT JOIN place AS g ON g.adcode = p.adcode
        LEFT JOIN place AS h ON h.adcode = g.prefecture_adcode AND h.adcode <> p.adcode
        LEFT JOIN project_alias AS a ON a.project_id = p.project_id
        GROUP BY ALL
        ORDER BY last_as_of DESC NULLS LAST, p.name, p.project_id LIMIT {MOST_PROJECTS}""",
    "events": """
        SELECT t.project_id, t.name, t.place, t.stage, t.status, t.event_date, t.precision,
            t.date_start, coalesce(t.date_end, t.date_start) AS date_end,
            left(t.as_of, 10) AS as_of, t.quote, t.url
        FROM project_timeline AS t
        ORDER BY t.project_id, t.date_start NULLS LAST, t.event_id""",
    "amounts": """
        SELECT a.project_id, a.amount_role, a.value, a.currency, a.value_cny, a.bound, a.status,
            a.counts_in_totals, left(a.as_of, 10) AS as_of, q.quote, v.url
        FROM project_amount AS a
        LEFT JOIN evidence AS q ON q.evidence_id = a.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = a.version_id
        ORDER BY a.project_id, a.counts_in_totals DESC,
            a.amount_role <> 'total_investment', a.amount_role, a.value DESC, a.amount_id""",
    "parties": """
        SELECT t.project_id, t.name, t.party_role, q.quote, v.url
        FROM project_party AS t
        LEFT JOIN evidence AS q ON q.evidence_id = t.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = t.version_id
        ORDER BY t.project_id, t.party_role, t.name, t.party_id""",
    "reports": """
        SELECT r.project_id, left(r.as_of, 10) AS as_of, coalesce(s.name, r.source_id) AS source,
            v.title, q.quote, v.url
        FROM project_report AS r
        LEFT JOIN evidence AS q ON q.evidence_id = r.evidence_id
        LEFT JOIN article_version AS v ON v.version_id = r.version_id
        LEFT JOIN source AS s ON s.source_id = r.source_id
        ORDER BY r.project_id, r.as_of, r.report_id""",
    "conflicts": "FROM project_conflicts LIMIT 500",
    "freshness": """
        SELECT f.source_id, f.name, s.home, f.articles, f.originals, f.last_new_at,
            left(f.last_published_at, 10) AS last_published, r.error, r.rejected_count
        FROM source_freshness AS f
        LEFT JOIN source AS s ON s.source_id = f.source_id
        LEFT JOIN (
            SELECT rs.* FROM run_source AS rs LEFT JOIN run AS n ON n.run_id = rs.run_id
            QUALIFY row_number() OVER (
                PARTITION BY rs.source_id ORDER BY n.started_at DESC NULLS LAST, rs.run_id) = 1
        ) AS r ON r.source_id = f.source_id
        ORDER BY f.last_new_at DESC NULLS LAST, f.source_id""",
    "checks": """
        SELECT check_name, severity, explanation, bad_rows FROM check_result
        QUALIFY row_number() OVER (PARTITION BY check_name ORDER BY checked_at DESC) = 1
        ORDER BY bad_rows > 0 DESC, severity, check_name""",
    "rejected": """
        SELECT reason, count(*) AS pages FROM rejected GROUP BY ALL ORDER BY pages DESC, reason""",
    # Of all projects, how many say what: a field that is empty is not wrong, it is not known.
    "filled": """
        SELECT * FROM (
            SELECT count(*) AS n, count(company) AS company, count(adcode) AS place,
                count(stage) AS stage,
                count(*) FILTER (project_id IN (SELECT project_id FROM project_amount)) AS amount,
                count(*) FILTER (project_id IN (
                    SELECT project_id FROM project_event WHERE event_date IS NOT NULL)) AS dated,
                count(*) FILTER (reports > 1) AS two_reports
            FROM project)""",
    "damage": """
        SELECT count(*) FILTER (damage_score > 0) AS damaged, count(*) AS versions,
            sum(damage_count)::BIGINT AS changes FROM article_version""",
}


@dataclass(frozen=True, slots=True)
class ReportData:
    """One Arrow table a part of the report; the queries above name their columns."""

    counts: pa.Table
    new: pa.Table
    investment: pa.Table
    places: pa.Table
    aid: pa.Table
    projects: pa.Table
    events: pa.Table
    amounts: pa.Table
    parties: pa.Table
    reports: pa.Table
    conflicts: pa.Table
    freshness: pa.Table
    checks: pa.Table
    rejected: pa.Table
    filled: pa.Table
    damage: pa.Table

    def rows(self, part: str) -> list[dict[str, Any]]:
        """The rows of one part."""
        listed: list[dict[str, Any]] = getattr(self, part).to_pylist()
        return listed

    def by_project(self, part: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of one part under the key of their project."""
        grouped: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows(part):
            grouped.setdefault(row["project_id"], []).append(row)
        return grouped


def read(con: duckdb.DuckDBPyConnection) -> ReportData:
    """All parts, from an open release."""
    return ReportData(
        **{f.name: con.sql(_QUERIES[f.name]).to_arrow_table() for f in fields(ReportData)}
    )
