-- Assessments of a referral that no upload has. An initial assessment without its referral has no start for its working days, and is not in time. No figure
-- asks for the referral of an enquiry or a plan, and of plans there are all that there ever were: referrals that closed long ago are not exported.
-- Message: The referral is neither in referral.csv nor in a return. Add the referral to the one that you upload, or correct referral_id.
SELECT 'assessment' AS table_name, assessment_id AS record_key, 'referral_id' AS column_name, NULL AS message_value
FROM uploaded.assessment r
WHERE r.referral_id IS NOT NULL AND NOT EXISTS (FROM uploaded.referral p WHERE p.referral_id = r.referral_id);
