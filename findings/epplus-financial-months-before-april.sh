#!/usr/bin/env bash
# EPPlus 4.5.3.3 (of 2020, its last under the LGPL): MOD of a number below 0 keeps its sign, as % does in C#: MOD(-3,12) is -3. In spreadsheets it
# is 9. MOD(MONTH(day)-4,12)+1 is how a workbook counts months from April: January to March come out as -2 to 0, in quarter 0.
# A council's workbook is right when somebody opens it, and has its last quarter in no quarter once a program has calculated it.
# Seen: 2026-11-30. What follows for us: we read what a workbook has stored, and calculate nothing in it. With +8 in place of -4 it is right.
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
    <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="[3.1.3]" />
    <PackageReference Include="Microsoft.Extensions.FileProviders.Physical" Version="[5.0.0]" />
    <PackageReference Include="System.Security.Cryptography.Pkcs" Version="[7.0.0]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using OfficeOpenXml;

foreach (var month in new[] { 1, 3, 4, 12 })
{
    foreach (var formula in new[] { $"MOD({month}-4,12)+1", $"INT(MOD({month}-4,12)/3)+1", $"MOD({month}+8,12)+1" })
    {
        using var package = new ExcelPackage();
        var cell = package.Workbook.Worksheets.Add("sheet").Cells["A1"];
        cell.Formula = formula;
        package.Workbook.Calculate();
        Console.WriteLine($"{formula}: {cell.Value}");
    }
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
MOD(1-4,12)+1: -2
INT(MOD(1-4,12)/3)+1: 0
MOD(1+8,12)+1: 10
MOD(3-4,12)+1: 0
INT(MOD(3-4,12)/3)+1: 0
MOD(3+8,12)+1: 12
MOD(4-4,12)+1: 1
INT(MOD(4-4,12)/3)+1: 1
MOD(4+8,12)+1: 1
MOD(12-4,12)+1: 9
INT(MOD(12-4,12)/3)+1: 3
MOD(12+8,12)+1: 9
X
diff wanted.txt seen.txt && echo "As stated."
