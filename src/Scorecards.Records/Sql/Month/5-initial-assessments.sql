-- An initial assessment's clock starts with its referral. Where an earlier initial assessment has the same referral it is a repeat on an open
-- case, and the clock starts with the assessment itself. Without a referral there is no clock.
CREATE OR REPLACE TABLE initial_assessment AS
SELECT a.*, c.date_of_birth, r.closure_date AS referral_closure_date,
    CASE WHEN row_number() OVER (PARTITION BY a.referral_id ORDER BY a.start_date, length(a.assessment_id), a.assessment_id) = 1 THEN r.referral_date
        WHEN r.referral_id IS NOT NULL THEN a.start_date END AS clock_start
FROM assessment a
LEFT JOIN uploaded.referral r ON r.referral_id = a.referral_id
LEFT JOIN uploaded.child c ON c.child_id = a.child_id
WHERE a.type = 'IA';
