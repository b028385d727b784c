-- Episodes with an end and no reason, or a reason and no end. With the end alone the child is neither looked after nor has left; with the reason alone the
-- child is looked after still.
-- Message: The episode has only one of dec and rec. Add the other, or delete the one that is there if the episode has not ended.
SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'rec' AS column_name, NULL AS message_value
FROM looked_after_episode
WHERE dec IS NOT NULL AND rec IS NULL;

SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'dec' AS column_name, NULL AS message_value
FROM looked_after_episode
WHERE dec IS NULL AND rec IS NOT NULL;
