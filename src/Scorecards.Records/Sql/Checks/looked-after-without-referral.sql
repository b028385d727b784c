-- Children who are looked after on the day of the extract, without an open referral. They are missing among the children in need.
-- Message: The child is looked after and has no open referral. Add the referral, or delete its closure_date; or end the episode.
SELECT 'lac_episode' AS table_name, e.child_id || ' ' || e.decom AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM looked_after_episode e
WHERE is_open(e.decom, e.dec, extract_day()) AND NOT EXISTS (
    FROM uploaded.referral r
    WHERE r.child_id = e.child_id AND NOT r.nfa AND is_open(r.referral_date, r.closure_date, extract_day()));
