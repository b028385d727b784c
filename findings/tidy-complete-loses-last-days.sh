#!/usr/bin/env bash
# @tidyjs/tidy 2.6.1 (complete with fullSeqDate by month): it adds the months that are missing, here with 0. Of rows that have the last day of their
# month, only the first row is kept. 30 April goes on to 30 May, 30 June and 30 July, so that May's and July's figures are gone and 0 stands there.
# From 31 January it goes on to 2 March: no row is of February. With the first days of the months all is right.
# Its description says that rows are added. A council with cases in each month but one is shown with none after the first.
# Seen: 2026-12-01. What follows for us: the feed's Months have no gaps, and have PeriodStart, the first day, beside AsAt, the last.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent @tidyjs/tidy@2.6.1 d3-array@2.12.1 > /dev/null
cat > see.mjs <<'X'
import { complete, fullSeqDate, tidy } from '@tidyjs/tidy';

const said = rows => rows.map(({ asAt, cases }) => `${asAt.toISOString().slice(0, 10)} ${cases}`).join(', ');
for (const days of [
  ['2012-04-01', '2012-05-01', '2012-07-01'], ['2012-04-30', '2012-05-31', '2012-07-31'], ['2012-01-31', '2012-02-29', '2012-04-30'],
]) {
  const rows = days.map((day, n) => ({ asAt: new Date(day), cases: 10 * (n + 1) }));
  console.log(`${said(rows)}\n  completed: ${said(tidy(rows, complete({ asAt: fullSeqDate('asAt', 'month') }, { cases: 0 })))}`);
}
X
node see.mjs > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
2012-04-01 10, 2012-05-01 20, 2012-07-01 30
  completed: 2012-04-01 10, 2012-05-01 20, 2012-06-01 0, 2012-07-01 30
2012-04-30 10, 2012-05-31 20, 2012-07-31 30
  completed: 2012-04-30 10, 2012-05-30 0, 2012-06-30 0, 2012-07-30 0
2012-01-31 10, 2012-02-29 20, 2012-04-30 30
  completed: 2012-01-31 10, 2012-03-02 0, 2012-04-02 0
X
