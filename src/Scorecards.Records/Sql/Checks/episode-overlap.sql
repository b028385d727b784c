-- Episodes that had not ended when the child's next one began. Placements are counted twice, and on the days of both the later one is taken.
-- Message: The next episode of the child begins before this one ended. Correct dec or the next decom.
SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'dec' AS column_name, NULL AS message_value
FROM looked_after_episode
QUALIFY lead(decom) OVER (PARTITION BY child_id ORDER BY decom) < coalesce(dec, DATE '9999-12-31');
