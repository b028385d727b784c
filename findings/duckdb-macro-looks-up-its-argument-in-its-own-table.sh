#!/usr/bin/env bash
# DuckDB.NET.Data.Full 1.5.6.1 (DuckDB's CREATE MACRO): a macro's argument is put into its text as it is written. Where the macro's own query calls
# its table by a short name that the caller's table has too, the argument's column is looked up in the macro's table: without an error, and each row
# gets the same answer. Under another name the caller's table gives the right ones.
# Seen: 2026-11-29. What we do: src/Scorecards.Records/Sql/Cases/1-working-days.sql.
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
Ask("CREATE TABLE holiday AS SELECT unnest([DATE '2012-04-06', DATE '2012-04-09', DATE '2012-05-07']) AS day");
Ask("CREATE MACRO holidays_until(until) AS (SELECT count(*) FROM holiday h WHERE h.day <= until)");
const string Hearings = "(VALUES (DATE '2012-04-01'), (DATE '2012-04-20'), (DATE '2012-06-01'))";
foreach (var name in new[] { "h", "hearing" })
{
    Ask($"SELECT '{name}: ' || string_agg(holidays_until({name}.day), ' ' ORDER BY {name}.day) FROM {Hearings} {name} (day)");
}

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
h: 3 3 3
hearing: 0 2 3
X
diff wanted.txt seen.txt && echo "As stated."
