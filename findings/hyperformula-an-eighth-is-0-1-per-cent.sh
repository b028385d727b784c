#!/usr/bin/env bash
# HyperFormula 3.5.0: TEXT of a percentage is not multiplied by 100, and has its % all the same: TEXT(0.125,"0.0%") is 0.1%. In spreadsheets it is
# 12.5%, and so says SheetJS 0.18.5 (SSF) of the same format. Without the % both are right.
# Sentences with a figure in them are built so in workbooks: an eighth of the children is sent out as 0.1%.
# Seen: 2026-11-30. What follows for us: we word figures by ourselves, in no workbook.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent hyperformula@3.5.0 xlsx@0.18.5 > /dev/null
cat > see.js <<'X'
const { HyperFormula } = require('hyperformula');
const { SSF } = require('xlsx');

for (const [figure, format] of [[0.125, '0.0%'], [0.667, '0%'], [0.125, '0.000']]) {
  const text = `TEXT(${figure},"${format}")`;
  const sheet = HyperFormula.buildFromArray([[`=${text}`]], { licenseKey: 'gpl-v3' });
  console.log(`${text}: HyperFormula ${sheet.getCellValue({ sheet: 0, row: 0, col: 0 })}, SheetJS ${SSF.format(format, figure)}`);
}
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
TEXT(0.125,"0.0%"): HyperFormula 0.1%, SheetJS 12.5%
TEXT(0.667,"0%"): HyperFormula 1%, SheetJS 67%
TEXT(0.125,"0.000"): HyperFormula 0.125, SheetJS 0.125
X
