-- Denominator: children who stopped being looked after since 1 April; who leaves twice counts twice. Numerator: those who were adopted (E11, E12), by the
-- day of the order.
SELECT record_key, child_id, team_code, rec IN ('E11', 'E12') AS in_numerator, TRUE AS in_denominator,
    dec AS event_date, CAST(NULL AS DATE) AS due_by, CASE WHEN in_numerator THEN 'Left care to be adopted' ELSE 'Left care, not to be adopted' END AS reason
FROM care_leaver
