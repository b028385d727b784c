-- Denominator: looked-after children at the period end whose period of care has lasted 20 working days or more (timescale lac-first-review).
-- Numerator: those of whom every review due since 1 April was held on time: the first within 20 working days of coming into care, the second within
-- 3 months of the first, each later one within 6 months of the one before (lac-first-review, lac-second-review, lac-next-review).
-- Children with no review due since 1 April are on time. A review before the period of care does not count.
WITH child_due AS (
    SELECT child_id, care_period_start, team_code, working_day_after(care_period_start, days_or_months('lac-first-review')) AS first_due
    FROM looked_after
    WHERE first_due <= period_end()),
held AS (
    SELECT c.child_id, c.care_period_start, c.first_due, r.review_date
    FROM child_due c
    JOIN review r ON r.child_id = c.child_id AND r.review_type = 'LAC' AND r.review_date >= c.care_period_start),
step AS (
    SELECT child_id, care_period_start, first_due, review_date, row_number() OVER in_order AS number, lag(review_date) OVER in_order AS previous
    FROM (FROM held UNION ALL SELECT child_id, care_period_start, first_due, NULL FROM child_due)
    WINDOW in_order AS (PARTITION BY child_id ORDER BY review_date NULLS LAST)),
due_step AS (
    SELECT child_id, review_date, coalesce(previous, care_period_start) AS since,
        CASE number WHEN 1 THEN first_due
            WHEN 2 THEN months_after(previous, days_or_months('lac-second-review'))
            ELSE months_after(previous, days_or_months('lac-next-review')) END AS due
    FROM step),
reviewed AS (
    SELECT child_id, bool_or(is_late_review(due, review_date)) AS has_late, max(due) FILTER (review_date IS NULL) AS next_due,
        arg_max(late_review_reason(since, due, review_date), due)
            FILTER (is_late_review(due, review_date)) AS latest_late
    FROM due_step
    GROUP BY child_id)
SELECT c.child_id AS record_key, c.child_id, c.team_code, NOT r.has_late AS in_numerator, TRUE AS in_denominator,
    c.care_period_start AS event_date, r.next_due AS due_by,
    coalesce(r.latest_late, 'No review late since 1 April, the next due by ' || day_text(r.next_due)) AS reason
FROM child_due c
JOIN reviewed r ON r.child_id = c.child_id
