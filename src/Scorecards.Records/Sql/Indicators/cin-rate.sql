-- Children with an open referral at the period end, each once: those with a plan, looked after, unborn or leaving care included.
-- Denominator: the population of the slice. A referral without further action is no case, though it be left open.
SELECT child_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    referral_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Referral open since ' || day_text(referral_date) AS reason
FROM child_in_need
