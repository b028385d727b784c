-- Section 47 enquiries that started in the twelve months that end with the month: by the day of the strategy discussion that led to them.
-- Denominator: the population of the slice. A child with two enquiries counts twice. Rows that only hold a transferred child's conference do not count.
SELECT s47_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    s47_start_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Section 47 enquiry started in the last 12 months' AS reason
FROM enquiry
WHERE in_twelve_months(s47_start_date)
