-- Episodes that ended because the next one began (X1), without a next one on that day. The child seems to have left care without having left: neither
-- looked after nor a leaver. Short breaks (V3, V4) are a next one, as in rule 388 of the SSDA903 validator, though nobody is looked after in them.
-- Message: The episode ended with X1, and no episode of the child begins on that day. Add the next episode, or correct dec or rec.
SELECT 'lac_episode' AS table_name, e.child_id || ' ' || e.decom AS record_key, 'dec' AS column_name, NULL AS message_value
FROM looked_after_episode e
WHERE e.rec = 'X1' AND NOT EXISTS (FROM uploaded.lac_episode n WHERE n.child_id = e.child_id AND n.decom = e.dec AND n.decom > e.decom);
