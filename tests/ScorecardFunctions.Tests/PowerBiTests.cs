using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>
/// The Power BI project in samples/powerbi, read by Microsoft's own programs: npm @microsoft/powerbi-report-authoring-cli, and the engine within
/// npm @microsoft/powerbi-modeling-mcp. Neither runs DAX or M, or draws a page.
/// </summary>
public sealed class PowerBiTests
{
    const string Folder = "tests/ScorecardFunctions.Tests/PowerBi";
    const string Cli = "node_modules/@microsoft/powerbi-report-authoring-cli/dist/cli.js";

    /// <summary>The published schemas are fetched where there is a way to them; where there is none, the validator warns of that alone.</summary>
    [Fact]
    public async Task Report_IsValid()
    {
        var findings = await ValidateAsync(Path.Combine(Repository.Root, "samples", "powerbi"));
        Assert.Equal([], findings.Where(f => f != "PBIR_SCHEMA_UNREACHABLE"));
    }

    [Theory]
    [InlineData("StaticResources/RegisteredResources/Scorecards.json", "\"name\": \"Scorecards.json\"", "\"name\": \"Scorecards\"")]
    [InlineData("definition/pages/pages.json", "\"districts\"", "\"district\"")]
    [InlineData("definition/pages/districts/visuals/districts-values/visual.json", "clusteredBarChart", "clusterdBarChart")]
    public async Task Report_IsNotValid_WhenOneThingIsChanged(string path, string said, string instead)
    {
        using var copy = new Copy(Path.Combine("Scorecards.Report", path), said, instead);
        Assert.Contains(await ValidateAsync(copy.Path), f => f != "PBIR_SCHEMA_UNREACHABLE");
    }

    [Fact]
    public async Task Model_IsLoaded()
    {
        var answer = await LoadAsync(Path.Combine(Repository.Root, "samples", "powerbi"));
        Assert.Null(answer.GetProperty("fault").GetString());
        var stats = answer.GetProperty("stats");
        Assert.Equal((6, 5), (stats.GetProperty("TableCount").GetInt32(), stats.GetProperty("RelationshipCount").GetInt32()));
        Assert.True(stats.GetProperty("TotalMeasureCount").GetInt32() > 40);
    }

    [Theory]
    [InlineData("tables/Months.tmdl", "sortByColumn: Order", "sortByColumn: Place", "SortByColumn")]
    [InlineData("tables/Results.tmdl", "dataType: decimal", "dataType: decimals", "dataType")]
    [InlineData("relationships.tmdl", "toColumn: Months.'Month ends'", "toColumn: Months.Month", "ToColumn")]
    public async Task Model_IsNotLoaded_WhenOneThingIsChanged(string path, string said, string instead, string fault)
    {
        using var copy = new Copy(Path.Combine("Scorecards.SemanticModel", "definition", path), said, instead);
        Assert.Contains(fault, (await LoadAsync(copy.Path)).GetProperty("fault").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>The codes of what the validator finds.</returns>
    static async Task<List<string>> ValidateAsync(string project)
    {
        var answer = (await RunAsync(Cli, "validate", Path.Combine(project, "Scorecards.Report"))).GetProperty("data");
        return answer.TryGetProperty("diagnostics", out var found) ? [.. found.EnumerateObject().Select(f => f.Name)] : [];
    }

    static Task<JsonElement> LoadAsync(string project) => RunAsync("model.js", Path.Combine(project, "Scorecards.SemanticModel", "definition"));

    static async Task<JsonElement> RunAsync(params string[] arguments)
    {
        await Repository.NpmAsync(Folder);
        using var node = Repository.Start("node", arguments, Path.Combine(Repository.Root, Folder), []);
        var printed = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        Assert.True(printed[0] != "", printed[1]);
        return JsonDocument.Parse(printed[0]).RootElement;
    }

    /// <summary>A copy of the project in which one place of one file says something else.</summary>
    sealed class Copy : IDisposable
    {
        public Copy(string file, string said, string instead)
        {
            var source = System.IO.Path.Combine(Repository.Root, "samples", "powerbi");
            foreach (var from in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var to = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, from));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
                File.Copy(from, to);
            }

            var (changed, text) = (System.IO.Path.Combine(Path, file), File.ReadAllText(System.IO.Path.Combine(source, file)));
            Assert.Contains(said, text, StringComparison.Ordinal);
            File.WriteAllText(changed, text.Replace(said, instead, StringComparison.Ordinal));
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("powerbi").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
