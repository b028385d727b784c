-- Denominator: section 47 enquiries that started since 1 April. Numerator: those with an initial conference by the period end.
-- A conference that was recorded as not required does not count. It is due 15 working days after the strategy discussion, so the latest
-- enquiries have not had theirs, and the figure of a month rises when it is calculated again later.
SELECT s47_id AS record_key, child_id, team_code,
    icpc_date <= period_end() AND coalesce(icpc_required, TRUE) AS in_numerator,
    TRUE AS in_denominator,
    s47_start_date AS event_date,
    working_day_after(s47_start_date, days_or_months('initial-conference')) AS due_by,
    CASE WHEN in_numerator THEN 'Initial conference on ' || day_text(icpc_date)
        WHEN NOT icpc_required THEN 'Initial conference recorded as not required'
        ELSE 'No initial conference by ' || day_text(period_end()) END AS reason
FROM enquiry
WHERE in_year_to_date(s47_start_date)
