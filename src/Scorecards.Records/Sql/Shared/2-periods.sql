-- The reporting month, its windows, and how dates are compared. docs/domain.md, Figures from records.
-- The variables period_end and county are set before a month is calculated, records_from once, where it is known.

CREATE MACRO period_end() AS CAST(getvariable('period_end') AS DATE);

-- 1 April on or before the period end.
CREATE MACRO year_start() AS make_date(year(period_end()) - CASE WHEN month(period_end()) < 4 THEN 1 ELSE 0 END, 4, 1);

-- The first day since which the tables have all that docs/extracts.md asks for. Of a month before it too little is known, however old it is.
CREATE MACRO records_from() AS coalesce(CAST(getvariable('records_from') AS DATE), year_start());

-- The first day of the month eleven months before the reporting month.
CREATE MACRO twelve_months_start() AS CAST(date_trunc('month', period_end()) - to_months(11) AS DATE);

CREATE MACRO in_year_to_date(event_day) AS event_day >= year_start() AND event_day <= period_end();

CREATE MACRO in_twelve_months(event_day) AS event_day >= twelve_months_start() AND event_day <= period_end();

-- What ends on a day is closed at the end of that day.
CREATE MACRO is_open(first_day, last_day, on_day) AS first_day <= on_day AND (last_day IS NULL OR last_day > on_day);

-- A month after 31 January is the last of February; a year after 29 February is 28 February.
CREATE MACRO months_after(from_day, months) AS CAST(from_day + to_months(months) AS DATE);

-- On the birthday the child has turned. Someone born on 29 February turns on 28 February of a common year, as months_after counts.
CREATE MACRO has_turned(born, years, on_day) AS months_after(born, 12 * years) <= on_day;

-- A child without a date of birth is unborn.
CREATE MACRO is_born(born, on_day) AS coalesce(born <= on_day, FALSE);

-- The value of a timescale that is in force at the period end; NULL where that one sets no limit, though an earlier one did.
CREATE MACRO days_or_months(called) AS (
    SELECT arg_max_null(t.value, t.effective_from) FROM timescale t WHERE t.name = called AND t.effective_from <= period_end());

-- How lists of cases write a day (3 Jan 2012) and a number of three decimals (0.5).
CREATE MACRO day_text(day) AS strftime(day, '%-d %b %Y');
CREATE MACRO decimal_text(number) AS rtrim(rtrim(CAST(number AS VARCHAR), '0'), '.');

-- The day on which the records were taken from the case system, which the checks ask for.
CREATE MACRO extract_day() AS CAST(getvariable('extract_day') AS DATE);
