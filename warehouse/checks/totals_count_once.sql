-- severity: error
-- explains: A sum over counts_in_totals would take in one fact of a project twice
SELECT project_id, amount_role, count(*) AS counted, count(DISTINCT report_id) AS reports
FROM project_amount WHERE counts_in_totals
GROUP BY ALL
HAVING count(DISTINCT report_id) > 1 OR (count(*) > 1 AND amount_role <> 'phase_investment')
