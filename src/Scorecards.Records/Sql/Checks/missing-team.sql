-- Records of a team that team.csv does not have. They count for the county, and for no area, district or team.
-- Message: The team {value} is not in team.csv. Add the team there, or correct team_code.
SELECT 'referral' AS table_name, referral_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.referral r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'assessment' AS table_name, assessment_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.assessment r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'section47' AS table_name, s47_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.section47 r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.cp_plan r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.lac_episode r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'allocation' AS table_name, allocation_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.allocation r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'workforce' AS table_name, concat_ws(' ', snapshot_date, post_id, worker_id) AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.workforce r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);

SELECT 'audit' AS table_name, audit_id AS record_key, 'team_code' AS column_name, r.team_code AS message_value
FROM uploaded.audit r
WHERE r.team_code IS NOT NULL AND NOT EXISTS (FROM uploaded.team p WHERE p.team_code = r.team_code);
