-- Assessments that were completed before they started. They count on the day of completion; where the time runs from the start they count as late.
-- Message: The assessment was completed before it started. Correct start_date or completed_date.
SELECT 'assessment' AS table_name, assessment_id AS record_key, 'completed_date' AS column_name, NULL AS message_value
FROM uploaded.assessment
WHERE completed_date < start_date;
