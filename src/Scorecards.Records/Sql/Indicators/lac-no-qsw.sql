-- Looked-after children at the period end without a case holder who is a registered social worker in the latest workforce snapshot.
-- Of several case holders one who is registered is enough.
SELECT child_id AS record_key, child_id, team_code, TRUE AS in_numerator, FALSE AS in_denominator
FROM looked_after
WHERE child_id NOT IN (SELECT child_id FROM child_with_social_worker)
