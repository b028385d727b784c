-- Denominator: looked-after children at the period end whose period of care has lasted 28 days (timescale lac-health-cohort).
-- Numerator: those whose health assessment is in date. One is in date for 6 months if the child is then still under five, else for 12
-- (health-under-five, health-from-five). The initial assessment counts only if it was completed within 20 working days of coming into care
-- (health-initial); a review counts whenever it was. Assessments before this period of care do not count.
WITH in_date AS (
    SELECT l.child_id
    FROM looked_after_health l
    JOIN completed_check k ON k.child_id = l.child_id AND k.check_date >= l.care_period_start
    WHERE (k.type = 'RHA'
            OR (k.type = 'IHA' AND working_days_between(l.care_period_start, k.check_date) <= days_or_months('health-initial')))
        AND k.check_date > months_after(
            period_end(),
            CASE WHEN has_turned(l.date_of_birth, 5, months_after(k.check_date, days_or_months('health-under-five')))
                THEN -days_or_months('health-from-five') ELSE -days_or_months('health-under-five') END))
SELECT child_id AS record_key, child_id, team_code, child_id IN (SELECT child_id FROM in_date) AS in_numerator, TRUE AS in_denominator
FROM looked_after_health
