-- Denominator: core assessments completed since 1 April of children born by then. Numerator: those at which the child was seen. Blank is not seen.
SELECT assessment_id AS record_key, child_id, team_code, child_seen AS in_numerator, TRUE AS in_denominator,
    completed_date AS event_date, CAST(NULL AS DATE) AS due_by, seen_reason(child_seen) AS reason
FROM core_assessment
WHERE in_year_to_date(completed_date) AND is_born(date_of_birth, completed_date)
