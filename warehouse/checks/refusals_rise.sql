-- severity: warn
-- explains: Far more of a source's pages of this night are no articles (no text, an error or a
--   login page) than of the 28 nights before: the site or its file may have changed
WITH pages AS (
    SELECT source_id, first_seen_at AS seen_at, false AS refused FROM article_version
    UNION ALL
    SELECT source_id, seen_at, true FROM rejected WHERE processing_stage = 'parse'
),
shares AS (
    SELECT source_id, count(*) FILTER (seen_at > $at - INTERVAL 1 DAY) AS pages,
        avg(refused::INTEGER) FILTER (seen_at > $at - INTERVAL 1 DAY) AS now_refused,
        avg(refused::INTEGER) FILTER (seen_at <= $at - INTERVAL 1 DAY) AS was_refused
    FROM pages WHERE seen_at > $at - INTERVAL 29 DAY GROUP BY source_id
)
SELECT source_id, pages, round(now_refused, 3) AS now_refused, round(was_refused, 3) AS was_refused
FROM shares WHERE pages >= 10 AND now_refused > was_refused + 0.3
