-- Case holders on the day of the extract who are in no workforce snapshot. Their children count as without a registered social worker, and in no
-- caseload.
-- Message: The worker is in no snapshot of workforce.csv. Add the worker's post there, or correct worker_id, or end the allocation.
SELECT 'allocation' AS table_name, a.allocation_id AS record_key, 'worker_id' AS column_name, NULL AS message_value
FROM uploaded.allocation a
WHERE a.role = 'CASEHOLDER' AND is_open(a.start_date, a.end_date, extract_day())
    AND a.worker_id IS NOT NULL AND NOT EXISTS (FROM uploaded.workforce w WHERE w.worker_id = a.worker_id);
