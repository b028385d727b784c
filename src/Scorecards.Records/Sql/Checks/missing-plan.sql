-- Reviews of a plan that cp_plan.csv does not have. They are in no chain of reviews, so the plan that they are of may be counted as late.
-- Message: The plan is not in cp_plan.csv. Add the plan there, or correct plan_id.
SELECT 'review' AS table_name, review_id AS record_key, 'plan_id' AS column_name, NULL AS message_value
FROM uploaded.review r
WHERE r.plan_id IS NOT NULL AND NOT EXISTS (FROM uploaded.cp_plan p WHERE p.plan_id = r.plan_id);
