-- Denominator: referrals since 1 April. Numerator: those of a child who was referred 1 to 365 days before (timescale rereferral).
-- Days, not a calendar year, which differs after 29 February only. An earlier referral without further action counts.
SELECT r.referral_id AS record_key, r.child_id, r.team_code,
    EXISTS (
        FROM referral e
        WHERE e.child_id = r.child_id AND e.referral_date < r.referral_date
            AND r.referral_date - e.referral_date <= days_or_months('rereferral')) AS in_numerator,
    TRUE AS in_denominator
FROM referral r
WHERE in_year_to_date(r.referral_date)
