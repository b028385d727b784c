-- Core assessments completed in the twelve months that end with the month, new and updated.
-- Denominator: the population of the slice.
SELECT assessment_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Core assessment completed in the last 12 months' AS reason
FROM core_assessment
WHERE in_twelve_months(completed_date)
