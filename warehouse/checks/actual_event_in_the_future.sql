-- severity: warn
-- explains: Something is told as done at a date that is still to come
SELECT event_id, project_id, stage, event_date FROM project_event
WHERE status = 'actual' AND date_start > ($at AT TIME ZONE 'Asia/Urumqi')::DATE
