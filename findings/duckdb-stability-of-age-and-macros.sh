#!/usr/bin/env bash
# DuckDB.NET.Data.Full 1.5.6.1 (DuckDB's duckdb_functions()): age with one argument counts from today, and its stability is said to be CONSISTENT, as
# for age with two. The macro ago, which counts from now, has no stability at all (NULL). So "stability <> 'CONSISTENT'" does not find all functions
# that give another answer on another day.
# Seen: 2026-11-29. What we do: src/Scorecards.Records/OwnDefinition.cs.
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
    <PackageReference Include="DuckDB.NET.Data.Full" Version="[1.5.6.1]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using DuckDB.NET.Data;

using var connection = new DuckDBConnection("DataSource=:memory:");
connection.Open();
Ask("SET TimeZone = 'UTC'");
Ask("SELECT 'from today: ' || (age(TIMESTAMP '2012-05-31') = age(current_date::TIMESTAMP, TIMESTAMP '2012-05-31'))");
Ask("""
    SELECT function_name || ' of ' || len(parameters) || ': ' || coalesce(stability, 'NULL') FROM duckdb_functions()
    WHERE function_name IN ('age', 'ago', 'now') GROUP BY ALL ORDER BY ALL
    """);

void Ask(string sql)
{
    using var command = connection.CreateCommand();
    command.CommandText = sql;
    using var rows = command.ExecuteReader();
    while (rows.Read())
    {
        Console.WriteLine(rows.GetString(0));
    }
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
from today: true
age of 1: CONSISTENT
age of 2: CONSISTENT
ago of 1: NULL
now of 0: CONSISTENT_WITHIN_QUERY
X
diff wanted.txt seen.txt && echo "As stated."
