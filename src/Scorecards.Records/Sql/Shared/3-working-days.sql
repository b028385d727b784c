-- Monday to Friday without the bank holidays of England. Made once, after the bank holidays are loaded.
-- working_days counts the working days up to and including the day.
CREATE TABLE calendar AS
WITH every_day AS (
    SELECT CAST(unnest(generate_series(DATE '1980-01-01', DATE '2069-12-31', INTERVAL 1 DAY)) AS DATE) AS day),
marked AS (
    SELECT d.day, isodow(d.day) <= 5 AND NOT EXISTS (FROM uploaded.bank_holiday b WHERE b.date = d.day) AS is_working FROM every_day d)
SELECT day, is_working, CAST(sum(CAST(is_working AS INTEGER)) OVER (ORDER BY day) AS INTEGER) AS working_days
FROM marked;

-- The working days strictly after the first day, up to and including the second. Negative if the second is earlier.
CREATE MACRO working_days_between(from_day, to_day) AS
    (SELECT c.working_days FROM calendar c WHERE c.day = to_day) - (SELECT c.working_days FROM calendar c WHERE c.day = from_day);
