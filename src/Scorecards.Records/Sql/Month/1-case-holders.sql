-- Who holds a case at the period end, and in which team. The scripts of this folder run again for each month.

-- One a child: of several the latest start, then the lowest id.
CREATE OR REPLACE TABLE caseholder AS
SELECT * FROM case_allocation
WHERE is_open(start_date, end_date, period_end())
QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY start_date DESC, length(allocation_id), allocation_id) = 1;

-- The team alone, as team_allocation.
CREATE OR REPLACE VIEW team_caseholder AS SELECT child_id, team_code FROM caseholder;

-- Children of whom one case holder at the period end is a registered social worker.
CREATE OR REPLACE VIEW child_with_social_worker AS
SELECT DISTINCT a.child_id
FROM case_allocation a
JOIN post p ON p.worker_id = a.worker_id AND p.sw_registered
WHERE is_open(a.start_date, a.end_date, period_end());

-- What lists of cases say of a child with a case holder and no registered social worker.
CREATE OR REPLACE VIEW unregistered_caseholder AS
SELECT h.child_id,
    CASE WHEN EXISTS (FROM post p WHERE p.worker_id = h.worker_id) THEN 'The case holder is not a registered social worker'
        ELSE 'The case holder is not in the workforce snapshot' END AS reason
FROM caseholder h;
