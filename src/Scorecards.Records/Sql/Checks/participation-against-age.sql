-- Reviews of looked-after children whose code says that the child was under four (PN0) and was not, or the reverse. The age decides which reviews count,
-- so a child of four or more with PN0 counts as one who took no part.
-- Message: The code {value} does not fit the age on the day of the review: PN0 is for children under four, PN1 to PN7 for others. Correct participation, review_date or the date of birth.
SELECT 'review' AS table_name, r.review_id AS record_key, 'participation' AS column_name, r.participation AS message_value
FROM uploaded.review r
JOIN uploaded.child c ON c.child_id = r.child_id
WHERE r.review_type = 'LAC' AND (r.participation = 'PN0') = has_turned(c.date_of_birth, 4, r.review_date);
