-- Denominator: child protection plans that started since 1 April. Numerator: those of a child who had a plan here before, however long ago: by the
-- number of earlier plans on the record, or by an earlier plan in the file. A second start since 1 April counts again in both. A plan that another
-- authority made is no earlier plan.
WITH in_order AS (
    SELECT *, coalesce(previous_plans > 0, FALSE) AS has_recorded, lag(start_date) OVER (PARTITION BY child_id ORDER BY start_date) AS previous
    FROM plan)
SELECT plan_id AS record_key, child_id, team_code, has_recorded OR previous IS NOT NULL AS in_numerator, TRUE AS in_denominator,
    start_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN previous IS NOT NULL THEN 'Plan before, started on ' || day_text(previous)
        WHEN has_recorded THEN 'Earlier plans on the record: ' || previous_plans
        ELSE 'No earlier plan' END AS reason
FROM in_order
WHERE in_year_to_date(start_date)
