-- Initial assessments that were completed before their referral. They count as late.
-- Message: The initial assessment was completed before its referral. Correct completed_date or referral_id here, or the date of the referral.
SELECT 'assessment' AS table_name, a.assessment_id AS record_key, 'completed_date' AS column_name, NULL AS message_value
FROM uploaded.assessment a
JOIN uploaded.referral r ON r.referral_id = a.referral_id
WHERE a.type = 'IA' AND a.completed_date < r.referral_date;
