-- The SSDA903 says of each episode why it began and not when the period of care did: with the child's latest episode of reason S at or before it. Where
-- none is known, with the child's first one. Run before the views are made, where standard returns were laid over the tables.
UPDATE uploaded.lac_episode AS e
SET care_period_start = s.care_period_start
FROM (
    SELECT child_id, decom, coalesce(
        max(decom) FILTER (rne = 'S') OVER (PARTITION BY child_id ORDER BY decom ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
        min(decom) OVER (PARTITION BY child_id)) AS care_period_start
    FROM uploaded.lac_episode) s
WHERE e.care_period_start IS NULL AND s.child_id = e.child_id AND s.decom = e.decom;
