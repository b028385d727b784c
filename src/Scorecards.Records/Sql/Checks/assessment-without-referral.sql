-- Initial assessments that name no referral. Their working days have no start: they are not in time, and while they are open they are not overdue.
-- Message: The initial assessment has no referral, so its working days have no start: it counts as late, and while it is open not as overdue.
-- Add referral_id.
SELECT 'assessment' AS table_name, assessment_id AS record_key, 'referral_id' AS column_name, NULL AS message_value
FROM uploaded.assessment
WHERE type = 'IA' AND referral_id IS NULL;
