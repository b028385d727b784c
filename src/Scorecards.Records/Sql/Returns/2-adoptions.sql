-- The SSDA903 says when it was decided that a child be adopted, and the episodes say what followed: the child was placed with the first episode of
-- A3 to A6 after the decision before was reversed, and adopted when an episode ended with E11 or E12. A placement that broke down is none: another
-- followed before the adoption. Of a decision that was reversed nothing came after that day. The days that list 10 of Annex A gives stay: one year of
-- episodes may only have the change of legal status after the placement. Only decisions that no table of adoptions has: there a blank means that the
-- child was not placed.
UPDATE uploaded.adoption AS a
SET date_placed = coalesce(a.date_placed, f.placed), order_date = coalesce(a.order_date, f.adopted)
FROM (
    WITH followed AS (
        SELECT d.child_id, d.decision_date, e.decom, e.placement_type IN ('A3', 'A4', 'A5', 'A6') AS is_adoptive,
            e.placement_type IN ('T0', 'T1', 'T2', 'T3', 'T4') AS is_temporary,
            min(e.dec) FILTER (e.rec IN ('E11', 'E12')) OVER (PARTITION BY d.child_id, d.decision_date) AS adopted
        FROM (
            SELECT *, max(reversed_date) OVER (
                PARTITION BY child_id ORDER BY decision_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reversed_before
            FROM uploaded.adoption) d
        JOIN uploaded.lac_episode e ON e.child_id = d.child_id AND e.decom >= coalesce(d.reversed_before, e.decom)
            AND (d.reversed_date IS NULL OR e.decom < d.reversed_date)),
    elsewhere AS (
        SELECT child_id, decision_date, max(decom) AS last_day
        FROM followed
        WHERE NOT is_adoptive AND NOT is_temporary AND (adopted IS NULL OR decom < adopted)
        GROUP BY child_id, decision_date)
    SELECT f.child_id, f.decision_date, any_value(f.adopted) AS adopted,
        min(f.decom) FILTER (f.is_adoptive AND (e.last_day IS NULL OR f.decom > e.last_day)) AS placed
    FROM followed f
    LEFT JOIN elsewhere e ON e.child_id = f.child_id AND e.decision_date = f.decision_date
    GROUP BY f.child_id, f.decision_date) f
WHERE f.child_id = a.child_id AND f.decision_date = a.decision_date AND a.child_id || ' ' || a.decision_date IN (
    SELECT record_key FROM uploaded.returned WHERE table_name = 'adoption');
