-- The SSDA903 says when it was decided that a child be adopted, and the episodes say what followed: the child was placed with the first episode of
-- A3 to A6 after the decision before was reversed, and adopted when an episode ended with E11 or E12. Of a decision that was reversed nothing came
-- after that day. Only decisions that no table of adoptions has: there a blank means that the child was not placed.
UPDATE uploaded.adoption AS a
SET date_placed = f.placed, order_date = f.adopted
FROM (
    SELECT d.child_id, d.decision_date,
        min(e.decom) FILTER (e.placement_type IN ('A3', 'A4', 'A5', 'A6')) AS placed,
        min(e.dec) FILTER (e.rec IN ('E11', 'E12')) AS adopted
    FROM (
        SELECT *, max(reversed_date) OVER (
            PARTITION BY child_id ORDER BY decision_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reversed_before
        FROM uploaded.adoption) d
    JOIN uploaded.lac_episode e ON e.child_id = d.child_id AND e.decom >= coalesce(d.reversed_before, e.decom)
        AND (d.reversed_date IS NULL OR e.decom < d.reversed_date)
    GROUP BY d.child_id, d.decision_date) f
WHERE f.child_id = a.child_id AND f.decision_date = a.decision_date AND a.child_id || ' ' || a.decision_date IN (
    SELECT record_key FROM uploaded.returned WHERE table_name = 'adoption');
