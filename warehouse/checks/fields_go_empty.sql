-- severity: warn
-- explains: A source's articles of this night lack a field that those of the 28 nights before
--   had: its pages may have changed
WITH told AS (
    SELECT source_id, date_diff('day', (first_seen_at AT TIME ZONE 'Asia/Urumqi')::DATE,
            ($at AT TIME ZONE 'Asia/Urumqi')::DATE) AS nights_ago,
        title IS NULL AS no_title, published_at IS NULL AS no_date, text_length < 100 AS no_body,
        credit IS NULL AS no_credit, len(reporters) + len(editors) + len(correspondents) = 0
            AS no_people, len(parse_drift) > 0 AS drift
    FROM article_version
),
shares AS (
    SELECT source_id, field, avg(missing::INTEGER) FILTER (nights_ago = 0) AS now_missing,
        avg(missing::INTEGER) FILTER (nights_ago > 0) AS was_missing,
        count(*) FILTER (nights_ago = 0) AS articles
    FROM (UNPIVOT (FROM told WHERE nights_ago BETWEEN 0 AND 28)
        ON no_title, no_date, no_body, no_credit, no_people, drift
        INTO NAME field VALUE missing)
    GROUP BY source_id, field
)
SELECT source_id, field, articles, round(now_missing, 3) AS now_missing,
    round(was_missing, 3) AS was_missing
FROM shares WHERE articles >= 5 AND now_missing > was_missing + 0.3
