-- Denominator: looked-after children at the period end whose period of care has lasted 20 working days or more (timescale lac-first-review).
-- Numerator: those of whom every review due since 1 April was held on time: the first within 20 working days of coming into care, the second within
-- 3 months of the first, each later one within 6 months of the one before (lac-first-review, lac-second-review, lac-next-review).
-- Children with no review due since 1 April are on time. A review before the period of care does not count.
WITH child_due AS (
    SELECT l.child_id, l.care_period_start, l.team_code, due.day AS first_due
    FROM looked_after l
    JOIN calendar entry ON entry.day = l.care_period_start
    JOIN calendar due ON due.working_days = entry.working_days + days_or_months('lac-first-review') AND due.is_working
    WHERE due.day <= period_end()),
held AS (
    SELECT c.child_id, c.first_due, r.review_date
    FROM child_due c
    JOIN review r ON r.child_id = c.child_id AND r.review_type = 'LAC' AND r.review_date >= c.care_period_start),
step AS (
    SELECT child_id, first_due, review_date, row_number() OVER in_order AS number, lag(review_date) OVER in_order AS previous
    FROM (FROM held UNION ALL SELECT child_id, first_due, NULL FROM child_due)
    WINDOW in_order AS (PARTITION BY child_id ORDER BY review_date NULLS LAST)),
late AS (
    SELECT DISTINCT child_id
    FROM step
    WHERE is_late_review(
        CASE number WHEN 1 THEN first_due
            WHEN 2 THEN months_after(previous, days_or_months('lac-second-review'))
            ELSE months_after(previous, days_or_months('lac-next-review')) END,
        review_date))
SELECT child_id AS record_key, child_id, team_code, child_id NOT IN (SELECT child_id FROM late) AS in_numerator, TRUE AS in_denominator
FROM child_due
