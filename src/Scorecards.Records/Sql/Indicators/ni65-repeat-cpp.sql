-- Denominator: child protection plans that started since 1 April. Numerator: those of a child who had a plan here before, however long ago: by the
-- number of earlier plans on the record, or by an earlier plan in the file. A second start since 1 April counts again in both. A plan that another
-- authority made is no earlier plan.
SELECT p.plan_id AS record_key, p.child_id, p.team_code,
    coalesce(p.previous_plans > 0, FALSE) OR EXISTS (FROM plan e WHERE e.child_id = p.child_id AND e.start_date < p.start_date) AS in_numerator,
    TRUE AS in_denominator
FROM plan p
WHERE in_year_to_date(p.start_date)
