-- Records of a child that no upload has. They count, but nothing that asks for the age, the ethnicity or UASC can be right for them.
-- Message: The child is neither in child.csv nor among the children of a return, such as the SSDA903 Header. Add the child to the one that you upload, or correct the child's id.
SELECT 'referral' AS table_name, referral_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.referral r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'assessment' AS table_name, assessment_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.assessment r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'section47' AS table_name, s47_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.section47 r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.cp_plan r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'review' AS table_name, review_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.review r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'lac_episode' AS table_name, child_id || ' ' || decom AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.lac_episode r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'lac_check' AS table_name, check_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.lac_check r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'adoption' AS table_name, child_id || ' ' || decision_date AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.adoption r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'allocation' AS table_name, allocation_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.allocation r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);

SELECT 'audit' AS table_name, audit_id AS record_key, 'child_id' AS column_name, NULL AS message_value
FROM uploaded.audit r
WHERE r.child_id IS NOT NULL AND NOT EXISTS (FROM uploaded.child p WHERE p.child_id = r.child_id);
