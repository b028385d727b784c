#!/usr/bin/env bash
# fiscal 1.0.0 (years from April): a quarter ends at midnight at the start of its last day. The readme has it end at 23:59:59.999 of that day, as the
# year does. What happened in the course of 30 June is between the start and the end of the year, and of none of its quarters; asked for the quarter
# of that very moment, it gives the one that has ended before. At midnight itself all is right, so that days without a time show nothing.
# Four quarters make less than their year: the last day of each is left out.
# Seen: 2026-12-01, in UTC. What follows for us: months are compared, not moments (src/Scorecards.Domain/Figures/Month.cs).
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent fiscal@1.0.0 > /dev/null
cat > see.js <<'X'
const Fiscal = require('fiscal');

const fiscal = new Fiscal(3);
const first = fiscal.getFiscalInfoForDate(new Date('2012-04-10T12:00:00Z'));
const quarters = [first.quarter];
while (quarters.length < 4) {
  quarters.push(quarters.at(-1).next());
}

const isIn = (moment, period) => moment >= period.startDate && moment <= period.endDate;
console.log(`year: ${first.fiscalYear.startDate.toISOString()} to ${first.fiscalYear.endDate.toISOString()}`);
quarters.forEach(quarter => console.log(`quarter: ${quarter.startDate.toISOString()} to ${quarter.endDate.toISOString()}`));
for (const text of ['2012-06-29T10:00:00Z', '2012-06-30T00:00:00Z', '2012-06-30T10:00:00Z', '2012-07-01T10:00:00Z']) {
  const moment = new Date(text);
  const own = fiscal.getFiscalInfoForDate(moment).quarter;
  console.log(`${text}: in the year ${isIn(moment, first.fiscalYear)}, in quarters ${quarters.filter(q => isIn(moment, q)).length}, `
    + `its own ends ${own.endDate.toISOString()}`);
}
X
TZ=UTC node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
year: 2012-04-01T00:00:00.000Z to 2013-03-31T23:59:59.999Z
quarter: 2012-04-01T00:00:00.000Z to 2012-06-30T00:00:00.000Z
quarter: 2012-07-01T00:00:00.000Z to 2012-09-30T00:00:00.000Z
quarter: 2012-10-01T00:00:00.000Z to 2012-12-31T00:00:00.000Z
quarter: 2013-01-01T00:00:00.000Z to 2013-03-31T00:00:00.000Z
2012-06-29T10:00:00Z: in the year true, in quarters 1, its own ends 2012-06-30T00:00:00.000Z
2012-06-30T00:00:00Z: in the year true, in quarters 1, its own ends 2012-06-30T00:00:00.000Z
2012-06-30T10:00:00Z: in the year true, in quarters 0, its own ends 2012-06-30T00:00:00.000Z
2012-07-01T10:00:00Z: in the year true, in quarters 1, its own ends 2012-09-30T00:00:00.000Z
X
