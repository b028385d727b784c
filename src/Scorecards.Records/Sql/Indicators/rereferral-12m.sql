-- Denominator: referrals since 1 April. Numerator: those of a child who was referred 1 to 365 days before (timescale rereferral).
-- Days, not a calendar year, which differs after 29 February only. An earlier referral without further action counts.
WITH in_order AS (
    SELECT *, lag(referral_date) OVER (PARTITION BY child_id ORDER BY referral_date) AS previous FROM referral)
SELECT referral_id AS record_key, child_id, team_code, referral_date - previous <= days_or_months('rereferral') AS in_numerator, TRUE AS in_denominator,
    referral_date AS event_date, CAST(NULL AS DATE) AS due_by,
    coalesce('Referral before on ' || day_text(previous) || ', days between: ' || (referral_date - previous), 'No referral before') AS reason
FROM in_order
WHERE in_year_to_date(referral_date)
