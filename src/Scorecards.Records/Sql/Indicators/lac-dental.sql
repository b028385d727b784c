-- Denominator: looked-after children at the period end whose period of care has lasted 28 days (timescale lac-health-cohort): Kent's printed base
-- leaves out the newest only. Numerator: those with a dental check completed in the 12 months up to the period end, as lac-health counts them: on
-- 28 February after a leap year one of 29 February is in date. A refusal is no check.
WITH latest AS (
    SELECT child_id, max(check_date) AS check_date FROM completed_check WHERE type = 'DENTAL' GROUP BY child_id)
SELECT l.child_id AS record_key, l.child_id, l.team_code, k.check_date > months_after(period_end(), -12) AS in_numerator, TRUE AS in_denominator,
    l.care_period_start AS event_date, months_after(k.check_date, 12) AS due_by,
    CASE WHEN in_numerator THEN 'Dental check on ' || day_text(k.check_date) || ', the next due by ' || day_text(due_by)
        WHEN k.check_date IS NOT NULL THEN 'Dental check on ' || day_text(k.check_date) || ', out of date: the next was due by ' || day_text(due_by)
        ELSE 'No dental check completed' END AS reason
FROM looked_after_health l
LEFT JOIN latest k ON k.child_id = l.child_id
