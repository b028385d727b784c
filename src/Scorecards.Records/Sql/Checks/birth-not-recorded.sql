-- Children without a date of birth whose birth is not expected now, or was more than a month ago. They count as unborn: no figure by age has them,
-- and none of children who were seen or whose ethnicity is recorded. Of a case that ended before, nobody need know the birth, and a child that was
-- stillborn has none: these are unborn, as they should be.
-- Message: The child has no date of birth, and its birth is not expected now, so it counts as unborn. Add the date of birth, or for an unborn child
-- the day on which it is expected.
SELECT 'child' AS table_name, child_id AS record_key, 'date_of_birth' AS column_name, NULL AS message_value
FROM uploaded.child
WHERE date_of_birth IS NULL AND expected_dob IS NULL;

SELECT 'child' AS table_name, c.child_id AS record_key, 'date_of_birth' AS column_name, NULL AS message_value
FROM uploaded.child c
WHERE c.date_of_birth IS NULL AND months_after(c.expected_dob, 1) < extract_day() AND EXISTS (
    FROM uploaded.referral r
    WHERE r.child_id = c.child_id AND NOT r.nfa AND (r.closure_date IS NULL OR r.closure_date > months_after(c.expected_dob, 1)));
