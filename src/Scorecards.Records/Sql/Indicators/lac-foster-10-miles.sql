-- Denominator: looked-after children in foster care at the period end whose distance from home is known. 999.9 and blank are unknown, as mostly for
-- asylum-seeking children; these children are in the list of cases and not in the figure. Foster care is U1 to U6, and F1 to F6, Q1, Q2 of earlier
-- years. In a temporary placement (T0 to T4) a child is not counted.
-- Numerator: those placed within 10 miles of the home that they came from.
SELECT child_id AS record_key, child_id, team_code,
    distance_miles <= 10 AS in_numerator,
    coalesce(distance_miles < 999.9, FALSE) AS in_denominator,
    decom AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN in_denominator THEN 'Placed ' || decimal_text(distance_miles) || ' miles from home' ELSE 'Distance not known' END AS reason
FROM looked_after
WHERE placement_type IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'Q1', 'Q2')
