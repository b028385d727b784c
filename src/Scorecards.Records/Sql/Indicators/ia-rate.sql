-- Initial assessments completed in the twelve months that end with the month, repeats on open cases included.
-- Denominator: the population of the slice.
SELECT assessment_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Initial assessment completed in the last 12 months' AS reason
FROM initial_assessment
WHERE in_twelve_months(completed_date)
