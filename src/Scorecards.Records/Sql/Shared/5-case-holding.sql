-- Who holds a case at the period end, and in which team.

-- The latest workforce snapshot at or before the period end.
CREATE VIEW post AS
SELECT w.*, coalesce(t.fieldwork, FALSE) AS is_fieldwork
FROM uploaded.workforce w
LEFT JOIN uploaded.team t ON t.team_code = w.team_code
WHERE w.snapshot_date = (SELECT max(s.snapshot_date) FROM uploaded.workforce s WHERE s.snapshot_date <= period_end());

-- Allocations to a named case holder. One without a worker is a team's tray, which holds no case.
CREATE VIEW case_allocation AS
SELECT * FROM uploaded.allocation WHERE role = 'CASEHOLDER' AND worker_id IS NOT NULL;

-- One a child: of several the latest start, then the lowest id.
CREATE VIEW caseholder AS
SELECT * FROM case_allocation
WHERE is_open(start_date, end_date, period_end())
QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY start_date DESC, allocation_id) = 1;

-- Children of whom one case holder at the period end is a registered social worker.
CREATE VIEW child_with_social_worker AS
SELECT DISTINCT a.child_id
FROM case_allocation a
JOIN post p ON p.worker_id = a.worker_id AND p.sw_registered
WHERE is_open(a.start_date, a.end_date, period_end());
