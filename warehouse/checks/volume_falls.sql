-- severity: warn
-- explains: A source gave far fewer articles tonight than on the same weekday of the four weeks
--   before, as far as it was read then
WITH nights AS (
    SELECT source_id, date_diff('day', (first_seen_at AT TIME ZONE 'Asia/Urumqi')::DATE,
        ($at AT TIME ZONE 'Asia/Urumqi')::DATE) AS nights_ago, count(*) AS articles
    FROM article_version GROUP BY ALL
),
compared AS (
    SELECT source_id, coalesce(sum(articles) FILTER (nights_ago = 0), 0) AS tonight,
        sum(articles) FILTER (nights_ago IN (7, 14, 21, 28)) AS before,
        least(max(nights_ago) // 7, 4) AS weeks
    FROM nights GROUP BY source_id
)
SELECT source_id, tonight::INTEGER AS tonight, round(before / weeks, 1) AS usual
FROM compared WHERE weeks >= 2 AND before / weeks >= 5 AND tonight < before / weeks * 0.3
