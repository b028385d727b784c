-- Children aged 0 to 17. Within a scorecard year the estimate stays the same: the one in force on 1 April; where none was, the first that came into
-- force. An area without an estimate has the sum of its districts; so has the county where the variable county names no estimate. Without the estimate
-- of one of its districts it has none; nor has an area of which a district is in another area too: which of its children are in which is not known.
-- Districts are those of the teams there are at the period end, each once; before the first team began, all that have not ended. A team is there on
-- its last day, valid_to. Teams have no population.
CREATE OR REPLACE TABLE population AS
WITH estimate AS (
    SELECT area_code AS code, coalesce(
            arg_max(population, (effective_from, estimate_year)) FILTER (effective_from <= year_start()),
            arg_min(population, (effective_from, -estimate_year))) AS population
    FROM uploaded.population
    WHERE age_band = '0-17' AND effective_from <= period_end()
    GROUP BY area_code),
not_ended AS (
    SELECT district_code, area_code, valid_from <= period_end() AS has_begun
    FROM uploaded.team
    WHERE valid_to IS NULL OR valid_to >= period_end()),
district AS (
    SELECT DISTINCT t.district_code, t.area_code, e.population
    FROM not_ended t
    LEFT JOIN estimate e ON e.code = t.district_code
    WHERE t.has_begun OR NOT EXISTS (FROM not_ended WHERE has_begun)),
summed AS (
    SELECT 'area' AS slice, area_code AS slice_code,
        CASE WHEN bool_and(population IS NOT NULL AND areas = 1) THEN sum(population) END AS population
    FROM (SELECT *, count(*) OVER (PARTITION BY district_code) AS areas FROM district)
    GROUP BY area_code
    UNION ALL
    SELECT 'county', '', CASE WHEN bool_and(population IS NOT NULL) THEN sum(population) END
    FROM (SELECT DISTINCT district_code, population FROM district))
SELECT DISTINCT 'district' AS slice, district_code AS slice_code, population FROM district
UNION ALL
SELECT s.slice, s.slice_code, coalesce(e.population, s.population)
FROM summed s
LEFT JOIN estimate e ON e.code = CASE s.slice WHEN 'county' THEN upper(CAST(getvariable('county') AS VARCHAR)) ELSE s.slice_code END;
