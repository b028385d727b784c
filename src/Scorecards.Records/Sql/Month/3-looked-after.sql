-- Looked after at the period end, one row a child. It ends with the 18th birthday, though the episode be left open.
CREATE OR REPLACE TABLE looked_after AS
SELECT e.child_id, e.care_period_start, e.decom, e.placement_type, e.distance_miles, c.date_of_birth, coalesce(c.is_uasc, FALSE) AS is_uasc,
    coalesce(h.team_code, e.team_code) AS team_code
FROM looked_after_episode e
LEFT JOIN child c ON c.child_id = e.child_id
LEFT JOIN team_caseholder h ON h.child_id = e.child_id
WHERE is_open(e.decom, e.dec, period_end()) AND NOT coalesce(has_turned(c.date_of_birth, 18, period_end()), FALSE)
QUALIFY row_number() OVER (PARTITION BY e.child_id ORDER BY e.decom DESC) = 1;

-- Those long enough in care for their health to have been seen to.
CREATE OR REPLACE VIEW looked_after_health AS
SELECT * FROM looked_after WHERE care_period_start + days_or_months('lac-health-cohort') <= period_end();

-- Placements: episodes that only change the legal status (L), or stay with the carer (T, U), continue one. Temporary placements (T0 to T4) are left
-- out, and coming back from one continues the placement if the carer is the same, or the type where a carer is blank. A foster home that becomes
-- the child's adoptive home with the same carer (A3, A5) is no move, and not adoptive as a placement: it did not begin so. A4 and A6 are homes with
-- somebody else, whatever carer_ref says, which in a return is the number of the agency. Nor is a home a move that the list of codes calls otherwise
-- from a year on: Z1 and P2 became one of Z11 to Z14 in April 2025; H5 and P2 became K3, on 1 April of 2024 or 2025, on another day only where the
-- carer is known to be the same. H5 and P2 mostly have none in a return, so that a blank one does not say that the child stayed.
CREATE OR REPLACE TABLE placement AS
WITH in_order AS (
    SELECT *, placement_type IN ('T0', 'T1', 'T2', 'T3', 'T4') AS is_temporary,
        coalesce(lag(is_temporary) OVER (PARTITION BY child_id ORDER BY decom), FALSE) AS is_return
    FROM looked_after_episode
    WHERE decom <= period_end()),
compared AS (
    SELECT *, placement_type IN ('A3', 'A4', 'A5', 'A6') AS is_adoptive,
        lag(care_period_start) OVER (PARTITION BY child_id ORDER BY decom) IS NOT DISTINCT FROM care_period_start AS is_same_period,
        carer_ref = lag(carer_ref) OVER (PARTITION BY child_id ORDER BY decom) AS is_same_carer,
        lag(placement_type) OVER (PARTITION BY child_id ORDER BY decom) AS type_before,
        coalesce((type_before IN ('H5', 'P2') AND placement_type = 'K3' AND decom >= DATE '2024-04-01'
                AND (decom IN (DATE '2024-04-01', DATE '2025-04-01') OR is_same_carer))
            OR (type_before IN ('Z1', 'P2') AND placement_type IN ('Z11', 'Z12', 'Z13', 'Z14') AND decom = DATE '2025-04-01'), FALSE) AS is_recoded,
        placement_type = type_before OR is_recoded AS is_same_type
    FROM in_order
    WHERE NOT is_temporary),
judged AS (
    SELECT *, NOT is_same_period
        OR (rne NOT IN ('L', 'T', 'U')
            AND NOT (is_recoded AND coalesce(is_same_carer, TRUE))
            AND NOT (is_return AND coalesce(is_same_carer, is_same_type))
            AND NOT (placement_type IN ('A3', 'A5') AND coalesce(is_same_carer, FALSE))) AS is_move
    FROM compared),
numbered AS (
    SELECT *, count(*) FILTER (is_move) OVER (PARTITION BY child_id ORDER BY decom) AS number FROM judged)
SELECT child_id, care_period_start, number, min(decom) AS start_date, CASE WHEN bool_and(dec IS NOT NULL) THEN max(dec) END AS end_date,
    bool_and(is_adoptive) AS is_adoptive
FROM numbered
GROUP BY child_id, care_period_start, number;
