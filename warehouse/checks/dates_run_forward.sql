-- severity: error
-- explains: A period ends before it starts
SELECT event_id AS fact_id, date_start, date_end FROM project_event WHERE date_end < date_start
UNION ALL
SELECT statistic_id, period_start, period_end FROM programme_statistic
WHERE period_end < period_start
