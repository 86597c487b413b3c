-- severity: warn
-- explains: A planned date lies before the signing of the project
SELECT p.event_id, p.project_id, p.stage, p.event_date, s.event_date AS signed
FROM project_event AS p JOIN project_event AS s ON s.project_id = p.project_id
WHERE s.stage = 'signed' AND s.status = 'actual' AND p.status = 'planned'
    AND p.stage IN ('started', 'completed', 'in_operation', 'at_capacity')
    AND p.date_end < s.date_start
