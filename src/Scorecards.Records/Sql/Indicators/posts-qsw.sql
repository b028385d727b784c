-- Denominator: the establishment of caseholding posts in the latest workforce snapshot, in full-time equivalents (FTE).
-- Numerator: the part that employed, registered social workers fill. Who is away for long still fills the post, unless someone else is in it.
SELECT concat_ws(' ', post_id, worker_id) AS record_key, NULL AS child_id, team_code,
    CASE WHEN worker_type = 'QSW' AND sw_registered THEN filled_fte ELSE 0 END AS in_numerator,
    establishment_fte AS in_denominator,
    snapshot_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN worker_type = 'QSW' AND sw_registered THEN 'Filled by an employed, registered social worker: ' || decimal_text(filled_fte) || ' FTE'
        ELSE 'Not filled by an employed, registered social worker' END AS reason
FROM post
WHERE caseholding
