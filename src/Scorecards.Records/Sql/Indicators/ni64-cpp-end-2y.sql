-- Denominator: child protection plans that ended since 1 April, for whatever reason.
-- Numerator: those that had lasted 2 years or more (timescale cp-long): the second anniversary of the start was on or before the end.
SELECT plan_id AS record_key, child_id, team_code,
    months_after(start_date, days_or_months('cp-long')) <= end_date AS in_numerator,
    TRUE AS in_denominator,
    end_date AS event_date,
    months_after(start_date, days_or_months('cp-long')) - 1 AS due_by,
    'Plan open from ' || day_text(start_date) || ' to ' || day_text(end_date) AS reason
FROM plan
WHERE in_year_to_date(end_date)
