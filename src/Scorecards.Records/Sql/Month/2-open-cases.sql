-- What is open at the period end, one row a child. A snapshot belongs to the team that holds the case then; without one, to the record's team.

-- Referrals that led to work. One that was left open without further action is no case.
CREATE OR REPLACE TABLE open_referral AS
SELECT r.referral_id, r.child_id, r.referral_date, coalesce(h.team_code, r.team_code) AS team_code
FROM referral r
LEFT JOIN team_caseholder h ON h.child_id = r.child_id
WHERE is_open(r.referral_date, r.closure_date, period_end()) AND NOT r.nfa;

-- Children in need: those with an open referral, so those with a plan, looked after, unborn or leaving care too.
CREATE OR REPLACE TABLE child_in_need AS
SELECT o.*, c.date_of_birth, c.ethnicity
FROM open_referral o
LEFT JOIN child c ON c.child_id = o.child_id
QUALIFY row_number() OVER (PARTITION BY o.child_id ORDER BY o.referral_date DESC, length(o.referral_id), o.referral_id) = 1;

CREATE OR REPLACE TABLE open_plan AS
SELECT p.* REPLACE (coalesce(h.team_code, p.team_code) AS team_code)
FROM plan p
LEFT JOIN team_caseholder h ON h.child_id = p.child_id
WHERE is_open(p.start_date, p.end_date, period_end())
QUALIFY row_number() OVER (PARTITION BY p.child_id ORDER BY p.start_date DESC, length(p.plan_id), p.plan_id) = 1;
