-- Denominator: case audits completed since 1 April. Numerator: those judged adequate, good or outstanding.
-- "Requires improvement", a judgement of later years, is not the same as adequate and does not count.
SELECT audit_id AS record_key, child_id, team_code, judgement IN ('OUTSTANDING', 'GOOD', 'ADEQUATE') AS in_numerator, TRUE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by,
    CASE WHEN in_numerator THEN 'Judged adequate or better' ELSE 'Not judged adequate or better' END AS reason
FROM audit
WHERE in_year_to_date(completed_date)
