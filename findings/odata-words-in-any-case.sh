#!/usr/bin/env bash
# Microsoft.OData.Core 8.4.4 with ODataUriResolver.EnableCaseInsensitive: operators and functions are taken in any case, as OData 4.01 asks
# (EQ, AND, CONTAINS). The words in and true are not, though its grammar has them in any case too: IN is refused, and TRUE is taken for a
# property.
# Seen: 2026-11-28. What we do: src/Scorecards.Application/Feed/ExpressionText.cs.
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
row.AddStructuralProperty("Name", EdmPrimitiveTypeKind.String);
row.AddStructuralProperty("IsRed", EdmPrimitiveTypeKind.Boolean);
model.AddEntityContainer("Finding", "Container").AddEntitySet("Rows", row);
foreach (var filter in new[]
{
    "Id EQ 1 AND NOT CONTAINS(Name,'a')", "Id in (1,2)", "Id IN (1,2)", "IsRed eq true", "IsRed eq TRUE",
})
{
    var root = new Uri("http://feed/");
    var resolver = new ODataUriResolver { EnableCaseInsensitive = true };
    try
    {
        new ODataUriParser(model, root, new Uri(root, $"Rows?$filter={Uri.EscapeDataString(filter)}")) { Resolver = resolver }.ParseFilter();
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
Id EQ 1 AND NOT CONTAINS(Name,'a'): parsed
Id in (1,2): parsed
Id IN (1,2): ')' or operator expected at position 8 in 'Id IN (1,2)'.
IsRed eq true: parsed
IsRed eq TRUE: Could not find a property named 'TRUE' on type 'Finding.Row'.
X
diff wanted.txt seen.txt && echo "As stated."
