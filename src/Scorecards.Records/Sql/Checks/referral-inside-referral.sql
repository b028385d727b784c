-- Referrals while another referral of the child was open. New information on an open case is no referral. It still counts, so the rate of referrals
-- and the re-referrals are too high.
-- Message: Another referral of the child was open on that day. It still counts. If it was news about the open case, delete it; if the other one was over, give it its closure_date.
SELECT 'referral' AS table_name, r.referral_id AS record_key, 'referral_date' AS column_name, NULL AS message_value
FROM uploaded.referral r
WHERE EXISTS (
    FROM uploaded.referral e
    WHERE e.child_id = r.child_id AND NOT e.nfa AND e.referral_date < r.referral_date AND is_open(e.referral_date, e.closure_date, r.referral_date));
