-- Denominator: looked-after children aged 5 to 16 at the period end, asylum-seeking children included.
-- Numerator: those with a personal education plan (PEP) completed in this period of care, however old. Where the timescale pep-max-age has a value,
-- an older one does not count: of 6 months, a plan of 28 August still counts on 28 February, the last day for its review, and not later. A council
-- that wants this uploads this definition as its own, with 6 in place of days_or_months('pep-max-age').
WITH latest AS (
    SELECT l.child_id, max(k.check_date) AS check_date, months_after(max(k.check_date), days_or_months('pep-max-age')) AS due_by
    FROM looked_after l
    JOIN completed_check k ON k.child_id = l.child_id AND k.type = 'PEP' AND k.check_date >= l.care_period_start
    GROUP BY l.child_id)
SELECT l.child_id AS record_key, l.child_id, l.team_code,
    k.check_date IS NOT NULL AND coalesce(k.due_by >= period_end(), TRUE) AS in_numerator, TRUE AS in_denominator,
    l.care_period_start AS event_date, k.due_by,
    coalesce(
        'Education plan completed on ' || day_text(k.check_date) || coalesce(', the next due by ' || day_text(k.due_by), ''),
        'No education plan completed since coming into care on ' || day_text(l.care_period_start)) AS reason
FROM looked_after l
LEFT JOIN latest k ON k.child_id = l.child_id
WHERE has_turned(l.date_of_birth, 5, period_end()) AND NOT has_turned(l.date_of_birth, 17, period_end())
