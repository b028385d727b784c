-- Children aged 0 to 17, by the estimate in force at the period end. An area without an estimate has the sum of its districts; so has the county
-- where the variable county names no estimate. Without the estimate of one of its districts it has none. Teams have none.
CREATE OR REPLACE TABLE population AS
WITH estimate AS (
    SELECT area_code AS code, arg_max(population, effective_from) AS population
    FROM uploaded.population
    WHERE age_band = '0-17' AND effective_from <= period_end()
    GROUP BY area_code),
district AS (
    SELECT t.district_code, t.area_code, e.population
    FROM (SELECT DISTINCT district_code, area_code FROM uploaded.team) t
    LEFT JOIN estimate e ON e.code = t.district_code),
summed AS (
    SELECT CASE WHEN area_code IS NULL THEN 'county' ELSE 'area' END AS slice, coalesce(area_code, '') AS slice_code,
        CASE WHEN bool_and(population IS NOT NULL) THEN sum(population) END AS population
    FROM district
    GROUP BY GROUPING SETS ((), (area_code)))
SELECT 'district' AS slice, district_code AS slice_code, population FROM district
UNION ALL
SELECT s.slice, s.slice_code, coalesce(e.population, s.population)
FROM summed s
LEFT JOIN estimate e ON e.code = CASE s.slice WHEN 'county' THEN CAST(getvariable('county') AS VARCHAR) ELSE s.slice_code END;
