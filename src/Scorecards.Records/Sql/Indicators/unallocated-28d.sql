-- Open referrals whose child has no named case holder at the period end and has had none for more than 28 days (timescale unallocated).
-- The days run from the referral, or from the end of the last case holder's allocation if that is later. A team's tray and a duty worker are not
-- a named case holder. A referral without further action that was left open is not unallocated work. "(Business)" in Kent's name is read as: real
-- work, not what the case system calls so.
WITH unheld AS (
    SELECT o.referral_id, o.child_id, o.team_code,
        greatest(
            o.referral_date,
            (SELECT max(a.end_date) FROM case_allocation a WHERE a.child_id = o.child_id AND a.end_date <= period_end())) AS since
    FROM open_referral o
    WHERE o.child_id NOT IN (SELECT child_id FROM caseholder))
SELECT referral_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    since AS event_date, since + days_or_months('unallocated') AS due_by,
    'No named case holder since ' || day_text(since) || ', for ' || (period_end() - since) || ' days' AS reason
FROM unheld
WHERE period_end() - since > days_or_months('unallocated')
