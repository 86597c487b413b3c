-- grain: one region, year, actor and status: the aid funds that a programme statistic states
-- grain_zh: 一个地区、年份、实施主体与状态的援疆资金
-- sources: programme_statistic, evidence, article_version
-- question: How much aid money did a region receive each year, and who says so?
-- question_zh: 各地区每年得到多少援疆资金，出自哪里？
-- column year: Year that the figure is about | 数字所属年份
-- column value_cny: Aid funds, yuan | 援疆资金（元）
SELECT s.region, s.adcode, year(s.period_start)::INTEGER AS year, s.actor, s.status, s.bound,
    s.value_cny, s.as_of, q.quote, v.url, s.statistic_id
FROM programme_statistic AS s
JOIN evidence AS q ON q.evidence_id = s.evidence_id
JOIN article_version AS v ON v.version_id = s.version_id
WHERE s.metric = 'aid_funds' AND s.counts_in_totals
    AND year(s.period_start) = year(s.period_end)
ORDER BY s.region, year, s.actor, s.statistic_id
