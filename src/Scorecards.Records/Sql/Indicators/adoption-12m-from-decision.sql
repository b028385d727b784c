-- Denominator: children adopted since 1 April (reasons E11, E12). Numerator: those placed for adoption within 12 months (timescale adoption-placed) of
-- the decision that they be adopted. If the decision was reversed and made again, the latest one that was not reversed; by the placement in which they
-- were adopted.
WITH decision AS (
    SELECT l.record_key, arg_max_null(a.date_placed, a.decision_date) AS date_placed, max(a.decision_date) AS decision_date,
        months_after(max(a.decision_date), days_or_months('adoption-placed')) AS due_by
    FROM care_leaver l
    JOIN adoption a ON a.child_id = l.child_id AND a.reversed_date IS NULL AND a.decision_date <= l.dec
    GROUP BY l.record_key)
SELECT l.record_key, l.child_id, l.team_code,
    d.date_placed <= d.due_by AS in_numerator,
    TRUE AS in_denominator,
    l.dec AS event_date, d.due_by,
    CASE WHEN d.decision_date IS NULL THEN 'No decision on record that was not reversed'
        ELSE 'Decision on ' || day_text(d.decision_date)
            || coalesce(', placed on ' || day_text(d.date_placed), ', no day of placement on record') END AS reason
FROM care_leaver l
LEFT JOIN decision d ON d.record_key = l.record_key
WHERE l.rec IN ('E11', 'E12')
