-- severity: error
-- explains: Facts of a superseded version or of a copy stand in the published tables
SELECT r.report_id, r.version_id FROM project_report AS r
JOIN occurrence AS o ON o.version_id = r.version_id WHERE NOT o.counts
UNION ALL
SELECT s.statistic_id, s.version_id FROM programme_statistic AS s
JOIN occurrence AS o ON o.version_id = s.version_id WHERE NOT o.counts
