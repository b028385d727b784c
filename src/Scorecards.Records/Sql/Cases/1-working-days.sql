-- Monday to Friday without the bank holidays of England. Made once, after the bank holidays are loaded.
-- working_days counts the working days up to and including the day.
CREATE TABLE calendar AS
WITH every_day AS (
    SELECT DATE '1980-01-01' + CAST(r.range AS INTEGER) AS day FROM range(DATE '2070-01-01' - DATE '1980-01-01') r),
marked AS (
    SELECT d.day, isodow(d.day) <= 5 AND NOT EXISTS (FROM uploaded.bank_holiday b WHERE b.date = d.day) AS is_working FROM every_day d)
SELECT day, is_working, CAST(sum(CAST(is_working AS INTEGER)) OVER (ORDER BY day) AS INTEGER) AS working_days
FROM marked;

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
