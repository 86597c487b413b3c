-- severity: warn
-- explains: An article says that it was published later than now
SELECT version_id, url, published_at FROM article_version
WHERE TRY_CAST(left(published_at, 10) AS DATE) > ($at AT TIME ZONE 'Asia/Urumqi')::DATE + 1
    OR published_year > year($at) + 1
