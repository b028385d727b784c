-- Plans and episodes that were open after the child's 18th birthday. An episode ends with it for every figure; a plan goes on counting.
-- Message: It was open after the child's 18th birthday. Add its end, or correct the date of birth.
SELECT 'cp_plan' AS table_name, p.plan_id AS record_key, 'end_date' AS column_name, NULL AS message_value
FROM uploaded.cp_plan p
JOIN uploaded.child c ON c.child_id = p.child_id
WHERE has_turned(c.date_of_birth, 18, coalesce(p.end_date, extract_day()) - 1);

SELECT 'lac_episode' AS table_name, e.child_id || ' ' || e.decom AS record_key, 'dec' AS column_name, NULL AS message_value
FROM looked_after_episode e
JOIN uploaded.child c ON c.child_id = e.child_id
WHERE has_turned(c.date_of_birth, 18, coalesce(e.dec, extract_day()) - 1);
