-- grain: one place, year of the first report, role and status of the amounts
-- grain_zh: 一个地点、首次报道年份、金额性质与状态
-- sources: project, project_amount, place
-- question: How much investment was reported for each county in 2024?
-- question_zh: 2024年报道的各县投资有多少？
-- column projects: Projects with such an amount | 有此类金额的项目数
-- column value_cny: Sum of the amounts that count, yuan | 计入合计的金额之和（元）
-- column place: Name of the place | 地点名称
SELECT p.adcode, coalesce(g.name, p.place) AS place, g.prefecture_adcode, p.first_year,
    a.amount_role, a.status, count(DISTINCT a.project_id)::INTEGER AS projects,
    sum(a.value_cny) AS value_cny
FROM project_amount AS a
JOIN project AS p ON p.project_id = a.project_id
LEFT JOIN place AS g ON g.adcode = p.adcode
WHERE a.counts_in_totals AND a.value_cny IS NOT NULL
GROUP BY ALL
ORDER BY ALL
