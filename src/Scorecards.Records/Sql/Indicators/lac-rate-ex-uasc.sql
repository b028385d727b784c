-- Looked-after children at the period end without unaccompanied asylum-seeking children (UASC).
-- Denominator: the population of the slice. Who stopped being UASC counts. Children in a series of short breaks (V3, V4) do not.
SELECT child_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    care_period_start AS event_date, CAST(NULL AS DATE) AS due_by, 'Looked after since ' || day_text(care_period_start) AS reason
FROM looked_after
WHERE NOT is_uasc
