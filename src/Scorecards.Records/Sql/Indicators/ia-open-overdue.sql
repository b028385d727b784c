-- Initial assessments that are open at the period end with more than 7 working days (timescale initial-assessment) since the referral; a repeat on an
-- open case, since its own start. Only while the referral is open.
SELECT i.assessment_id AS record_key, i.child_id, coalesce(h.team_code, i.team_code) AS team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    i.clock_start AS event_date,
    working_day_after(i.clock_start, days_or_months('initial-assessment')) AS due_by,
    open_reason(i.clock_start, days_or_months('initial-assessment')) AS reason
FROM initial_assessment i
LEFT JOIN caseholder h ON h.child_id = i.child_id
WHERE is_open(i.clock_start, i.completed_date, period_end())
    AND (i.referral_closure_date IS NULL OR i.referral_closure_date > period_end())
    AND working_days_between(i.clock_start, period_end()) > days_or_months('initial-assessment')
