-- grain: one point on which two reports of a project disagree
-- grain_zh: 同一项目两份报道的一处分歧
-- sources: project_conflict, project, project_report, article_version
-- question: Which projects do sources tell differently, and what does each say?
-- question_zh: 哪些项目各来源说法不一，各怎么说？
-- column name: Name of the project | 项目名称
-- column left_as_of: Publication of the one report, ISO 8601 | 一方报道的发布时间（ISO 8601）
-- column left_url: Address of the one report | 一方报道的网址
-- column right_as_of: Publication of the other report, ISO 8601 | 另一方报道的发布时间（ISO 8601）
-- column right_url: Address of the other report | 另一方报道的网址
SELECT c.project_id, p.name, c.field, c.left_value, l.as_of AS left_as_of, lv.url AS left_url,
    c.right_value, r.as_of AS right_as_of, rv.url AS right_url, c.conflict_id
FROM project_conflict AS c
JOIN project AS p ON p.project_id = c.project_id
JOIN project_report AS l ON l.report_id = c.left_report_id
JOIN article_version AS lv ON lv.version_id = l.version_id
JOIN project_report AS r ON r.report_id = c.right_report_id
JOIN article_version AS rv ON rv.version_id = r.version_id
ORDER BY c.project_id, c.field, c.conflict_id
