-- severity: warn
-- explains: A source's articles of this night lack a field that those of the 28 nights before
--   had: its pages may have changed
WITH told AS (
    SELECT source_id, first_seen_at > $at - INTERVAL 1 DAY AS tonight, title IS NULL AS no_title,
        published_at IS NULL AS no_date, text_length < 100 AS no_body, len(parse_drift) > 0 AS drift
    FROM article_version WHERE first_seen_at > $at - INTERVAL 29 DAY
),
shares AS (
    SELECT source_id, field, avg(missing::INTEGER) FILTER (tonight) AS now_missing,
        avg(missing::INTEGER) FILTER (NOT tonight) AS was_missing,
        count(*) FILTER (tonight) AS articles
    FROM (UNPIVOT told ON no_title, no_date, no_body, drift INTO NAME field VALUE missing)
    GROUP BY source_id, field
)
SELECT source_id, field, articles, round(now_missing, 3) AS now_missing,
    round(was_missing, 3) AS was_missing
FROM shares WHERE articles >= 5 AND now_missing > was_missing + 0.3
