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

    /// <summary>What is changed in a copy of the model: in which file, what it says, and what the copy says instead.</summary>
    static readonly Dictionary<string, (string Said, string Instead)> Changes = new()
    {
        ["tables/Months.tmdl"] = ("sortByColumn: Order", "sortByColumn: Place"),
        ["tables/Results.tmdl"] = ("dataType: decimal", "dataType: decimals"),
        ["relationships.tmdl"] = ("toColumn: Months.'Month ends'", "toColumn: Months.Month"),
    };

    /// <summary>
    /// What the engine says of each copy, by the file that is changed, and of the model itself, by no file: the engine takes longer to start than to
    /// load them all.
    /// </summary>
    static readonly Lazy<Task<Dictionary<string, JsonElement>>> Loaded = new(LoadAsync);

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
        var answer = (await Loaded.Value)[""];
        Assert.Null(answer.GetProperty("fault").GetString());
        var stats = answer.GetProperty("stats");
        Assert.Equal((6, 5), (stats.GetProperty("TableCount").GetInt32(), stats.GetProperty("RelationshipCount").GetInt32()));
        Assert.True(stats.GetProperty("TotalMeasureCount").GetInt32() > 40);
    }

    [Theory]
    [InlineData("tables/Months.tmdl", "SortByColumn")]
    [InlineData("tables/Results.tmdl", "dataType")]
    [InlineData("relationships.tmdl", "ToColumn")]
    public async Task Model_IsNotLoaded_WhenOneThingIsChanged(string path, string fault) =>
        Assert.Contains(fault, (await Loaded.Value)[path].GetProperty("fault").GetString(), StringComparison.OrdinalIgnoreCase);

    /// <returns>The codes of what the validator finds.</returns>
    static async Task<List<string>> ValidateAsync(string project)
    {
        var answer = Parse(await RunAsync(Cli, "validate", Path.Combine(project, "Scorecards.Report"))).GetProperty("data");
        return answer.TryGetProperty("diagnostics", out var found) ? [.. found.EnumerateObject().Select(f => f.Name)] : [];
    }

    /// <summary>The model itself comes last: of what cannot be loaded nothing is there that could be in its way.</summary>
    static async Task<Dictionary<string, JsonElement>> LoadAsync()
    {
        var definition = Path.Combine("Scorecards.SemanticModel", "definition");
        List<Copy> copies = [.. Changes.Select(c => new Copy(Path.Combine(definition, c.Key), c.Value.Said, c.Value.Instead))];
        try
        {
            var projects = copies.Select(copy => copy.Path).Append(Path.Combine(Repository.Root, "samples", "powerbi"));
            var printed = await RunAsync(["model.js", .. projects.Select(project => Path.Combine(project, definition))]);
            var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(copies.Count + 1, lines.Length);
            return Changes.Keys.Append("").Zip(lines).ToDictionary(said => said.First, said => Parse(said.Second));
        }
        finally
        {
            copies.ForEach(copy => copy.Dispose());
        }
    }

    static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    static async Task<string> RunAsync(params string[] arguments)
    {
        await Repository.NpmAsync(Folder);
        using var node = Repository.Start("node", arguments, Path.Combine(Repository.Root, Folder), []);
        var printed = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        Assert.True(printed[0] != "", printed[1]);
        return printed[0];
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
