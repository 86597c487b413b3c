-- severity: error
-- explains: value_cny is set for another currency, or is missing or different for yuan
SELECT amount_id, value, currency, value_cny FROM project_amount
WHERE (currency = 'CNY' AND value_cny IS DISTINCT FROM value)
    OR (currency <> 'CNY' AND value_cny IS NOT NULL)
