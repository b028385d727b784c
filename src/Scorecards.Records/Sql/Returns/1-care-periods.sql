-- The SSDA903 says of each episode why it began and not when the period of care did: with the child's latest episode of reason S at or before it, or
-- with the first after a series of short breaks (V3, V4), in which nobody is looked after: where the breaks ended on its day it cannot be of reason S
-- (rule 431 of the validator). Where none is known, with the child's first one. Run before the views are made, where standard returns were laid over
-- the tables.
UPDATE uploaded.lac_episode AS e
SET care_period_start = s.care_period_start
FROM (
    SELECT child_id, decom, coalesce(
        max(decom) FILTER (is_start) OVER (PARTITION BY child_id ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
        min(decom) OVER (PARTITION BY child_id)) AS care_period_start
    FROM (
        SELECT child_id, decom, rne = 'S' OR (legal_status NOT IN ('V3', 'V4')
            AND coalesce(lag(legal_status) OVER (PARTITION BY child_id ORDER BY decom) IN ('V3', 'V4'), FALSE)) AS is_start
        FROM uploaded.lac_episode)) s
WHERE e.care_period_start IS NULL AND s.child_id = e.child_id AND s.decom = e.decom;
