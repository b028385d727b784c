#!/usr/bin/env bash
# date-fns 4.4.0: to 28 February of a leap year it counts the month as full from the 29th, 30th or 31st, a day before it is: differenceInMonths from
# 29 August 2009 to 28 February 2012 is 30, and intervalToDuration says so in words: 2 years 6 months -1 days. Luxon 3.7.2 and Day.js 1.11 say 29.
# From a 29 February to the 28th two years later it says 1 year 12 months.
# Time in care and in a placement is asked in whole months, at the end of a month: on 28 February 2012 a month too many is counted, for one day.
# Seen: 2026-11-30. What follows for us: months and ages are counted in DuckDB (src/Scorecards.Records/Sql), not in the browser.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent date-fns@4.4.0 luxon@3.7.2 dayjs@1.11.13 > /dev/null
cat > see.js <<'X'
const { differenceInMonths, differenceInYears, formatDuration, intervalToDuration } = require('date-fns');
const dayjs = require('dayjs');
const { DateTime } = require('luxon');

const day = text => new Date(`${text}T12:00:00`);
const spans = [
  ['2009-08-29', '2012-02-28'], ['2012-01-31', '2012-02-28'], ['2012-01-31', '2012-02-29'], ['2009-08-29', '2012-01-28'],
  ['2012-02-29', '2014-02-28'],
];
for (const [first, last] of spans) {
  const span = [day(last), day(first)];
  const words = formatDuration(intervalToDuration({ start: day(first), end: day(last) }));
  const luxon = Math.floor(DateTime.fromISO(last).diff(DateTime.fromISO(first), 'months').months);
  console.log(`${first} to ${last}: months ${differenceInMonths(...span)}, Luxon ${luxon}, Day.js ${dayjs(last).diff(first, 'month')}`);
  console.log(`  years ${differenceInYears(...span)}, in words ${words}`);
}
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X'
2009-08-29 to 2012-02-28: months 30, Luxon 29, Day.js 29
  years 2, in words 2 years 6 months -1 days
2012-01-31 to 2012-02-28: months 1, Luxon 0, Day.js 0
  years 0, in words 1 month -1 days
2012-01-31 to 2012-02-29: months 1, Luxon 1, Day.js 1
  years 0, in words 1 month
2009-08-29 to 2012-01-28: months 28, Luxon 28, Day.js 28
  years 2, in words 2 years 4 months 30 days
2012-02-29 to 2014-02-28: months 24, Luxon 24, Day.js 24
  years 1, in words 1 year 12 months
X
