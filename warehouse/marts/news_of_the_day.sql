-- grain: one project report of the articles first seen in the newest night
-- grain_zh: 最近一夜首次出现的文章中的一个项目报道
-- sources: article_version, project_report, project, evidence
-- question: What projects are new tonight?
-- question_zh: 今晚有哪些新项目？
-- column night: The newest night in which an article came, a day of Urumqi | 最近一次有新文章的夜晚（乌鲁木齐日期）
-- column first_report: Whether no other article has told of the project | 是否尚无其他文章报道该项目
-- column stage: Stage of the project after all reports | 综合全部报道的项目阶段
WITH newest AS (
    SELECT max(first_seen_at AT TIME ZONE 'Asia/Urumqi')::DATE AS night FROM article_version
)
SELECT n.night, r.report_id, r.project_id, r.name, r.company, r.place, p.stage,
    p.reports = 1 AS first_report, v.title, v.published_at, v.url, q.quote
FROM newest AS n
JOIN article_version AS v ON (v.first_seen_at AT TIME ZONE 'Asia/Urumqi')::DATE = n.night
JOIN project_report AS r ON r.version_id = v.version_id
JOIN evidence AS q ON q.evidence_id = r.evidence_id
LEFT JOIN project AS p ON p.project_id = r.project_id
ORDER BY v.published_at DESC NULLS LAST, r.report_id
