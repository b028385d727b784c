-- Denominator: looked-after children at the period end, asylum-seeking children included.
-- Numerator: those with 3 or more placements of at least one night in the twelve months that end with the month, over all their periods of care.
-- A placement's days run up to, not including, the day on which it ended. What a placement is: the view placement.
WITH in_window AS (
    SELECT child_id, count(*) AS placements
    FROM placement
    WHERE end_date IS NULL OR (end_date > start_date AND end_date > twelve_months_start())
    GROUP BY child_id)
SELECT l.child_id AS record_key, l.child_id, l.team_code, w.placements >= 3 AS in_numerator, TRUE AS in_denominator,
    l.care_period_start AS event_date, CAST(NULL AS DATE) AS due_by,
    coalesce('Placements in the last 12 months: ' || w.placements, 'Only temporary placements in the last 12 months') AS reason
FROM looked_after l
LEFT JOIN in_window w ON w.child_id = l.child_id
