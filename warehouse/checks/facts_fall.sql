-- severity: warn
-- explains: A source's articles of this night tell facts far more seldom than those of the 28
--   nights before: its pages or the rules may have changed
WITH told AS (
    SELECT v.source_id, v.first_seen_at > $at - INTERVAL 1 DAY AS tonight,
        len(f.projects) + len(f.statistics) > 0 AS has_facts
    FROM input.facts AS f JOIN article_version AS v ON v.version_id = f.version_id
    WHERE v.first_seen_at > $at - INTERVAL 29 DAY
),
shares AS (
    SELECT source_id, count(*) FILTER (tonight) AS articles,
        count(*) FILTER (tonight AND has_facts) AS with_facts,
        avg(has_facts::INTEGER) FILTER (NOT tonight) AS usual_share
    FROM told GROUP BY source_id
)
-- Eight expected at least: of fewer, none at all may be chance.
SELECT source_id, articles, with_facts, round(usual_share, 3) AS usual_share
FROM shares WHERE articles * usual_share >= 8 AND with_facts < 0.3 * articles * usual_share
