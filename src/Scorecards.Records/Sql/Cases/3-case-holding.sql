-- Who may hold a case.

-- The latest workforce snapshot at or before the period end.
CREATE VIEW post AS
SELECT w.*, coalesce(t.fieldwork, FALSE) AS is_fieldwork
FROM uploaded.workforce w
LEFT JOIN uploaded.team t ON t.team_code = w.team_code
WHERE w.snapshot_date = (SELECT max(s.snapshot_date) FROM uploaded.workforce s WHERE s.snapshot_date <= period_end());

-- Allocations to a named case holder. One without a worker is a team's tray, which holds no case.
CREATE VIEW case_allocation AS
SELECT * FROM uploaded.allocation WHERE role = 'CASEHOLDER' AND worker_id IS NOT NULL;

-- The same where only the team is asked for: a county without teams is counted though no allocations have come.
CREATE VIEW team_allocation AS SELECT allocation_id, child_id, team_code, start_date, end_date FROM case_allocation;
