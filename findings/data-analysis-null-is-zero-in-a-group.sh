#!/usr/bin/env bash
# Microsoft.Data.Analysis 0.23.1: Mean and Min of a column leave its nulls out. In GroupBy a null is a 0: the mean divides by it too, and the least
# of 66 and a null is 0, while Count does leave it out. Description, which says "excluding null values", divides by all the rows as well.
# A team with a figure of 66% and a month that is not supplied is shown with 33%.
# Seen: 2026-11-30. What follows for us: nothing of ours uses it. Who takes the feed into a notebook drops the nulls before grouping.
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
    <PackageReference Include="Microsoft.Data.Analysis" Version="[0.23.1]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using Microsoft.Data.Analysis;

var team = new StringDataFrameColumn("team", new[] { "A", "A", "B", "B" });
var value = new DoubleDataFrameColumn("value", new double?[] { 66, null, 50, 100 });
var months = new DataFrame(team, value);
Console.WriteLine($"the column: mean {value.Mean()}, least {value.Min()}");
Console.WriteLine($"its description: {string.Join(", ", months.Description().Rows.Select(r => $"{r[0]} {r[1]}"))}");
Show("mean", months.GroupBy("team").Mean("value"));
Show("least", months.GroupBy("team").Min("value"));
Show("count", months.GroupBy("team").Count("value"));
Show("mean without nulls", months.DropNulls().GroupBy("team").Mean("value"));

static void Show(string name, DataFrame groups) =>
    Console.WriteLine($"by team, {name}: {string.Join(", ", groups.Rows.Select(r => $"{r[0]} {r[1]}"))}");
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
the column: mean 72, least 50
its description: Length (excluding null values) 3, Max 100, Min 50, Mean 54
by team, mean: A 33, B 75
by team, least: A 0, B 50
by team, count: A 1, B 2
by team, mean without nulls: A 66, B 75
X
diff wanted.txt seen.txt && echo "As stated."
