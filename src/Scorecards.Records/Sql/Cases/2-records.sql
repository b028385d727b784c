-- The records, each event once: of the same child's same event on the same day the lowest id counts, the shorter of two first, as 999 is before 1000.
-- Records without a child are never the same.
-- What most definitions read is a table, made once; the others are views.

-- Whether the child is an unaccompanied asylum-seeking child is asked at the period end, for events too. One who has turned 18 is none any more,
-- though no end was recorded.
CREATE VIEW child AS
SELECT child_id, date_of_birth, ethnicity,
    coalesce(is_open(uasc_start, uasc_end, period_end()), FALSE) AND NOT coalesce(has_turned(date_of_birth, 18, period_end()), FALSE) AS is_uasc
FROM uploaded.child;

CREATE TABLE referral AS
SELECT * FROM uploaded.referral
QUALIFY row_number() OVER (PARTITION BY child_id, referral_date ORDER BY length(referral_id), referral_id) = 1;

-- Assessments that were completed, whenever that was.
CREATE TABLE completed_assessment AS
SELECT * FROM uploaded.assessment
WHERE completed_date IS NOT NULL
QUALIFY child_id IS NULL
    OR row_number() OVER (PARTITION BY child_id, type, completed_date ORDER BY length(assessment_id), assessment_id) = 1;

-- Those that were completed by the period end or are open at it. Of an open one nobody knows the day of completion, so its day is that of its start,
-- also where the records were taken later.
CREATE VIEW assessment AS
SELECT * FROM completed_assessment WHERE completed_date <= period_end()
UNION ALL
SELECT * FROM (
    SELECT * FROM uploaded.assessment
    WHERE is_open(start_date, completed_date, period_end())
    QUALIFY child_id IS NULL
        OR row_number() OVER (PARTITION BY child_id, type, start_date ORDER BY length(assessment_id), assessment_id) = 1);

CREATE VIEW core_assessment AS
SELECT a.*, c.date_of_birth FROM assessment a LEFT JOIN child c ON c.child_id = a.child_id WHERE a.type = 'CA';

-- Section 47 enquiries, without the rows that exist only for a transferred child's conference.
CREATE VIEW enquiry AS
SELECT s.*, c.date_of_birth
FROM uploaded.section47 s
LEFT JOIN child c ON c.child_id = s.child_id
WHERE NOT s.transfer_in AND s.s47_start_date IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY s.child_id, s.s47_start_date ORDER BY length(s.s47_id), s.s47_id) = 1;

-- Initial child protection conferences that were held by the period end, those of transferred children included.
CREATE VIEW initial_conference AS
SELECT * FROM uploaded.section47
WHERE icpc_date <= period_end()
QUALIFY row_number() OVER (PARTITION BY child_id, icpc_date ORDER BY length(s47_id), s47_id) = 1;

-- Child protection plans, without the temporary plans of other authorities' children.
CREATE VIEW plan AS
SELECT * FROM uploaded.cp_plan
WHERE NOT ola_temporary
QUALIFY row_number() OVER (PARTITION BY child_id, start_date ORDER BY length(plan_id), plan_id) = 1;

-- Each id that a plan was recorded with, and the one that counts: a review may have any of them.
CREATE VIEW plan_alias AS
SELECT plan_id AS recorded_id, first_value(plan_id) OVER (PARTITION BY child_id, start_date ORDER BY length(plan_id), plan_id) AS plan_id
FROM uploaded.cp_plan
WHERE NOT ola_temporary;

-- Reviews that were held by the period end.
CREATE VIEW review AS
SELECT * FROM uploaded.review
WHERE review_date <= period_end() AND NOT coalesce(cancelled, FALSE)
QUALIFY row_number() OVER (PARTITION BY child_id, review_type, review_date ORDER BY length(review_id), review_id) = 1;

-- A review that was due before the year counts only while it is still not held. On its last day one is not late yet.
CREATE MACRO is_late_review(due, held) AS CASE WHEN held IS NULL THEN due < period_end() ELSE held > due AND due >= year_start() END;

-- What lists of cases say about a late review; since is the review before, or the start.
CREATE MACRO late_review_reason(since, due, held) AS
    CASE WHEN held IS NULL THEN 'No review since ' || day_text(since) || ', due by ' || day_text(due)
        ELSE 'Review on ' || day_text(held) || ', due by ' || day_text(due) END;

-- What lists of cases say about whether the child was seen.
CREATE MACRO seen_reason(seen) AS
    CASE WHEN seen THEN 'Child seen' WHEN NOT seen THEN 'Child not seen' ELSE 'Not recorded whether the child was seen' END;

-- Health assessments, dental checks and education plans that were completed by the period end.
CREATE VIEW completed_check AS
SELECT * FROM uploaded.lac_check
WHERE status = 'COMPLETED' AND check_date <= period_end()
QUALIFY row_number() OVER (PARTITION BY child_id, type, check_date ORDER BY length(check_id), check_id) = 1;

CREATE VIEW audit AS
SELECT * FROM uploaded.audit
QUALIFY child_id IS NULL OR row_number() OVER (PARTITION BY child_id, completed_date ORDER BY length(audit_id), audit_id) = 1;
