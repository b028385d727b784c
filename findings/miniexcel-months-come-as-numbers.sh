#!/usr/bin/env bash
# MiniExcel 1.46.0 (Query without a class): a cell with a day in it and the format mmm-yy is read as the number 41030. With each other format tried
# (dd/mm/yyyy, d-mmm, mmm yyyy, yyyy-mm) it is 1 May 2012. mmm-yy is written here, by exceljs 4.4.0, as number 17 of the formats that a workbook does
# not have to name. ExcelDataReader 3.6.0 reads all five as days.
# mmm-yy is how the months of a scorecard are headed: they come as numbers, without an error, until somebody looks for May.
# Seen: 2026-11-30. What we do: src/Scorecards.Extracts/Xlsx/CellFormats.cs has the formats without names, 17 too.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' > package.json
npm install --no-audit --no-fund --silent exceljs@4.4.0 > /dev/null
cat > write.js <<'X'
const ExcelJS = require('exceljs');

const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet('measure');
for (const format of ['dd/mm/yyyy', 'd-mmm', 'mmm-yy', 'mmm yyyy', 'yyyy-mm']) {
  sheet.addRow([format, new Date(Date.UTC(2012, 4, 1))]).getCell(2).numFmt = format;
}

book.xlsx.writeFile('months.xlsx');
X
node write.js
cat > finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MiniExcel" Version="[1.46.0]" />
    <PackageReference Include="ExcelDataReader" Version="[3.6.0]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using ExcelDataReader;
using MiniExcelLibs;

// The reader asks for the code page of the old .xls, whatever it reads.
System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
using var stream = File.OpenRead("months.xlsx");
using var zip = ZipFile.OpenRead("months.xlsx");
using var styles = zip.GetEntry("xl/styles.xml")!.Open();
var formats = new Queue<string>(XDocument.Load(styles).Descendants().Single(e => e.Name.LocalName == "cellXfs").Elements().Skip(1)
    .Select(format => format.Attribute("numFmtId")!.Value));
using var reader = ExcelReaderFactory.CreateReader(stream);
foreach (IDictionary<string, object> row in MiniExcel.Query("months.xlsx"))
{
    reader.Read();
    Console.WriteLine($"{row["A"]} ({formats.Dequeue()}): MiniExcel {Said(row["B"])}, ExcelDataReader {Said(reader.GetValue(1))}");
}

static string Said(object value) => value is DateTime day ? day.ToString("yyyy-MM-dd") : Convert.ToString(value, CultureInfo.InvariantCulture)!;
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
dd/mm/yyyy (164): MiniExcel 2012-05-01, ExcelDataReader 2012-05-01
d-mmm (16): MiniExcel 2012-05-01, ExcelDataReader 2012-05-01
mmm-yy (17): MiniExcel 41030, ExcelDataReader 2012-05-01
mmm yyyy (165): MiniExcel 2012-05-01, ExcelDataReader 2012-05-01
yyyy-mm (166): MiniExcel 2012-05-01, ExcelDataReader 2012-05-01
X
diff wanted.txt seen.txt && echo "As stated."
