-- Looked-after children at the period end without a case holder who is a registered social worker in the latest workforce snapshot.
-- Of several case holders one who is registered is enough.
SELECT o.child_id AS record_key, o.child_id, o.team_code, TRUE AS in_numerator, FALSE AS in_denominator,
    o.care_period_start AS event_date, CAST(NULL AS DATE) AS due_by, coalesce(u.reason, 'No named case holder') AS reason
FROM looked_after o
LEFT JOIN unregistered_caseholder u ON u.child_id = o.child_id
WHERE o.child_id NOT IN (SELECT child_id FROM child_with_social_worker)
