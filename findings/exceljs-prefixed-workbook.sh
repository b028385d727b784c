#!/usr/bin/env bash
# exceljs 4.4.0 cannot open a workbook whose SpreadsheetML elements have a namespace prefix (<x:workbook>), as DocumentFormat.OpenXml 3.3.0 writes
# it: "Cannot read properties of undefined (reading 'sheets')". The same parts without the prefix it opens; SheetJS 0.18.5 (xlsx) opens both.
# Seen: 2026-11-28. What follows for us: SheetJS opens the workbooks that we make (samples/templates/council.xlsx), exceljs does not.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --no-audit --no-fund --silent exceljs@4.4.0 xlsx@0.18.5 jszip@3.10.1
cat > see.js <<'X'
const ExcelJS = require('exceljs');
const JSZip = require('jszip');
const XLSX = require('xlsx');

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function workbook(prefix) {
  const [p, ns] = prefix ? [`${prefix}:`, `xmlns:${prefix}`] : ['', 'xmlns'];
  const zip = new JSZip();
  zip.file('[Content_Types].xml', `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`);
  zip.file('_rels/.rels', `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  zip.file('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`);
  zip.file('xl/workbook.xml', `<${p}workbook ${ns}="${main}" xmlns:r="${relations}"><${p}sheets><${p}sheet name="measure" sheetId="1" r:id="r1"/></${p}sheets></${p}workbook>`);
  zip.file('xl/worksheets/sheet1.xml', `<${p}worksheet ${ns}="${main}"><${p}sheetData><${p}row r="1"><${p}c r="A1"><${p}v>66</${p}v></${p}c></${p}row></${p}sheetData></${p}worksheet>`);
  return zip.generateAsync({ type: 'nodebuffer' });
}

(async () => {
  for (const prefix of ['', 'x']) {
    const content = await workbook(prefix);
    const said = prefix === '' ? 'without a prefix' : 'with a prefix';
    console.log(`SheetJS, ${said}: ${XLSX.read(content).Sheets.measure.A1.v}`);
    const book = new ExcelJS.Workbook();
    try {
      await book.xlsx.load(content);
      console.log(`exceljs, ${said}: ${book.getWorksheet('measure').getCell('A1').value}`);
    } catch (e) {
      console.log(`exceljs, ${said}: ${e.message}`);
    }
  }
})();
X
node see.js > seen.txt
cat seen.txt
diff seen.txt - <<'X'
SheetJS, without a prefix: 66
exceljs, without a prefix: 66
SheetJS, with a prefix: 66
exceljs, with a prefix: Cannot read properties of undefined (reading 'sheets')
X
