-- Initial child protection conferences held in the twelve months that end with the month, one for each child.
-- Denominator: the population of the slice. Conferences of children who moved here with a plan count, since they were held here.
SELECT s47_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    icpc_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Initial conference in the last 12 months' AS reason
FROM initial_conference
WHERE in_twelve_months(icpc_date)
