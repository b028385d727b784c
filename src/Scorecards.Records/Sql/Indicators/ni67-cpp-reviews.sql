-- Denominator: plans open at the period end that have run for 3 months or more (timescale cp-first-review).
-- Numerator: those of which every review due since 1 April was held on time: the first within 3 months of the start, each later one within 6 months of
-- the one before (cp-first-review, cp-next-review). A review that is overdue and not held fails the child; so does one late review.
-- A review without the id of a plan belongs to the child's plan. Of a plan that was recorded twice the reviews with either id count.
WITH due_plan AS (
    FROM open_plan WHERE months_after(start_date, days_or_months('cp-first-review')) <= period_end()),
held AS (
    SELECT p.plan_id, p.start_date, r.review_date
    FROM due_plan p
    JOIN review r ON r.child_id = p.child_id AND r.review_type = 'CP' AND r.review_date >= p.start_date
    LEFT JOIN plan_alias a ON a.recorded_id = r.plan_id
    WHERE coalesce(a.plan_id, r.plan_id, p.plan_id) = p.plan_id),
step AS (
    SELECT plan_id, start_date, review_date, lag(review_date) OVER (PARTITION BY plan_id ORDER BY review_date NULLS LAST) AS previous
    FROM (FROM held UNION ALL SELECT plan_id, start_date, NULL FROM due_plan)),
due_step AS (
    SELECT plan_id, review_date, coalesce(previous, start_date) AS since,
        CASE WHEN previous IS NULL THEN months_after(start_date, days_or_months('cp-first-review'))
            ELSE months_after(previous, days_or_months('cp-next-review')) END AS due
    FROM step),
reviewed AS (
    SELECT plan_id, bool_or(is_late_review(due, review_date)) AS has_late, max(due) FILTER (review_date IS NULL) AS next_due,
        arg_max(late_review_reason(since, due, review_date), due)
            FILTER (is_late_review(due, review_date)) AS latest_late
    FROM due_step
    GROUP BY plan_id)
SELECT p.plan_id AS record_key, p.child_id, p.team_code, NOT r.has_late AS in_numerator, TRUE AS in_denominator,
    p.start_date AS event_date, r.next_due AS due_by,
    coalesce(r.latest_late, 'No review late since 1 April, the next due by ' || day_text(r.next_due)) AS reason
FROM due_plan p
JOIN reviewed r ON r.plan_id = p.plan_id
