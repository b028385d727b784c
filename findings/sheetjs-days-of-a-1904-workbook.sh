#!/usr/bin/env bash
# SheetJS 0.18.5 (xlsx) with cellDates: in a workbook whose days are counted from 1904, as Excel on the Mac did, the Date of a cell is four years and
# a day early: 31 May 2012 is 30 May 2008. The text of the same cell is 31/05/2012, and exceljs 4.4.0 reads 31 May 2012. It knows of 1904: it says so
# in WBProps.
# Whoever looks at the sheet, or at its CSV, sees the right day. Whoever counts from the Date to a day that comes from elsewhere, such as the month's
# end, has four years too many.
# Seen: 2026-11-30. What we do: src/Scorecards.Extracts/Xlsx/XlsxNumbers.cs counts from the day that the workbook counts from.
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
  for (const date1904 of [false, true]) {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = date1904;
    book.addWorksheet('measure').addRow([new Date(Date.UTC(2012, 4, 31))]).getCell(1).numFmt = 'dd/mm/yyyy';
    const content = await book.xlsx.writeBuffer();
    const read = XLSX.read(content, { cellDates: true });
    const cell = read.Sheets.measure.A1;
    const said = `1904 ${read.Workbook.WBProps.date1904}`;
    const csv = XLSX.utils.sheet_to_csv(read.Sheets.measure).trim();
    console.log(`SheetJS, ${said}: Date ${cell.v.toISOString().slice(0, 10)}, text ${cell.w}, CSV ${csv}`);
    const other = new ExcelJS.Workbook();
    await other.xlsx.load(content);
    console.log(`exceljs, ${said}: Date ${other.getWorksheet('measure').getCell('A1').value.toISOString().slice(0, 10)}`);
  }
})();
X
TZ=UTC node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
SheetJS, 1904 false: Date 2012-05-31, text 31/05/2012, CSV 31/05/2012
exceljs, 1904 false: Date 2012-05-31
SheetJS, 1904 true: Date 2008-05-30, text 31/05/2012, CSV 31/05/2012
exceljs, 1904 true: Date 2012-05-31
X
