-- Denominator: looked-after children aged 5 to 16 at the period end, asylum-seeking children included.
-- Numerator: those with a personal education plan (PEP) completed in this period of care. However old: a council that wants one of the last six months
-- uploads its own definition.
SELECT l.child_id AS record_key, l.child_id, l.team_code,
    EXISTS (FROM completed_check k WHERE k.child_id = l.child_id AND k.type = 'PEP' AND k.check_date >= l.care_period_start) AS in_numerator,
    TRUE AS in_denominator
FROM looked_after l
WHERE has_turned(l.date_of_birth, 5, period_end()) AND NOT has_turned(l.date_of_birth, 17, period_end())
