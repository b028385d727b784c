#!/usr/bin/env bash
# PublicHoliday 3.17.0: BusinessDaysBetween says that it counts both ends. From a Monday to the Tuesday it gives 2, but from the Monday to the same
# Monday 0, where one working day is both ends. So no two working days give 1.
# What was done on the same day has 0 and what was done the next day 2.
# Seen: 2026-11-30. What we do: src/Scorecards.Domain/MonthEnd/WorkingDays.cs and src/Scorecards.Records/Sql/Cases/1-working-days.sql count by
# themselves.
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
    <PackageReference Include="PublicHoliday" Version="[3.17.0]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using PublicHoliday;

var england = new UKBankHoliday();
var monday = new DateTime(2012, 6, 11);
foreach (var days in new[] { 0, 1, 2, 7 })
{
    Console.WriteLine($"from Monday 11 June to {monday.AddDays(days):dddd d}: {england.BusinessDaysBetween(monday, monday.AddDays(days))}");
}

Console.WriteLine($"from Saturday 9 to Monday 11 June: {england.BusinessDaysBetween(monday.AddDays(-2), monday)}");
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
from Monday 11 June to Monday 11: 0
from Monday 11 June to Tuesday 12: 2
from Monday 11 June to Wednesday 13: 3
from Monday 11 June to Monday 18: 6
from Saturday 9 to Monday 11 June: 1
X
diff wanted.txt seen.txt && echo "As stated."
