-- Records of the same child's same event on the same day, which are one record in every figure: that of the lowest id. These are the others.
-- Message: Another record of the child says the same of that day, and this one does not count. Delete one of them, or correct the date.
SELECT 'referral' AS table_name, referral_id AS record_key, 'referral_date' AS column_name, NULL AS message_value
FROM uploaded.referral
QUALIFY row_number() OVER (PARTITION BY child_id, referral_date ORDER BY length(referral_id), referral_id) > 1;

SELECT 'assessment' AS table_name, assessment_id AS record_key, CASE WHEN completed_date IS NULL THEN 'start_date' ELSE 'completed_date' END AS column_name, NULL AS message_value
FROM uploaded.assessment
WHERE child_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY child_id, type, coalesce(completed_date, start_date), completed_date IS NULL ORDER BY length(assessment_id), assessment_id) > 1;

SELECT 'section47' AS table_name, s47_id AS record_key, 's47_start_date' AS column_name, NULL AS message_value
FROM uploaded.section47
WHERE s47_start_date IS NOT NULL AND NOT transfer_in
QUALIFY row_number() OVER (PARTITION BY child_id, s47_start_date ORDER BY length(s47_id), s47_id) > 1;

-- Two enquiries may lead to one conference: it counts once, and each of them is an enquiry still. A row that is for a conference alone is nothing more.
SELECT 'section47' AS table_name, s47_id AS record_key, 'icpc_date' AS column_name, NULL AS message_value
FROM uploaded.section47
WHERE icpc_date IS NOT NULL
QUALIFY transfer_in AND row_number() OVER (PARTITION BY child_id, icpc_date ORDER BY transfer_in, length(s47_id), s47_id) > 1;

SELECT 'cp_plan' AS table_name, plan_id AS record_key, 'start_date' AS column_name, NULL AS message_value
FROM uploaded.cp_plan
WHERE NOT ola_temporary
QUALIFY row_number() OVER (PARTITION BY child_id, start_date ORDER BY length(plan_id), plan_id) > 1;

SELECT 'review' AS table_name, review_id AS record_key, 'review_date' AS column_name, NULL AS message_value
FROM uploaded.review
WHERE review_date IS NOT NULL AND NOT coalesce(cancelled, FALSE)
QUALIFY row_number() OVER (PARTITION BY child_id, review_type, review_date ORDER BY length(review_id), review_id) > 1;

SELECT 'lac_check' AS table_name, check_id AS record_key, 'check_date' AS column_name, NULL AS message_value
FROM uploaded.lac_check
WHERE check_date IS NOT NULL AND status = 'COMPLETED'
QUALIFY row_number() OVER (PARTITION BY child_id, type, check_date ORDER BY length(check_id), check_id) > 1;

SELECT 'audit' AS table_name, audit_id AS record_key, 'completed_date' AS column_name, NULL AS message_value
FROM uploaded.audit
WHERE child_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY child_id, completed_date ORDER BY length(audit_id), audit_id) > 1;
