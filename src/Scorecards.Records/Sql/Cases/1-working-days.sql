-- Monday to Friday without the bank holidays of England. Made once, after the bank holidays are loaded.
-- working_days counts the working days up to and including the day.
-- From one holiday to the next their number is the same, so that it need not be summed over each day, which takes longer than some figures.
CREATE TABLE calendar AS
WITH holiday AS (
    SELECT DISTINCT date FROM uploaded.bank_holiday WHERE isodow(date) <= 5 AND date >= '1980-01-01' AND date < '2070-01-01'
    UNION ALL SELECT DATE '1979-12-31'),
counted AS (
    SELECT date, row_number() OVER (ORDER BY date) - 1 AS holidays, lead(date, 1, DATE '2070-01-01') OVER (ORDER BY date) - date AS days
    FROM holiday),
every_day AS (SELECT date, holidays, date + CAST(unnest(range(days)) AS INTEGER) AS day FROM counted)
SELECT day, isodow(day) <= 5 AND day <> date AS is_working,
    CAST((day - DATE '1979-12-31') // 7 * 5 + least(isodow(day), 5) - 1 - holidays AS INTEGER) AS working_days
FROM every_day WHERE day >= '1980-01-01';

-- The working days strictly after the first day, up to and including the second. Negative if the second is earlier.
-- Here and below tables have no short names: a day of a definition's own table c would be taken for one of the calendar's.
CREATE MACRO working_days_between(from_day, to_day) AS
    (SELECT calendar.working_days FROM calendar WHERE calendar.day = to_day)
        - (SELECT calendar.working_days FROM calendar WHERE calendar.day = from_day);

-- The n-th working day after a day, for n from 1 on: the last day in time for what has n working days. One row: a list is asked faster than a table.
CREATE TABLE every_working_day AS SELECT list_sort(list(day)) AS days FROM calendar WHERE is_working;

CREATE MACRO working_day_after(from_day, n) AS
    (SELECT every_working_day.days[(SELECT calendar.working_days FROM calendar WHERE calendar.day = from_day) + n] FROM every_working_day);

-- What lists of cases say about an assessment that has so many working days: of one that is completed, and of one that is open.
CREATE MACRO completed_reason(clock_start, completed, days) AS
    CASE WHEN clock_start IS NULL THEN 'No referral to count the working days from'
        WHEN completed < clock_start
            THEN 'Completed on ' || day_text(completed) || ', before the start of its working days on ' || day_text(clock_start)
        ELSE 'Completed on working day ' || working_days_between(clock_start, completed) || ' of ' || days END;
CREATE MACRO open_reason(clock_start, days) AS
    'Open since ' || day_text(clock_start) || ', at the end of the month on working day '
        || working_days_between(clock_start, period_end()) || ' of ' || days;
