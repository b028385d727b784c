-- Plans that say fewer earlier plans than the file has, where one that was recorded twice is one. The figure goes by the larger of the two; the record is
-- wrong all the same.
-- Message: previous_plans is less than {value}, the number of earlier plans that were uploaded. Correct previous_plans.
WITH counted AS (
    SELECT plan_id, previous_plans, dense_rank() OVER (PARTITION BY child_id ORDER BY start_date) - 1 AS earlier
    FROM uploaded.cp_plan
    WHERE NOT ola_temporary)
SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'previous_plans' AS column_name, earlier AS message_value
FROM counted
WHERE previous_plans < earlier;
