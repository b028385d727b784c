-- Children with a child protection plan at the period end, the unborn included.
-- Denominator: the population of the slice. Temporary plans of other authorities' children do not count; a child who moved here has a plan of our own
-- from its own start.
SELECT plan_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    start_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Plan open since ' || day_text(start_date) AS reason
FROM open_plan
