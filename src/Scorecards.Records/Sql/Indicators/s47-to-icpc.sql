-- Denominator: section 47 enquiries that started since 1 April. Numerator: those with an initial conference by the period end.
-- A conference that was recorded as not required does not count. It is due 15 working days after the strategy discussion, so the latest
-- enquiries have not had theirs, and the figure of a month rises when it is calculated again later.
SELECT s47_id AS record_key, child_id, team_code,
    icpc_date <= period_end() AND coalesce(icpc_required, TRUE) AS in_numerator,
    TRUE AS in_denominator
FROM enquiry
WHERE in_year_to_date(s47_start_date)
