#!/usr/bin/env bash
# Deedle 8.1.0 (Frame.ReadCsv): a column of percentages (66.7%, 50.0%) is read as the numbers 66.7 and 50. With one blank in it, or one NA, every
# percentage in it is missing, and nothing is said. Amounts in pounds too; whole percentages, and numbers without a sign, are kept.
# An indicator that has all its months is fine. One with a month that is not yet supplied loses all the others too.
# Seen: 2026-11-30. What follows for us: figures in our CSV have no % (samples/measure-2012-05.csv); a spreadsheet saved as CSV has it in the cells.
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
    <PackageReference Include="Deedle" Version="[8.1.0]" />
    <PackageReference Include="FSharp.Core" Version="[10.1.300]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using System.Globalization;
using System.Text;
using Deedle;

foreach (var cells in new[]
{
    "66.7%,50.0%,70.1%", "66.7%,,70.1%", "66.7%,NA,70.1%", "£66.70,£50.00,£70.10", "£66.70,,£70.10", "66%,,70%", "66.7,,70.1",
})
{
    var csv = "value,month\n" + string.Concat(cells.Split(',').Select((cell, n) => $"{cell},{n + 4}\n"));
    var column = Frame.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv))).GetColumn<object>("value");
    var read = column.ObservationsAll.Select(o => o.Value.HasValue ? Convert.ToString(o.Value.Value, CultureInfo.InvariantCulture) : "missing");
    Console.WriteLine($"{cells}: {string.Join(", ", read)}");
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
66.7%,50.0%,70.1%: 66.7, 50.0, 70.1
66.7%,,70.1%: missing, missing, missing
66.7%,NA,70.1%: missing, missing, missing
£66.70,£50.00,£70.10: 66.70, 50.00, 70.10
£66.70,,£70.10: missing, missing, missing
66%,,70%: 66, missing, 70
66.7,,70.1: 66.7, missing, 70.1
X
diff wanted.txt seen.txt && echo "As stated."
