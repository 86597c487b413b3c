"""Words looked up in projects, articles and organisations, with the place where they stand."""

from __future__ import annotations

import duckdb
import pyarrow as pa

# What is searched: one row a thing, `head` weighs more than `body`.
_SEARCH = """
WITH things AS (
    SELECT 'project' AS kind, p.project_id AS id, p.name AS title,
        concat_ws(' ', p.name, p.company, p.place, string_agg(DISTINCT a.alias, ' ')) AS head,
        coalesce(string_agg(DISTINCT q.quote, '；'), '') AS body,
        p.last_as_of AS as_of, any_value(v.url) AS url
    FROM project AS p
    LEFT JOIN project_alias AS a ON a.project_id = p.project_id
    LEFT JOIN project_report AS r ON r.project_id = p.project_id
    LEFT JOIN evidence AS q ON q.evidence_id = r.evidence_id
    LEFT JOIN article_version AS v ON v.version_id = r.version_id
    GROUP BY p.project_id, p.name, p.company, p.place, p.last_as_of
    UNION ALL
    SELECT 'article', v.version_id, coalesce(v.title, ''), coalesce(v.title, ''),
        coalesce(v.text, ''), v.published_at, v.url
    FROM article_version AS v JOIN occurrence AS o ON o.version_id = v.version_id
    WHERE o.counts
    UNION ALL
    SELECT 'organisation', organisation_id, name, name, '', NULL, NULL FROM organisation
), hits AS (
    SELECT *,
        list_sum(list_transform($terms, lambda t: contains(lower(head), t)::INTEGER)) AS in_head,
        instr(lower(body), $terms[1]) AS found_at
    FROM things
    WHERE list_bool_and(list_transform($terms, lambda t: contains(lower(head || ' ' || body), t)))
)
SELECT kind, id, title, left(as_of, 10) AS as_of,
    CASE WHEN found_at > 0
        THEN replace(substring(body, greatest(1, found_at - 30), 80 + length($terms[1])), chr(10), ' ')
        ELSE head END AS snippet,
    url
FROM hits
ORDER BY in_head DESC, kind = 'project' DESC, as_of DESC NULLS LAST, title, id
LIMIT $most
"""


def search(con: duckdb.DuckDBPyConnection, text: str, most: int = 20) -> pa.Table:
    """Projects, articles and organisations that hold all words of `text`, best first.

    Columns: kind, id, title, as_of, snippet, url. Words are parted by spaces; Latin case does not
    matter, and copies of an article are left out. No rows where `text` is blank.
    """
    terms = text.lower().split()
    values = {"terms": terms or [""], "most": most if terms else 0}
    return con.sql(_SEARCH, params=values).to_arrow_table()
