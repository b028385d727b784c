-- Denominator: initial assessments completed since 1 April.
-- Numerator: those completed by the 7th working day (timescale initial-assessment) after the referral; a repeat on an open case, after its own start.
-- One without a referral, or completed before its clock started, is not in time.
SELECT assessment_id AS record_key, child_id, team_code,
    clock_start <= completed_date AND working_days_between(clock_start, completed_date) <= days_or_months('initial-assessment') AS in_numerator,
    TRUE AS in_denominator,
    completed_date AS event_date,
    working_day_after(clock_start, days_or_months('initial-assessment')) AS due_by,
    completed_reason(clock_start, completed_date, days_or_months('initial-assessment')) AS reason
FROM initial_assessment
WHERE in_year_to_date(completed_date)
