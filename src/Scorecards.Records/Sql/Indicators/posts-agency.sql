-- Denominator: the establishment of caseholding posts in the latest workforce snapshot, in full-time equivalents (FTE).
-- Numerator: the part that agency workers fill. A shared post has its establishment on one of its rows.
SELECT concat_ws(' ', post_id, worker_id) AS record_key, NULL AS child_id, team_code,
    CASE WHEN worker_type = 'AGENCY' THEN filled_fte ELSE 0 END AS in_numerator,
    establishment_fte AS in_denominator,
    snapshot_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN worker_type = 'AGENCY' THEN 'Filled by an agency worker: ' || decimal_text(filled_fte) || ' FTE'
        ELSE 'Not filled by an agency worker' END AS reason
FROM post
WHERE caseholding
