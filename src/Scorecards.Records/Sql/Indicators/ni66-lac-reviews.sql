-- Denominator: looked-after children at the period end whose period of care has lasted 20 working days or more (timescale lac-first-review).
-- Numerator: those of whom every review due since 1 April was held on time: the first within 20 working days of coming into care, the second within
-- 3 months of the first, each later one within 6 months of the one before (lac-first-review, lac-second-review, lac-next-review).
-- Children with no review due since 1 April are on time. A review before the period of care does not count.
-- The table need not go back further than the last review before the April from which on records are asked for, and a return holds a year. So the
-- second review is due after 3 months only where the one before was held by the day that the first was due on, or since that April while the first
-- was due since 1 April or since the table's first one, else after 6: it may not have been the first. Of a child whose first review was due before
-- 1 April, and before the table's first one, nobody knows the reviews before that: the next is due 6 months later.
WITH known AS (
    SELECT min(review_date) AS first_day FROM review WHERE review_type = 'LAC'),
first AS (
    SELECT child_id, care_period_start, team_code, working_day_after(care_period_start, days_or_months('lac-first-review')) AS first_due
    FROM looked_after
    WHERE first_due <= period_end()),
child_due AS (
    SELECT f.*, in_year_to_date(f.first_due) OR f.first_due >= k.first_day AS is_seen,
        CASE WHEN NOT is_seen THEN months_after(k.first_day, days_or_months('lac-next-review')) ELSE f.first_due END AS unseen_due
    FROM first f
    CROSS JOIN known k),
held AS (
    SELECT c.child_id, c.care_period_start, c.first_due, c.is_seen, c.unseen_due, r.review_date
    FROM child_due c
    JOIN review r ON r.child_id = c.child_id AND r.review_type = 'LAC' AND r.review_date >= c.care_period_start),
step AS (
    SELECT child_id, care_period_start, first_due, is_seen, unseen_due, review_date, row_number() OVER in_order AS number,
        lag(review_date) OVER in_order AS previous
    FROM (FROM held UNION ALL SELECT child_id, care_period_start, first_due, is_seen, unseen_due, NULL FROM child_due)
    WINDOW in_order AS (PARTITION BY child_id ORDER BY review_date NULLS LAST)),
due_step AS (
    SELECT child_id, review_date, coalesce(previous, care_period_start) AS since,
        CASE WHEN number = 1 THEN CASE WHEN review_date IS NULL THEN unseen_due ELSE first_due END
            WHEN number = 2 AND (previous <= first_due OR (is_seen AND previous >= records_from()))
                THEN months_after(previous, days_or_months('lac-second-review'))
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
