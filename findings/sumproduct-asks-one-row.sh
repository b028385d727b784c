#!/usr/bin/env bash
# EPPlus 4.5.3.3 (of 2020, its last under the LGPL) and NPOI 2.4.1 (its files are of December 2018): a condition inside SUMPRODUCT is asked of one
# row only, in EPPlus the first and in NPOI the one that the formula is in. SUMPRODUCT(--(A1:A4="red")) over red, red, amber, red is 3 in a
# spreadsheet, 1 in EPPlus, and in NPOI 1 beside a red and 0 beside the amber. COUNTIF and SUMIF are right in both. Nothing is said.
# It is how older scorecard workbooks count and weigh by conditions: a program that fills in such a workbook and calculates it sends out 0s and 1s.
# Seen: 2026-11-30. What follows for us: we calculate no formulas. One without a stored value is refused (src/Scorecards.Extracts/Xlsx/XlsxRows.cs).
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

string[] ratings = ["red", "red", "amber", "red"];
foreach (var formula in new[]
{
    "COUNTIF(A1:A4,\"red\")", "SUMPRODUCT(--(A1:A4=\"red\"))", "SUMIF(A1:A4,\"red\",B1:B4)", "SUMPRODUCT((A1:A4=\"red\")*B1:B4)",
})
{
    foreach (var row in new[] { 1, 3 })
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("sheet");
        var book = new XSSFWorkbook();
        var other = book.CreateSheet("sheet");
        for (var i = 0; i < ratings.Length; i++)
        {
            sheet.Cells[i + 1, 1].Value = ratings[i];
            sheet.Cells[i + 1, 2].Value = 10 * (i + 1);
            var cells = other.CreateRow(i);
            cells.CreateCell(0).SetCellValue(ratings[i]);
            cells.CreateCell(1).SetCellValue(10 * (i + 1));
        }

        sheet.Cells[row, 4].Formula = formula;
        package.Workbook.Calculate();
        var cell = other.GetRow(row - 1).CreateCell(3);
        cell.SetCellFormula(formula);
        var value = book.GetCreationHelper().CreateFormulaEvaluator().Evaluate(cell).NumberValue;
        Console.WriteLine($"{formula} in row {row}: EPPlus {sheet.Cells[row, 4].Value}, NPOI {value}");
    }
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
COUNTIF(A1:A4,"red") in row 1: EPPlus 3, NPOI 3
COUNTIF(A1:A4,"red") in row 3: EPPlus 3, NPOI 3
SUMPRODUCT(--(A1:A4="red")) in row 1: EPPlus 1, NPOI 1
SUMPRODUCT(--(A1:A4="red")) in row 3: EPPlus 1, NPOI 0
SUMIF(A1:A4,"red",B1:B4) in row 1: EPPlus 70, NPOI 70
SUMIF(A1:A4,"red",B1:B4) in row 3: EPPlus 70, NPOI 70
SUMPRODUCT((A1:A4="red")*B1:B4) in row 1: EPPlus 10, NPOI 10
SUMPRODUCT((A1:A4="red")*B1:B4) in row 3: EPPlus 10, NPOI 0
X
diff wanted.txt seen.txt && echo "As stated."
