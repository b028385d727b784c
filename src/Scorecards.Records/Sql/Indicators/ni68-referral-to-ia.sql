-- Numerator: initial assessments completed since 1 April. Denominator: referrals since 1 April.
-- A ratio of volumes, as Kent printed it (1,683 of NI 59 over 1,740 of the re-referrals), which may exceed 100%. Not counted: which of these
-- referrals had an assessment.
SELECT assessment_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Initial assessment completed since 1 April' AS reason
FROM initial_assessment
WHERE in_year_to_date(completed_date)
UNION ALL
SELECT referral_id, child_id, team_code, FALSE, TRUE, referral_date, NULL, 'Referral since 1 April'
FROM referral
WHERE in_year_to_date(referral_date)
