-- Denominator: children with a child protection plan at the period end. Numerator: those whose plan has run 18 months or more (timescale cp-current-long).
SELECT plan_id AS record_key, child_id, team_code,
    months_after(start_date, days_or_months('cp-current-long')) <= period_end() AS in_numerator,
    TRUE AS in_denominator,
    start_date AS event_date,
    months_after(start_date, days_or_months('cp-current-long')) - 1 AS due_by,
    'Plan open since ' || day_text(start_date) AS reason
FROM open_plan
