-- severity: error
-- explains: An amount or a capacity is not above zero
SELECT amount_id AS fact_id, value FROM project_amount WHERE NOT value > 0 OR NOT isfinite(value)
UNION ALL
SELECT capacity_id, value FROM project_capacity WHERE NOT value > 0 OR NOT isfinite(value)
