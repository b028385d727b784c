-- Denominator: the establishment of caseholding posts in the latest workforce snapshot, in full-time equivalents (FTE).
-- Numerator: what agency workers fill of it. A shared post has its establishment on one of its rows.
SELECT concat_ws(' ', post_id, worker_id) AS record_key, NULL AS child_id, team_code,
    CASE WHEN worker_type = 'AGENCY' THEN filled_fte ELSE 0 END AS in_numerator,
    establishment_fte AS in_denominator
FROM post
WHERE caseholding
