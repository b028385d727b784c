#!/usr/bin/env bash
# EPPlus 4.5.3.3 (LGPL): MOD of a number below 0 keeps its sign, as % does in C#: MOD(-3,12) is -3. In spreadsheets it is 9, and so say NPOI 2.4.1
# and LibreOffice 7.4. MOD(MONTH(day)-4,12)+1 is how a workbook counts months from April: January to March come out as -2 to 0, in quarter 0.
# A council's workbook is right when somebody opens it, and has its last quarter in no quarter once a program has calculated it.
# Seen: 2026-11-30. What follows for us: we read what a workbook has stored, and calculate nothing in it. With +8 in place of -4 both are right.
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

foreach (var month in new[] { 1, 3, 4, 12 })
{
    foreach (var formula in new[] { $"MOD({month}-4,12)+1", $"INT(MOD({month}-4,12)/3)+1", $"MOD({month}+8,12)+1" })
    {
        using var package = new ExcelPackage();
        var cell = package.Workbook.Worksheets.Add("sheet").Cells["A1"];
        cell.Formula = formula;
        package.Workbook.Calculate();
        var book = new XSSFWorkbook();
        var other = book.CreateSheet("sheet").CreateRow(0).CreateCell(0);
        other.SetCellFormula(formula);
        var value = book.GetCreationHelper().CreateFormulaEvaluator().Evaluate(other).NumberValue;
        Console.WriteLine($"{formula}: EPPlus {cell.Value}, NPOI {value}");
    }
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
MOD(1-4,12)+1: EPPlus -2, NPOI 10
INT(MOD(1-4,12)/3)+1: EPPlus 0, NPOI 4
MOD(1+8,12)+1: EPPlus 10, NPOI 10
MOD(3-4,12)+1: EPPlus 0, NPOI 12
INT(MOD(3-4,12)/3)+1: EPPlus 0, NPOI 4
MOD(3+8,12)+1: EPPlus 12, NPOI 12
MOD(4-4,12)+1: EPPlus 1, NPOI 1
INT(MOD(4-4,12)/3)+1: EPPlus 1, NPOI 1
MOD(4+8,12)+1: EPPlus 1, NPOI 1
MOD(12-4,12)+1: EPPlus 9, NPOI 9
INT(MOD(12-4,12)/3)+1: EPPlus 3, NPOI 3
MOD(12+8,12)+1: EPPlus 9, NPOI 9
X
diff wanted.txt seen.txt && echo "As stated."
