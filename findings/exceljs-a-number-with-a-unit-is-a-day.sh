#!/usr/bin/env bash
# exceljs 4.4.0: a number is read as a Date where its format has an escaped d, m, y, h or s. 5 with the format 0\d (shown as 5d) is 4 January 1900.
# The letter in quotes leaves it a number. SheetJS 0.18.5 has 5 for both, and shows both as 5d.
# Timescales are shown so, as 5d or 18m: one of two columns that look alike comes as days of 1900.
# Seen: 2026-11-30. What we do: src/Scorecards.Extracts/Xlsx/CellFormats.cs leaves out what is escaped.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent exceljs@4.4.0 xlsx@0.18.5 > /dev/null
cat > see.js <<'X'
const ExcelJS = require('exceljs');
const XLSX = require('xlsx');

(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('measure');
  const figures = [[5, '0\\d'], [5, '0"d"'], [18, '0\\m'], [18, '0"m"'], [1.5, '0.0\\y'], [1.5, '0.0"y"'], [5, '0\\h'], [5, '0\\s'], [18, '0\\+']];
  figures.forEach(([figure, format]) => { sheet.addRow([figure]).getCell(1).numFmt = format; });
  const content = await book.xlsx.writeBuffer();
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(content);
  const cells = XLSX.read(content, { cellDates: true }).Sheets.measure;
  figures.forEach(([figure, format], n) => {
    const { value } = read.getWorksheet('measure').getCell(n + 1, 1);
    const { v, w } = cells[`A${n + 1}`];
    console.log(`${figure} as ${format}: exceljs ${value instanceof Date ? value.toISOString() : value}, SheetJS ${v}, shown ${w}`);
  });
})();
X
TZ=UTC node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X' && echo "As stated."
5 as 0\d: exceljs 1900-01-04T00:00:00.000Z, SheetJS 5, shown 5d
5 as 0"d": exceljs 5, SheetJS 5, shown 5d
18 as 0\m: exceljs 1900-01-17T00:00:00.000Z, SheetJS 18, shown 18m
18 as 0"m": exceljs 18, SheetJS 18, shown 18m
1.5 as 0.0\y: exceljs 1899-12-31T12:00:00.000Z, SheetJS 1.5, shown 1.5y
1.5 as 0.0"y": exceljs 1.5, SheetJS 1.5, shown 1.5y
5 as 0\h: exceljs 1900-01-04T00:00:00.000Z, SheetJS 5, shown 5h
5 as 0\s: exceljs 1900-01-04T00:00:00.000Z, SheetJS 5, shown 5s
18 as 0\+: exceljs 18, SheetJS 18, shown 18+
X
