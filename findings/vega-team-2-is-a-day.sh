#!/usr/bin/env bash
# vega-loader 5.1.3 with vega-util 2.1.3 (reads CSV for Vega, here with parse: auto): a column of Team 1 to Team 12 is taken for days of 2001, Team 2
# for 1 February, in milliseconds. So are Under 1 and Over 5, Quarter 1 and Quarter 2, and bands such as 1-2 and 3-5. With a Team 13, or a team that
# has no number, the names stay.
# A chart by team or by age has 980985600000 for Team 2, or months of 2001 on its axis, until a thirteenth team comes.
# Seen: 2026-11-30, with Node 20.20.2. What follows for us: nothing of ours reads CSV so. Who does says that the column is text:
# parse: { team: "string" }.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent vega-loader@5.1.3 vega-util@2.1.3 > /dev/null
cat > see.mjs <<'X'
import { read } from 'vega-loader';

const columns = [
  ['Team 1', 'Team 2', 'Team 12'], ['Team 1', 'Team 2', 'Team 13'], ['Team 1', 'Duty'], ['Under 1', 'Over 5'], ['Quarter 1', 'Quarter 2'],
  ['1-2', '3-5', '6-9'], ['2011-12', '2012-13'],
];
for (const names of columns) {
  const rows = read(`name,cases\n${names.map((name, n) => `${name},${n + 30}\n`).join('')}`, { type: 'csv', parse: 'auto' });
  console.log(`${names.join(', ')}: ${rows.map(row => row.name).join(', ')}`);
}

const [row] = read('name,cases\nTeam 2,30\n', { type: 'csv', parse: { name: 'string', cases: 'number' } });
const [day] = read('name\nTeam 2\n', { type: 'csv', parse: 'auto' });
console.log(`said to be text: ${row.name}; the day of Team 2: ${new Date(day.name).toISOString()}`);
X
TZ=Europe/London node see.mjs > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
Team 1, Team 2, Team 12: 978307200000, 980985600000, 1007164800000
Team 1, Team 2, Team 13: Team 1, Team 2, Team 13
Team 1, Duty: Team 1, Duty
Under 1, Over 5: 978307200000, 988671600000
Quarter 1, Quarter 2: 978307200000, 980985600000
1-2, 3-5, 6-9: 978393600000, 983750400000, 992041200000
2011-12, 2012-13: 2011-12, 2012-13
said to be text: Team 2; the day of Team 2: 2001-02-01T00:00:00.000Z
X
