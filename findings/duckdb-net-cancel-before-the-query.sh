#!/usr/bin/env bash
# DuckDB.NET.Data.Full 1.5.6.1: Cancel of a command whose query has not begun does nothing, and the query then runs to its end.
# Cancel while it runs ends it with an error. So a time limit that runs out before a query begins does not stop it: it has to be asked again.
# Seen: 2026-11-28. What we do: src/Scorecards.Records/OwnDefinition.cs.
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

using var before = connection.CreateCommand();
before.CommandText = "SELECT count(*) FROM range(1000000)";
before.Cancel();
Console.WriteLine($"cancelled before: {before.ExecuteScalar()}");

using var during = connection.CreateCommand();
during.CommandText = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 7";
using var again = new Timer(_ => during.Cancel(), null, 500, 500);
try
{
    Console.WriteLine($"cancelled while it runs: {during.ExecuteScalar()}");
}
catch (Exception e)
{
    Console.WriteLine($"cancelled while it runs: {e.GetType().Name}");
}
X
dotnet run > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
cancelled before: 1000000
cancelled while it runs: OperationCanceledException
X
diff wanted.txt seen.txt && echo "As stated."
