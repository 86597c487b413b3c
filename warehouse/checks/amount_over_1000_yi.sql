-- severity: warn
-- explains: An amount of more than 1,000 亿元 (100 billion yuan) for one project
SELECT amount_id, project_id, amount_role, value_cny FROM project_amount
WHERE value_cny > 100e9
