-- Referrals in the twelve months that end with the month, those without further action included.
-- Denominator: the population of the slice. A referral inside another open one of the child still counts; the receipt of its upload names it.
SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    referral_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Referral in the last 12 months' AS reason
FROM referral
WHERE in_twelve_months(referral_date)
