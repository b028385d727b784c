#!/usr/bin/env bash
# SheetJS 0.18.5 (xlsx): a stroke in a number's format is a fraction to it, though it is escaped or in quotes between the digits. 201213 with the
# format 0000\/00, shown as 2012/13 in a spreadsheet, is 201213/1 in its text and in the CSV that it makes. With a hyphen it is right (2012-13).
# Official statistics hold the financial year as 201213: a workbook that shows it as a year becomes a CSV with no year in it that anything can read.
# Seen: 2026-11-30. What follows for us: a scorecard's financial year is text (src/Scorecards.Application/Feed/FeedModel.cs).
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent xlsx@0.18.5 exceljs@4.4.0 > /dev/null
cat > see.js <<'X'
const ExcelJS = require('exceljs');
const XLSX = require('xlsx');

(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('measure');
  const formats = ['0000\\/00', '0000"/"00', '0000\\-00', '0000" to "00'];
  formats.forEach(format => { sheet.addRow([201213]).getCell(1).numFmt = format; });
  const cells = XLSX.read(await book.xlsx.writeBuffer()).Sheets.measure;
  formats.forEach((format, n) => console.log(`${format}: value ${cells[`A${n + 1}`].v}, text [${cells[`A${n + 1}`].w}]`));
  console.log(`CSV: ${XLSX.utils.sheet_to_csv(cells).trim().split('\n').map(line => `[${line}]`).join(' ')}`);
})();
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
0000\/00: value 201213, text [201213/1 ]
0000"/"00: value 201213, text [201213/1 ]
0000\-00: value 201213, text [2012-13]
0000" to "00: value 201213, text [2012 to 13]
CSV: [201213/1 ] [201213/1 ] [2012-13] [2012 to 13]
X
