-- Plans that ended on the day on which they started. They count among the plans that started and among those that ended.
-- Message: The plan ended on the day on which it started. Correct a date, or delete the plan if there was none.
SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'end_date' AS column_name, NULL AS message_value
FROM uploaded.cp_plan
WHERE end_date = start_date;
