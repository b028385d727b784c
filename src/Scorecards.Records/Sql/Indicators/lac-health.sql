-- Denominator: looked-after children at the period end whose period of care has lasted 28 days (timescale lac-health-cohort).
-- Numerator: those whose health assessment is in date. One is in date for 6 months if the child is then still under five, else for 12
-- (health-under-five, health-from-five). The initial assessment counts only if it was completed within 20 working days of coming into care
-- (health-initial); a review counts whenever it was. Assessments before this period of care do not count.
WITH assessed AS (
    SELECT l.child_id, k.check_date,
        k.type = 'RHA'
            OR (k.type = 'IHA' AND working_days_between(l.care_period_start, k.check_date) <= days_or_months('health-initial')) AS is_counted,
        CASE WHEN has_turned(l.date_of_birth, 5, months_after(k.check_date, days_or_months('health-under-five')))
            THEN days_or_months('health-from-five') ELSE days_or_months('health-under-five') END AS months
    FROM looked_after_health l
    JOIN completed_check k ON k.child_id = l.child_id AND k.check_date >= l.care_period_start
    WHERE k.type IN ('IHA', 'RHA')),
latest AS (
    SELECT child_id, max(check_date) FILTER (is_counted) AS check_date, arg_max_null(months, check_date) FILTER (is_counted) AS months
    FROM assessed
    GROUP BY child_id),
counted AS (
    SELECT l.child_id, l.team_code, l.care_period_start, k.child_id IS NOT NULL AS has_any, k.check_date, k.months,
        coalesce(months_after(k.check_date, k.months), working_day_after(l.care_period_start, days_or_months('health-initial'))) AS due_by
    FROM looked_after_health l
    LEFT JOIN latest k ON k.child_id = l.child_id)
SELECT child_id AS record_key, child_id, team_code,
    check_date > months_after(period_end(), -months) AS in_numerator,
    TRUE AS in_denominator,
    care_period_start AS event_date, due_by,
    CASE WHEN in_numerator THEN 'Health assessment on ' || day_text(check_date) || ', the next due by ' || day_text(due_by)
        WHEN check_date IS NOT NULL
            THEN 'Health assessment on ' || day_text(check_date) || ', out of date: the next was due by ' || day_text(due_by)
        WHEN has_any THEN 'Initial health assessment late, due by ' || day_text(due_by)
        ELSE 'No health assessment in this period of care, due by ' || day_text(due_by) END AS reason
FROM counted
