-- Denominator: reviews held since 1 April of children who were looked after on the day and aged 4 or more. The age decides, whatever the code says.
-- Numerator: those to which the child came or gave views: PN1, PN2, PN3, PN5, PN6. PN4 (came and said nothing) and PN7 do not count.
-- Reviews, not children: Kent printed 710 in two months. A review belongs to the team that held the case on its day; without one, to the placement's.
SELECT r.review_id AS record_key, r.child_id,
    coalesce(
        (SELECT first(a.team_code ORDER BY a.start_date DESC, length(a.allocation_id), a.allocation_id) FROM team_allocation a
         WHERE a.child_id = r.child_id AND is_open(a.start_date, a.end_date, r.review_date)),
        (SELECT arg_max(e.team_code, e.decom) FROM looked_after_episode e WHERE e.child_id = r.child_id AND e.decom <= r.review_date)) AS team_code,
    r.participation IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') AS in_numerator,
    TRUE AS in_denominator,
    r.review_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN in_numerator THEN 'Came or gave views'
        WHEN r.participation = 'PN4' THEN 'Came and said nothing (PN4)'
        WHEN r.participation = 'PN7' THEN 'Neither came nor gave views (PN7)'
        WHEN r.participation = 'PN0' THEN 'Recorded as under four (PN0), against the date of birth'
        ELSE 'Participation not recorded' END AS reason
FROM review r
JOIN child c ON c.child_id = r.child_id
WHERE r.review_type = 'LAC' AND in_year_to_date(r.review_date) AND has_turned(c.date_of_birth, 4, r.review_date)
    AND NOT has_turned(c.date_of_birth, 18, r.review_date)
    AND EXISTS (
        FROM looked_after_episode e
        WHERE e.child_id = r.child_id AND e.decom <= r.review_date AND (e.dec IS NULL OR e.dec >= r.review_date))
