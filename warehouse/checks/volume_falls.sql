-- severity: warn
-- explains: A source gave far fewer articles tonight than on the same weekday of four weeks
WITH nights AS (
    SELECT source_id, date_diff('day', first_seen_at, $at::TIMESTAMPTZ) AS ago, count(*) AS articles
    FROM article_version WHERE first_seen_at > $at - INTERVAL 29 DAY GROUP BY ALL
),
compared AS (
    SELECT source_id, coalesce(sum(articles) FILTER (ago = 0), 0) AS tonight,
        sum(articles) FILTER (ago IN (7, 14, 21, 28)) / 4.0 AS usual
    FROM nights GROUP BY source_id
)
SELECT source_id, tonight, usual FROM compared WHERE usual >= 5 AND tonight < usual * 0.3
