-- Denominator: children who stopped being looked after since 1 April; who leaves twice counts twice. Numerator: those who were adopted (E11, E12), by the
-- day of the order.
SELECT record_key, child_id, team_code, rec IN ('E11', 'E12') AS in_numerator, TRUE AS in_denominator
FROM care_leaver
