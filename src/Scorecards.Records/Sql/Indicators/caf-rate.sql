-- Common assessments (CAF) completed in the twelve months that end with the month.
-- Denominator: the population of the slice. One assessment a child; a family's assessment of three children counts three. The child need not be known to
-- social care, so the child and the referral may be blank.
SELECT assessment_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Common assessment completed in the last 12 months' AS reason
FROM assessment
WHERE type = 'CAF' AND in_twelve_months(completed_date)
