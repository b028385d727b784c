-- Denominator: looked-after children under 16 at the period end whose period of care has lasted 2½ years (timescale stability-in-care).
-- Numerator: those in the same placement for 2 years (stability-placement); or now placed for adoption, and 2 years in that and the placement before.
-- A foster home whose carer adopts is one placement, and the home before it is not added. To add it too is another reading, which Kent's printed
-- figures do not decide. What a placement is: the view placement. During a temporary one it is the placement that the child returns to.
WITH latest AS (
    SELECT child_id, care_period_start, start_date, is_adoptive,
        lag(start_date) OVER (PARTITION BY child_id, care_period_start ORDER BY number) AS before_start,
        CASE WHEN is_adoptive THEN coalesce(before_start, start_date) ELSE start_date END AS settled_since
    FROM placement
    QUALIFY row_number() OVER (PARTITION BY child_id, care_period_start ORDER BY number DESC) = 1)
SELECT l.child_id AS record_key, l.child_id, l.team_code,
    months_after(p.settled_since, days_or_months('stability-placement')) <= period_end() AS in_numerator,
    TRUE AS in_denominator,
    p.start_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN p.is_adoptive THEN 'Placed for adoption; in that and the placement before since ' || day_text(p.settled_since)
        ELSE coalesce('In this placement since ' || day_text(p.settled_since), 'Only temporary placements') END AS reason
FROM looked_after l
LEFT JOIN latest p ON p.child_id = l.child_id AND p.care_period_start = l.care_period_start
WHERE NOT has_turned(l.date_of_birth, 16, period_end())
    AND months_after(l.care_period_start, days_or_months('stability-in-care')) <= period_end()
