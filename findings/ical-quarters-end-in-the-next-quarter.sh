#!/usr/bin/env bash
# ical.js 2.2.1: a rule for the last days of March, June, September and December (FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1) is right in its first
# year. From the second year on, the quarters that end on a 30th end on 1 July and 1 October; May and August, which have 31 days, can end on the 30th.
# rrule 2.8.1 has the last days in every year. With one month in the rule, or as FREQ=MONTHLY;INTERVAL=3, ical.js has them too.
# A calendar of quarterly returns has the return of a quarter in the next one, and nothing is said.
# Seen: 2026-12-01. What follows for us: we read no calendars. A month's last day is counted (src/Scorecards.Application/Feed/FeedModel.cs, AsAt).
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent ical.js@2.2.1 rrule@2.8.1 > /dev/null
cat > see.mjs <<'X'
import ICAL from 'ical.js';
import rrule from 'rrule';

for (const [start, rule] of [
  ['2012-03-31', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=12'], ['2011-05-31', 'FREQ=YEARLY;BYMONTH=5,8,11;BYMONTHDAY=-1;COUNT=6'],
  ['2012-06-30', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1;COUNT=3'], ['2012-03-31', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=8'],
]) {
  const days = [];
  const events = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start));
  for (let day = events.next(); day; day = events.next()) {
    days.push(day.toString());
  }

  const others = rrule.rrulestr(`DTSTART:${start.replaceAll('-', '')}T000000Z\nRRULE:${rule}`).all().map(day => day.toISOString().slice(0, 10));
  console.log(`${rule}\n  ical.js ${days.join(' ')}\n  rrule   ${others.join(' ')}`);
}
X
node see.mjs > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;COUNT=12
  ical.js 2012-03-31 2012-06-30 2012-09-30 2012-12-31 2013-03-31 2013-07-01 2013-10-01 2013-12-31 2014-03-31 2014-07-01 2014-10-01 2014-12-31
  rrule   2012-03-31 2012-06-30 2012-09-30 2012-12-31 2013-03-31 2013-06-30 2013-09-30 2013-12-31 2014-03-31 2014-06-30 2014-09-30 2014-12-31
FREQ=YEARLY;BYMONTH=5,8,11;BYMONTHDAY=-1;COUNT=6
  ical.js 2011-05-31 2011-08-31 2011-11-30 2012-05-30 2012-08-30 2012-11-30
  rrule   2011-05-31 2011-08-31 2011-11-30 2012-05-31 2012-08-31 2012-11-30
FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1;COUNT=3
  ical.js 2012-06-30 2013-06-30 2014-06-30
  rrule   2012-06-30 2013-06-30 2014-06-30
FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=8
  ical.js 2012-03-31 2012-06-30 2012-09-30 2012-12-31 2013-03-31 2013-06-30 2013-09-30 2013-12-31
  rrule   2012-03-31 2012-06-30 2012-09-30 2012-12-31 2013-03-31 2013-06-30 2013-09-30 2013-12-31
X
