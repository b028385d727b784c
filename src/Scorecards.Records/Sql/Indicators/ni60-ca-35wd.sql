-- Denominator: core assessments completed since 1 April.
-- Numerator: those completed by the 35th working day (timescale core-assessment) after their start. Completed before its start is not in time.
SELECT assessment_id AS record_key, child_id, team_code,
    start_date <= completed_date AND working_days_between(start_date, completed_date) <= days_or_months('core-assessment') AS in_numerator,
    TRUE AS in_denominator,
    completed_date AS event_date,
    working_day_after(start_date, days_or_months('core-assessment')) AS due_by,
    completed_reason(start_date, completed_date, days_or_months('core-assessment')) AS reason
FROM core_assessment
WHERE in_year_to_date(completed_date)
