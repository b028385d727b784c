-- Denominator: looked-after children aged 5 to 16 at the period end, asylum-seeking children included.
-- Numerator: those with a personal education plan (PEP) completed in this period of care. However old: a council that wants one of the last six months
-- uploads its own definition.
WITH latest AS (
    SELECT l.child_id, max(k.check_date) AS check_date
    FROM looked_after l
    JOIN completed_check k ON k.child_id = l.child_id AND k.type = 'PEP' AND k.check_date >= l.care_period_start
    GROUP BY l.child_id)
SELECT l.child_id AS record_key, l.child_id, l.team_code, k.check_date IS NOT NULL AS in_numerator, TRUE AS in_denominator,
    l.care_period_start AS event_date, CAST(NULL AS DATE) AS due_by,
    coalesce(
        'Education plan completed on ' || day_text(k.check_date),
        'No education plan completed since coming into care on ' || day_text(l.care_period_start)) AS reason
FROM looked_after l
LEFT JOIN latest k ON k.child_id = l.child_id
WHERE has_turned(l.date_of_birth, 5, period_end()) AND NOT has_turned(l.date_of_birth, 17, period_end())
