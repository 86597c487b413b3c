-- grain: one source
-- grain_zh: 一个来源
-- sources: article_version, occurrence, source
-- question: Which sources have given nothing new lately?
-- question_zh: 哪些来源最近没有新文章？
-- column name: Name of the news site | 新闻网站名称
-- column articles: Articles of the source | 该来源的文章数
-- column originals: Versions whose facts are published: newest and no copy | 事实被采用的版本数（最新且非副本）
-- column last_new_at: When an article of it was last seen for the first time | 最近一次首次见到其文章的时间
-- column last_published_at: Newest publication of its articles, ISO 8601 | 其文章的最近发布时间（ISO 8601）
SELECT v.source_id, any_value(s.name) AS name, count(DISTINCT v.article_id)::INTEGER AS articles,
    count(*) FILTER (o.counts)::INTEGER AS originals, max(v.first_seen_at) AS last_new_at,
    max(v.published_at) AS last_published_at
FROM article_version AS v
JOIN occurrence AS o ON o.version_id = v.version_id
LEFT JOIN source AS s ON s.source_id = v.source_id
GROUP BY v.source_id
ORDER BY v.source_id
