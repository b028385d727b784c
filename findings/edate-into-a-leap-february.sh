#!/usr/bin/env bash
# HyperFormula 3.5.0: EDATE knows no 29 February. A month after 31 January 2012, and even after 29 January, is 28 February; its EOMONTH gives the
# 29th. formulajs 4.6.1 gives 29 February for both.
# In a leap year, what is due so many months after a day can be due a day early.
# Seen: 2026-11-30. What follows for us: months are counted in DuckDB (src/Scorecards.Records/Sql), which gives the 29th.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent hyperformula@3.5.0 @formulajs/formulajs@4.6.1 > /dev/null
cat > see.js <<'X'
const formula = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const day = serial => new Date(Date.UTC(1899, 11, 30) + serial * 86400000).toISOString().slice(0, 10);
const noon = text => new Date(...text.split(',').map((n, i) => (i === 1 ? n - 1 : Number(n))), 12);
for (const [start, months] of [['2012,1,31', 1], ['2012,1,29', 1], ['2011,8,31', 6], ['2012,3,31', -1], ['2012,1,28', 1]]) {
  const text = `EDATE(DATE(${start}),${months})`;
  const sheet = HyperFormula.buildFromArray([[`=${text}`]], { licenseKey: 'gpl-v3' });
  const hyper = day(sheet.getCellValue({ sheet: 0, row: 0, col: 0 }));
  const js = formula.EDATE(noon(start), months);
  console.log(`${text}: HyperFormula ${hyper}, formulajs ${js.toLocaleDateString('sv')}`);
}

const end = HyperFormula.buildFromArray([['=EOMONTH(DATE(2012,1,31),1)']], { licenseKey: 'gpl-v3' });
console.log(`EOMONTH(DATE(2012,1,31),1): HyperFormula ${day(end.getCellValue({ sheet: 0, row: 0, col: 0 }))}`);
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
EDATE(DATE(2012,1,31),1): HyperFormula 2012-02-28, formulajs 2012-02-29
EDATE(DATE(2012,1,29),1): HyperFormula 2012-02-28, formulajs 2012-02-29
EDATE(DATE(2011,8,31),6): HyperFormula 2012-02-28, formulajs 2012-02-29
EDATE(DATE(2012,3,31),-1): HyperFormula 2012-02-28, formulajs 2012-02-29
EDATE(DATE(2012,1,28),1): HyperFormula 2012-02-28, formulajs 2012-02-28
EOMONTH(DATE(2012,1,31),1): HyperFormula 2012-02-29
X
