-- Initial conferences more than three months after the records were taken. A conference may be booked, but it is due 15 working days after the
-- strategy discussion: the year is mistyped. Until that day the enquiry counts as one without a conference.
-- Message: The conference is more than three months ahead, and does not count until then. Correct icpc_date.
SELECT 'section47' AS table_name, s47_id AS record_key, 'icpc_date' AS column_name, NULL AS message_value
FROM uploaded.section47
WHERE icpc_date > months_after(extract_day(), 3);
