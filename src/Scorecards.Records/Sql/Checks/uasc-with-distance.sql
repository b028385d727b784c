-- Episodes of unaccompanied asylum-seeking children with a distance from home. They have no home that they were placed from, so the share placed within
-- 10 miles is wrong.
-- Message: The child was an unaccompanied asylum-seeking child when the episode began, and has no distance from home. Leave distance_miles blank, or correct the dates of UASC in child.csv or the SSDA903 UASC.
SELECT 'lac_episode' AS table_name, e.child_id || ' ' || e.decom AS record_key, 'distance_miles' AS column_name, NULL AS message_value
FROM uploaded.lac_episode e
JOIN uploaded.child c ON c.child_id = e.child_id
WHERE e.distance_miles < 999.9 AND is_open(c.uasc_start, c.uasc_end, e.decom);
