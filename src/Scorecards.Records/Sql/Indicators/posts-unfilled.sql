-- Denominator: the establishment of caseholding posts in the latest workforce snapshot, in full-time equivalents (FTE).
-- Numerator: the posts that registered social workers and agency staff do not fill. Below 0 if they fill more. The catalogue's formula,
-- 100 - posts-qsw - posts-agency, says the same.
SELECT concat_ws(' ', post_id, worker_id) AS record_key, NULL AS child_id, team_code,
    establishment_fte - CASE WHEN worker_type = 'AGENCY' OR (worker_type = 'QSW' AND sw_registered) THEN filled_fte ELSE 0 END AS in_numerator,
    establishment_fte AS in_denominator,
    snapshot_date AS event_date, CAST(NULL AS DATE) AS due_by,
    'Established: ' || decimal_text(establishment_fte) || ' FTE, unfilled: ' || decimal_text(in_numerator) || ' FTE' AS reason
FROM post
WHERE caseholding
