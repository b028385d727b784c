-- Those who stopped being looked after since 1 April: the last episode of a period of care. An episode that was left open past the 18th
-- birthday is for the data team to mend, and nobody who left. A child who leaves twice counts twice.
CREATE VIEW care_leaver AS
SELECT e.child_id || ' ' || e.dec AS record_key, e.child_id, e.dec, e.rec, e.team_code
FROM looked_after_episode e
LEFT JOIN child c ON c.child_id = e.child_id
WHERE e.rec <> 'X1' AND in_year_to_date(e.dec) AND NOT coalesce(has_turned(c.date_of_birth, 18, e.dec - 1), FALSE)
    AND NOT EXISTS (
        FROM looked_after_episode n
        WHERE n.child_id = e.child_id AND n.care_period_start = e.care_period_start AND n.decom > e.decom);

-- Decisions that a child be adopted.
CREATE VIEW adoption AS SELECT * FROM uploaded.adoption;
