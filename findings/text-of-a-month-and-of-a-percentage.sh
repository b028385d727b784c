#!/usr/bin/env bash
# TEXT of a month and of a percentage, which spreadsheets and NPOI 2.4.1 show as May-12 and 12.5%. HyperFormula 3.5.0 makes TEXT(day,"mmm-yy") 050-12
# and TEXT(0.125,"0.0%") 0.1%: the month's number goes in for mm, and a percentage is not multiplied by 100. EPPlus 4.5.3.3 takes a small m for
# minutes, in any format: 00-12, and 31/00/2012. Neither refuses what it does not know.
# Titles ("Scorecard for May 2012") and sentences with a figure in them are built so in workbooks: an eighth of the children is sent out as 0.1%.
# Seen: 2026-11-30. What follows for us: we word months and figures by ourselves, in no workbook.
# Fails when this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="EPPlus" Version="[4.5.3.3]" />
    <PackageReference Include="NPOI" Version="[2.4.1]" />
    <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="[3.1.3]" />
    <PackageReference Include="Microsoft.Extensions.FileProviders.Physical" Version="[5.0.0]" />
    <PackageReference Include="SharpZipLib" Version="[1.2.0]" />
    <PackageReference Include="System.Security.Cryptography.Pkcs" Version="[7.0.0]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using NPOI.XSSF.UserModel;
using OfficeOpenXml;

foreach (var formula in File.ReadLines("formulas.txt"))
{
    using var package = new ExcelPackage();
    var cell = package.Workbook.Worksheets.Add("sheet").Cells["A1"];
    cell.Formula = formula;
    package.Workbook.Calculate();
    var book = new XSSFWorkbook();
    var other = book.CreateSheet("sheet").CreateRow(0).CreateCell(0);
    other.SetCellFormula(formula);
    var value = book.GetCreationHelper().CreateFormulaEvaluator().Evaluate(other).StringValue;
    Console.WriteLine($"{formula}: EPPlus {cell.Value}, NPOI {value}");
}
X
cat > see.js <<'X'
const { readFileSync } = require('fs');
const { HyperFormula } = require('hyperformula');

for (const formula of readFileSync('formulas.txt', 'utf8').trim().split('\n')) {
  const book = HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: 'gpl-v3' });
  console.log(`${formula}: HyperFormula ${book.getCellValue({ sheet: 0, row: 0, col: 0 })}`);
}
X
cat > formulas.txt <<'X'
TEXT(DATE(2012,5,31),"mmm-yy")
TEXT(DATE(2012,5,31),"mmmm yyyy")
TEXT(DATE(2012,5,31),"dd/mm/yyyy")
TEXT(0.125,"0.0%")
X
echo '{}' > package.json
npm install --no-audit --no-fund --silent hyperformula@3.5.0 > /dev/null
node see.js > seen.txt
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet run --no-build >> seen.txt
cat seen.txt
cat > wanted.txt <<'X'
TEXT(DATE(2012,5,31),"mmm-yy"): HyperFormula 050-12
TEXT(DATE(2012,5,31),"mmmm yyyy"): HyperFormula 0500 2012
TEXT(DATE(2012,5,31),"dd/mm/yyyy"): HyperFormula 31/05/2012
TEXT(0.125,"0.0%"): HyperFormula 0.1%
TEXT(DATE(2012,5,31),"mmm-yy"): EPPlus 00-12, NPOI May-12
TEXT(DATE(2012,5,31),"mmmm yyyy"): EPPlus 00 2012, NPOI May 2012
TEXT(DATE(2012,5,31),"dd/mm/yyyy"): EPPlus 31/00/2012, NPOI 31/05/2012
TEXT(0.125,"0.0%"): EPPlus 12.5%, NPOI 12.5%
X
diff wanted.txt seen.txt && echo "As stated."
