#!/usr/bin/env bash
# ROUND of a half in EPPlus 4.5.3.3 (of 2020, its last under the LGPL) and HyperFormula 3.5.0: ROUND(57/200,2) is 0.28, where spreadsheets have
# 0.29, as formulajs 4.6.1 does. Of the hundred shares of 200 that end in half a per cent, four are left down: 29, 57, 113 and 115 of 200. The
# others go up.
# A target of 29% or 15% is met in the council's workbook, and not met once a program has calculated it.
# Seen: 2026-11-30. What we do: figures are decimals, and a half goes away from 0 (src/Scorecards.Domain/Catalogue/Indicator.cs).
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

using var package = new ExcelPackage();
var sheet = package.Workbook.Worksheets.Add("sheet");
var shares = Enumerable.Range(0, 100).Select(n => (2 * n) + 1).ToList();
foreach (var share in shares)
{
    sheet.Cells[share, 1].Formula = $"ROUND({share}/200,2)";
}

package.Workbook.Calculate();
double Rounded(int share) => sheet.Cells[share, 1].GetValue<double>();
var others = shares.Where(share => Math.Round(Rounded(share) * 100) != (share + 1) / 2);
Console.WriteLine($"EPPlus: 57 of 200 is {Rounded(57):0.00}, 59 of 200 is {Rounded(59):0.00}; not up [{string.Join(' ', others)}]");
X
cat > see.js <<'X'
const formula = require('@formulajs/formulajs');
const { HyperFormula } = require('hyperformula');

const shares = Array.from({ length: 100 }, (_, n) => 2 * n + 1);
const sheet = HyperFormula.buildFromArray(shares.map(share => [`=ROUND(${share}/200,2)`]), { licenseKey: 'gpl-v3' });
const hyper = share => sheet.getCellValue({ sheet: 0, row: (share - 1) / 2, col: 0 });
for (const [name, rounded] of [['HyperFormula', hyper], ['formulajs', share => formula.ROUND(share / 200, 2)]]) {
  const others = shares.filter(share => Math.round(rounded(share) * 100) !== (share + 1) / 2);
  console.log(`${name}: 57 of 200 is ${rounded(57)}, 59 of 200 is ${rounded(59)}; not up [${others.join(' ')}]`);
}
X
echo '{}' > package.json
npm install --no-audit --no-fund --silent hyperformula@3.5.0 @formulajs/formulajs@4.6.1 > /dev/null
node see.js > seen.txt
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet run --no-build >> seen.txt
cat seen.txt
cat > wanted.txt <<'X'
HyperFormula: 57 of 200 is 0.28, 59 of 200 is 0.3; not up [29 57 113 115]
formulajs: 57 of 200 is 0.29, 59 of 200 is 0.3; not up []
EPPlus: 57 of 200 is 0.28, 59 of 200 is 0.30; not up [29 57 113 115]
X
diff wanted.txt seen.txt && echo "As stated."
