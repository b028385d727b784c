-- Denominator: section 47 enquiries that started since 1 April, of children born by their end; by the period end while they are open.
-- Numerator: those at which the child was seen. Blank is not seen, in an open enquiry too.
SELECT s47_id AS record_key, child_id, team_code, child_seen AS in_numerator, TRUE AS in_denominator,
    s47_start_date AS event_date, CAST(NULL AS DATE) AS due_by, seen_reason(child_seen) AS reason
FROM enquiry
WHERE in_year_to_date(s47_start_date) AND is_born(date_of_birth, least(s47_end_date, period_end()))
