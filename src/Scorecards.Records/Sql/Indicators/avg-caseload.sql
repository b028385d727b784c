-- Numerator: children allocated at the period end to a social worker or agency worker in a caseholding post of a fieldwork team. A child with two such
-- case holders counts once, for the team of the latest start. Denominator: the full-time equivalents of these posts, with or without a case.
-- The printed scorecard has the two the other way round.
WITH worker_post AS (
    FROM post WHERE caseholding AND is_fieldwork AND worker_type IN ('QSW', 'AGENCY'))
SELECT child_id AS record_key, child_id, team_code, 1 AS in_numerator, 0 AS in_denominator,
    start_date AS event_date, CAST(NULL AS DATE) AS due_by, 'Allocated since ' || day_text(start_date) AS reason
FROM case_allocation
WHERE is_open(start_date, end_date, period_end()) AND worker_id IN (SELECT worker_id FROM worker_post)
QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY start_date DESC, length(allocation_id), allocation_id) = 1
UNION ALL
SELECT concat_ws(' ', post_id, worker_id), NULL, team_code, 0, filled_fte,
    snapshot_date, NULL, 'Post that holds cases, filled: ' || decimal_text(filled_fte) || ' FTE'
FROM worker_post
