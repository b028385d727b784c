#!/usr/bin/env bash
# EPPlus 4.5.3.3 (the Text of a cell; of 2020, its last under the LGPL) and NPOI 2.4.1 (DataFormatter; its files are of December 2018) multiply by
# 100 where a format has a % that is only text: 66.7 with the format 0.0"%" or 0.0\% is 6670.0%. Spreadsheets show 66.7%, and so does
# ExcelNumberFormat 1.2.0. " per cent" in quotes is right in all.
# It is how a scorecard's workbook shows percentages that it holds as 66.7 and not as 0.667. A program that takes what is shown, as for a mail or a
# slide, sends out a figure a hundred times too large.
# Seen: 2026-11-30. What we do: src/Scorecards.Extracts/Xlsx/CellFormats.cs leaves out what is escaped or in quotes.
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
    <PackageReference Include="ExcelNumberFormat" Version="[1.2.0]" />
    <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="[3.1.3]" />
    <PackageReference Include="Microsoft.Extensions.FileProviders.Physical" Version="[5.0.0]" />
    <PackageReference Include="SharpZipLib" Version="[1.2.0]" />
    <PackageReference Include="System.Security.Cryptography.Pkcs" Version="[7.0.0]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using System.Globalization;
using ExcelNumberFormat;
using NPOI.SS.UserModel;
using NPOI.XSSF.UserModel;
using OfficeOpenXml;

foreach (var (figure, format) in new[] { (66.7, "0.0\"%\""), (66.7, "0.0\\%"), (66.7, "0.0\" per cent\""), (0.667, "0.0%") })
{
    using var package = new ExcelPackage();
    var cell = package.Workbook.Worksheets.Add("sheet").Cells["A1"];
    cell.Value = figure;
    cell.Style.Numberformat.Format = format;
    var book = new XSSFWorkbook();
    var other = book.CreateSheet("sheet").CreateRow(0).CreateCell(0);
    other.SetCellValue(figure);
    other.CellStyle = book.CreateCellStyle();
    other.CellStyle.DataFormat = book.CreateDataFormat().GetFormat(format);
    var shown = new NumberFormat(format).Format(figure, CultureInfo.InvariantCulture);
    Console.WriteLine($"{figure} as {format}: EPPlus {cell.Text}, NPOI {new DataFormatter().FormatCellValue(other)}, ExcelNumberFormat {shown}");
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
66.7 as 0.0"%": EPPlus 6670.0%, NPOI 6670.0%, ExcelNumberFormat 66.7%
66.7 as 0.0\%: EPPlus 6670.0%, NPOI 6670.0%, ExcelNumberFormat 66.7%
66.7 as 0.0" per cent": EPPlus 66.7 per cent, NPOI 66.7 per cent, ExcelNumberFormat 66.7 per cent
0.667 as 0.0%: EPPlus 66.7%, NPOI 66.7%, ExcelNumberFormat 66.7%
X
diff wanted.txt seen.txt && echo "As stated."
