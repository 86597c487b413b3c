-- severity: warn
-- explains: A source has given nothing new for three times the longest pause it made before,
--   and for two days at least
WITH nights AS (
    SELECT DISTINCT source_id, (first_seen_at AT TIME ZONE 'Asia/Urumqi')::DATE AS night
    FROM article_version
),
pauses AS (
    SELECT source_id, night, night - lag(night) OVER (PARTITION BY source_id ORDER BY night) AS pause
    FROM nights
),
rhythm AS (
    SELECT source_id, max(night) AS last_night, max(pause) AS longest, count(pause) AS known
    FROM pauses GROUP BY source_id
)
SELECT source_id, last_night, longest FROM rhythm
WHERE known >= 3
    AND ($at AT TIME ZONE 'Asia/Urumqi')::DATE - last_night > greatest(2, 3 * longest)
