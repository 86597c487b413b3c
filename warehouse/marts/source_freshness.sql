-- grain: one source
-- grain_zh: 一个来源
-- sources: article_version, occurrence, source
-- question: Which sources have given nothing new lately?
SELECT v.source_id, any_value(s.name) AS name, count(DISTINCT v.article_id)::INTEGER AS articles,
    count(*) FILTER (o.counts)::INTEGER AS originals, max(v.first_seen_at) AS last_new_at,
    max(v.published_at) AS last_published_at
FROM article_version AS v
JOIN occurrence AS o ON o.version_id = v.version_id
LEFT JOIN source AS s ON s.source_id = v.source_id
GROUP BY v.source_id
ORDER BY v.source_id
