-- Core assessments that are open at the period end, more than 35 working days (timescale core-assessment) after their start.
SELECT a.assessment_id AS record_key, a.child_id, coalesce(h.team_code, a.team_code) AS team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    a.start_date AS event_date,
    working_day_after(a.start_date, days_or_months('core-assessment')) AS due_by,
    open_reason(a.start_date, days_or_months('core-assessment')) AS reason
FROM core_assessment a
LEFT JOIN caseholder h ON h.child_id = a.child_id
WHERE is_open(a.start_date, a.completed_date, period_end())
    AND working_days_between(a.start_date, period_end()) > days_or_months('core-assessment')
