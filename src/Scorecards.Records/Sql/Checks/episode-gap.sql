-- Episodes of one period of care with days between them, but those of episode-not-continued. On these days the child is not looked after, though the period of
-- care goes on.
-- Message: The next episode of this period of care begins after this one ended. Correct dec or the next decom, or start a new period of care.
SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'dec' AS column_name, NULL AS message_value
FROM looked_after_episode
QUALIFY lead(decom) OVER (PARTITION BY child_id, care_period_start ORDER BY decom) > dec AND rec IS DISTINCT FROM 'X1';
