-- Denominator: looked-after children at the period end whose period of care has lasted 28 days (timescale lac-health-cohort): Kent's printed base leaves
-- out the newest only. Numerator: those with a dental check completed in the twelve months that end with the month. A refusal is no check.
SELECT l.child_id AS record_key, l.child_id, l.team_code,
    EXISTS (
        FROM completed_check k WHERE k.child_id = l.child_id AND k.type = 'DENTAL' AND in_twelve_months(k.check_date)) AS in_numerator,
    TRUE AS in_denominator
FROM looked_after_health l
