-- Children who are looked after and have a child protection plan, both at the period end.
SELECT l.child_id AS record_key, l.child_id, l.team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    greatest(l.care_period_start, p.start_date) AS event_date, CAST(NULL AS DATE) AS due_by,
    'Looked after since ' || day_text(l.care_period_start) || ', plan open since ' || day_text(p.start_date) AS reason
FROM looked_after l
JOIN open_plan p ON p.child_id = l.child_id
