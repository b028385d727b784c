-- Records of a referral that no upload has. An initial assessment without its referral has no start for its working days, and is not in time.
-- Message: The referral is neither in referral.csv nor in a return. Add the referral to the one that you upload, or correct referral_id.
SELECT 'assessment' AS table_name, assessment_id AS record_key, 'referral_id' AS column_name, NULL AS message_value
FROM uploaded.assessment r
WHERE r.referral_id IS NOT NULL AND NOT EXISTS (FROM uploaded.referral p WHERE p.referral_id = r.referral_id);

SELECT 'section47' AS table_name, s47_id AS record_key, 'referral_id' AS column_name, NULL AS message_value
FROM uploaded.section47 r
WHERE r.referral_id IS NOT NULL AND NOT EXISTS (FROM uploaded.referral p WHERE p.referral_id = r.referral_id);

SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'referral_id' AS column_name, NULL AS message_value
FROM uploaded.cp_plan r
WHERE r.referral_id IS NOT NULL AND NOT EXISTS (FROM uploaded.referral p WHERE p.referral_id = r.referral_id);
