#!/usr/bin/env bash
# Microsoft.OData.Core 8.4.4: `AsAt eq 2012-05-31T00:00:00Z` parses where AsAt is an Edm.Date, `AsAt in (2012-05-31T00:00:00Z)` is refused.
# The other way round both parse: a day is taken in a comparison with, and in a list for, an Edm.DateTimeOffset.
# Seen: 2026-11-27. What we do: src/Scorecards.Application/Feed/ListLiterals.cs.
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
    <PackageReference Include="Microsoft.OData.Core" Version="[8.4.4]" />
  </ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

var model = new EdmModel();
var row = model.AddEntityType("Finding", "Row");
row.AddKeys(row.AddStructuralProperty("Id", EdmPrimitiveTypeKind.Int32));
row.AddStructuralProperty("AsAt", EdmPrimitiveTypeKind.Date);
row.AddStructuralProperty("PeriodStart", EdmPrimitiveTypeKind.DateTimeOffset);
model.AddEntityContainer("Finding", "Container").AddEntitySet("Rows", row);
foreach (var filter in new[]
{
    "PeriodStart eq 2012-05-01", "PeriodStart in (2012-05-01)", "AsAt eq 2012-05-31T00:00:00Z", "AsAt in (2012-05-31T00:00:00Z)",
})
{
    var root = new Uri("http://feed/");
    try
    {
        new ODataUriParser(model, root, new Uri(root, $"Rows?$filter={Uri.EscapeDataString(filter)}")).ParseFilter();
        Console.WriteLine($"{filter}: parsed");
    }
    catch (ODataException e)
    {
        Console.WriteLine($"{filter}: {e.Message}");
    }
}
X
dotnet build -v q > build.txt || { cat build.txt; exit 1; }
dotnet run --no-build > seen.txt
cat seen.txt
cat > wanted.txt <<'X'
PeriodStart eq 2012-05-01: parsed
PeriodStart in (2012-05-01): parsed
AsAt eq 2012-05-31T00:00:00Z: parsed
AsAt in (2012-05-31T00:00:00Z): Cannot convert the literal '2012-05-31T00:00:00Z' to the expected type 'Edm.Date'.
X
diff wanted.txt seen.txt && echo "As stated."
