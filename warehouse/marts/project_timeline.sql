-- grain: one event of one project, in the order of time
-- grain_zh: 一个项目的一个事件，按时间排序
-- sources: project, project_event, article_version, evidence
-- question: What has happened at the 化成箔 project, and what is planned?
-- question_zh: 化成箔项目经过了哪些阶段，还有什么计划？
-- column name: Name of the project | 项目名称
-- column stage: Stage that the event begins or is | 事件所属阶段
-- column date_start: First day that the date covers; the day of the article where it says none | 日期覆盖的首日；未说明日期时为文章日期
SELECT e.project_id, p.name, p.company, p.place, p.adcode, e.stage, e.status, e.event_date,
    e.precision, coalesce(e.date_start, TRY_CAST(left(e.as_of, 10) AS DATE)) AS date_start,
    e.date_end, e.as_of, q.quote, v.url, e.event_id
FROM project_event AS e
JOIN project AS p ON p.project_id = e.project_id
JOIN evidence AS q ON q.evidence_id = e.evidence_id
JOIN article_version AS v ON v.version_id = e.version_id
ORDER BY e.project_id, date_start NULLS LAST, e.event_id
