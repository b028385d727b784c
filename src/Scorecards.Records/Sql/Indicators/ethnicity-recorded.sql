-- Denominator: children with an open referral at the period end, without the unborn.
-- Numerator: those with an ethnicity. REFU counts, since the family was asked and refused; NOBT (not yet asked) does not.
SELECT child_id AS record_key, child_id, team_code, coalesce(ethnicity, 'NOBT') <> 'NOBT' AS in_numerator, TRUE AS in_denominator,
    referral_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN ethnicity = 'REFU' THEN 'Ethnicity refused, which counts as recorded'
        WHEN in_numerator THEN 'Ethnicity recorded' ELSE 'Ethnicity not recorded' END AS reason
FROM child_in_need
WHERE is_born(date_of_birth, period_end())
