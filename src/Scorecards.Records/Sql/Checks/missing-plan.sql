-- Reviews of a plan that no upload has. They are in no chain of reviews, so the plan that they are of may be counted as late.
-- Message: The plan is neither in cp_plan.csv nor in a return. Add the plan to the one that you upload, or correct plan_id.
SELECT 'review' AS table_name, review_id AS record_key, 'plan_id' AS column_name, NULL AS message_value
FROM uploaded.review r
WHERE r.plan_id IS NOT NULL AND NOT EXISTS (FROM uploaded.cp_plan p WHERE p.plan_id = r.plan_id);
