using System.Reflection;
using System.Text.Json;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The real compiler, run once for each file, two at a time.</summary>
static class Bicep
{
    static readonly string Compiler = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    static readonly SemaphoreSlim Running = new(2, 2);

    /// <summary>What production.bicepparam reads from the environment.</summary>
    static readonly Dictionary<string, string> Environment = new()
    {
        ["SIGN_IN_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["DATA_TEAM_GROUP_ID"] = "22222222-2222-2222-2222-222222222222",
        ["MAIL_CLIENT_ID"] = "33333333-3333-3333-3333-333333333333",
        ["MAIL_PRINCIPAL_ID"] = "44444444-4444-4444-4444-444444444444",
        ["ALERT_ADDRESS"] = "scorecards@example.org",
    };

    static readonly Dictionary<string, Lazy<Task<JsonElement>>> Snapshots = new[] { Test, Production, Everything }
        .ToDictionary(file => file, file => new Lazy<Task<JsonElement>>(() => ExpandAsync(file)));

    public const string Test = "infra/test.bicepparam";
    public const string Production = "infra/production.bicepparam";
    public const string Everything = "tests/ScorecardFunctions.Tests/Deployment/everything.bicepparam";

    /// <summary>What the compiler and the linter say of a file and of all modules that it uses; nothing when all is well.</summary>
    public static Task<string> LintAsync(string file) => RunAsync("lint", file);

    /// <summary>The resources that a parameters file makes, each expanded as far as it can be known without Azure.</summary>
    public static async Task<List<JsonElement>> ResourcesAsync(string parameters) =>
        [.. (await Snapshots[parameters].Value).GetProperty("predictedResources").EnumerateArray()];

    public static async Task<List<string>> OutputsAsync() =>
        [.. (await Snapshots[Test].Value).GetProperty("outputs").EnumerateObject().Select(output => output.Name)];

    public static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    public static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;

    /// <summary>A value inside a resource, as JSON writes it; "" where there is none.</summary>
    /// <param name="resource">A resource.</param>
    /// <param name="path">Names, parted by points.</param>
    public static string Value(JsonElement resource, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (resource.ValueKind != JsonValueKind.Object || !resource.TryGetProperty(name, out resource))
            {
                return "";
            }
        }

        return resource.ToString();
    }

    static async Task<JsonElement> ExpandAsync(string file)
    {
        var snapshot = Path.ChangeExtension(Path.Combine(Repository.Root, file), ".snapshot.json");
        try
        {
            // A snapshot is written beside its parameters; it never stays there.
            var said = await RunAsync(
                "snapshot", file, "--mode", "overwrite", "--subscription-id", Guid.Empty.ToString(),
                "--resource-group",
                "rg",
                "--location",
                "uksouth");
            Assert.Equal("", said);
            var expanded = JsonDocument.Parse(await File.ReadAllTextAsync(snapshot)).RootElement;
            Assert.Empty(expanded.GetProperty("diagnostics").EnumerateArray());
            return expanded;
        }
        finally
        {
            File.Delete(snapshot);
        }
    }

    static async Task<string> RunAsync(params string[] arguments)
    {
        await Running.WaitAsync();
        try
        {
            using var process = Repository.Start(Compiler, arguments, Repository.Root, Environment);
            var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return string.Concat(printed).Trim();
        }
        finally
        {
            Running.Release();
        }
    }
}
