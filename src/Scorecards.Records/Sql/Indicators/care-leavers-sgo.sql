-- Denominator: children who stopped being looked after since 1 April; who leaves twice counts twice. Numerator: those who left to special guardianship:
-- E43 and E44 until 2018, E45 to E48 since. All six count, whatever the date.
SELECT record_key, child_id, team_code, rec IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') AS in_numerator, TRUE AS in_denominator,
    dec AS event_date, CAST(NULL AS DATE) AS due_by, CASE WHEN in_numerator THEN 'Left care to special guardianship' ELSE 'Left care, not to special guardianship' END AS reason
FROM care_leaver
