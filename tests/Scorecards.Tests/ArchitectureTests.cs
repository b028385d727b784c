using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Scorecards.Tests;

/// <summary>Holds the arrows of the design: Domain &lt;- Extracts, Records, Reports, Storage &lt;- Application &lt;- ScorecardFunctions &lt;-
/// LocalFunctionsHost, and the size of a function.</summary>
public sealed class ArchitectureTests
{
    const int LongestFunction = 60;

    static readonly string[] Rooms = [
        "Scorecards.Domain",
        "Scorecards.Extracts", "Scorecards.Records", "Scorecards.Reports", "Scorecards.Storage", "Scorecards.Application", "ScorecardFunctions",
        "LocalFunctionsHost"];

    static readonly Architecture Architecture = new ArchLoader().LoadAssemblies([.. Rooms.Select(System.Reflection.Assembly.Load)]).Build();

    [Theory]
    [InlineData(
        "Scorecards.Domain",
        "Scorecards.Extracts|Scorecards.Records|Scorecards.Reports|Scorecards.Storage|"
        + "Scorecards.Application|ScorecardFunctions|LocalFunctionsHost")]
    [InlineData(
        "Scorecards.Extracts",
        "Scorecards.Records|Scorecards.Reports|Scorecards.Storage|Scorecards.Application|ScorecardFunctions|LocalFunctionsHost")]
    [InlineData(
        "Scorecards.Records",
        "Scorecards.Extracts|Scorecards.Reports|Scorecards.Storage|Scorecards.Application|ScorecardFunctions|LocalFunctionsHost")]
    [InlineData(
        "Scorecards.Reports",
        "Scorecards.Extracts|Scorecards.Records|Scorecards.Storage|Scorecards.Application|ScorecardFunctions|LocalFunctionsHost")]
    [InlineData(
        "Scorecards.Storage",
        "Scorecards.Extracts|Scorecards.Records|Scorecards.Reports|Scorecards.Application|ScorecardFunctions|LocalFunctionsHost")]
    [InlineData("Scorecards.Application", "ScorecardFunctions|LocalFunctionsHost")]
    [InlineData("ScorecardFunctions", "LocalFunctionsHost")]
    public void Rooms_DependOnlyDownwards(string room, string forbidden)
    {
        foreach (var other in forbidden.Split('|'))
        {
            Types().That().ResideInAssembly(Of(room)).Should().NotDependOnAny(Types().That().ResideInAssembly(Of(other))).Check(Architecture);
        }
    }

    /// <summary>
    /// Calculation &lt;- MonthEnd; Calculation &lt;- Records &lt;- Ingestion &lt;- Counting &lt;- Operations; Calculation, Records, Ingestion,
    /// MonthEnd &lt;- Queries &lt;- Feed. What answers readers starts no work.
    /// </summary>
    [Theory]
    [InlineData("Calculation", "Records|Ingestion|Counting|MonthEnd|Operations|Queries|Feed")]
    [InlineData("Records", "Ingestion|Counting|MonthEnd|Operations|Queries|Feed")]
    [InlineData("MonthEnd", "Records|Ingestion|Counting|Operations|Queries|Feed")]
    [InlineData("Ingestion", "Counting|MonthEnd|Operations|Queries|Feed")]
    [InlineData("Counting", "MonthEnd|Operations|Queries|Feed")]
    [InlineData("Operations", "Queries|Feed")]
    [InlineData("Queries", "Counting|Operations|Feed")]
    [InlineData("Feed", "Counting|MonthEnd|Operations")]
    public void FoldersOfApplication_DependOnlyDownwards(string folder, string forbidden)
    {
        foreach (var other in forbidden.Split('|'))
        {
            Types().That().ResideInNamespace($"Scorecards.Application.{folder}")
                .Should().NotDependOnAny(Types().That().ResideInNamespace($"Scorecards.Application.{other}")).Check(Architecture);
        }
    }

    [Theory]
    [InlineData("Scorecards.Domain", "Azure|CsvHelper|Microsoft")]
    [InlineData("Scorecards.Extracts", "Azure|Microsoft.Azure|Microsoft.AspNetCore")]
    [InlineData("Scorecards.Records", "Azure|Microsoft|CsvHelper")]
    [InlineData("Scorecards.Reports", "Azure|Microsoft.Azure")]
    [InlineData("Scorecards.Storage", "Microsoft.Azure|Microsoft.AspNetCore")]
    [InlineData("Scorecards.Application", "Microsoft.Azure|Microsoft.AspNetCore")]
    public void Rooms_ReferenceNoPackage_ThatIsNotTheirs(string room, string forbidden)
    {
        var referenced = Of(room).GetReferencedAssemblies().Select(a => a.Name!);
        Assert.DoesNotContain(referenced, name => forbidden.Split('|').Any(f => name == f || name.StartsWith(f + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void Functions_AreShort_AndHaveOneFlavour()
    {
        var functions = Directory.GetFiles(Path.Combine(DocumentTests.Root, "src", "ScorecardFunctions", "Functions"), "*.cs");
        Assert.NotEmpty(functions);
        Assert.All(functions, file =>
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= LongestFunction, file);
            Assert.DoesNotContain(lines, line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal));
            Assert.Equal(
                1,
                lines.Count(line => line.Contains("[Function(nameof(" + Path.GetFileNameWithoutExtension(file) + "))]", StringComparison.Ordinal)));
        });
    }

    static System.Reflection.Assembly Of(string room) => System.Reflection.Assembly.Load(room);
}
