using System.Reflection;
using System.Text.Json;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The real compiler, run once for each file, two at a time.</summary>
static class Bicep
{
    static readonly string Compiler = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    static readonly SemaphoreSlim Running = new(2, 2);

    /// <summary>A snapshot is written beside its parameters file, so one is made at a time.</summary>
    static readonly SemaphoreSlim Expanding = new(1, 1);

    /// <summary>What the two parameters files read from the environment.</summary>
    static readonly Dictionary<string, string> Names = new()
    {
        ["SIGN_IN_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111",
        ["DATA_TEAM_GROUP_ID"] = "22222222-2222-2222-2222-222222222222",
        ["SMOKE_TEST_PRINCIPAL_ID"] = "55555555-5555-5555-5555-555555555555",
        ["SMOKE_TEST_PRINCIPAL_TYPE"] = "User",
        ["MAIL_CLIENT_ID"] = "33333333-3333-3333-3333-333333333333",
        ["MAIL_PRINCIPAL_ID"] = "44444444-4444-4444-4444-444444444444",
        ["ALERT_ADDRESS"] = "scorecards@example.org",
        ["MAKES_RIGHTS"] = "true",
    };

    static readonly Dictionary<string, Lazy<Task<JsonElement>>> Snapshots = new[]
    {
        (Test, Names), (Production, Names), (Everything, []), (TestOfNobody, []), (ProductionOfNobody, []),
    }.ToDictionary(s => s.Item1, s => new Lazy<Task<JsonElement>>(() => SnapshotAsync(s.Item1.Split(',')[0], s.Item2)));

    public const string Test = "infra/test.bicepparam";
    public const string Production = "infra/production.bicepparam";
    public const string Everything = "tests/ScorecardFunctions.Tests/Deployment/everything.bicepparam";

    /// <summary>With nothing in the environment.</summary>
    public const string TestOfNobody = $"{Test}, empty environment";

    /// <inheritdoc cref="TestOfNobody"/>
    public const string ProductionOfNobody = $"{Production}, empty environment";

    /// <summary>What the compiler and the linter say of a file and of all modules that it uses; nothing when all is well.</summary>
    public static Task<string> LintAsync(string file) => RunAsync([], "lint", file);

    /// <summary>The resources of the template that a file is compiled to, by the names that they have in it: with what each waits for.</summary>
    public static async Task<Dictionary<string, JsonElement>> TemplateAsync(string file)
    {
        var resources = JsonDocument.Parse(await RunAsync([], "build", file, "--stdout")).RootElement.GetProperty("resources");

        // A template that needs no names for its resources lists them.
        return resources.ValueKind == JsonValueKind.Array
            ? resources.EnumerateArray().Index().ToDictionary(r => $"{r.Index}", r => r.Item)
            : resources.EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
    }

    /// <summary>The resources that a parameters file makes, each expanded as far as it can be known without Azure.</summary>
    public static async Task<List<JsonElement>> ResourcesAsync(string parameters) =>
        [.. (await Snapshots[parameters].Value).GetProperty("predictedResources").EnumerateArray()];

    /// <summary>The same in an environment of one's own.</summary>
    /// <exception cref="InvalidOperationException">The parameters are refused; the message says why.</exception>
    public static async Task<List<JsonElement>> ExpandAsync(string parameters, Dictionary<string, string> environment) =>
        [.. (await SnapshotAsync(parameters, environment)).GetProperty("predictedResources").EnumerateArray()];

    public static async Task<List<string>> OutputsAsync() =>
        [.. (await Snapshots[Test].Value).GetProperty("outputs").EnumerateObject().Select(output => output.Name)];

    public static string Type(JsonElement resource) => resource.GetProperty("type").GetString()!;

    public static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;

    /// <summary>The id of what a lock or a role assignment is of. Where only Azure knows the name, it stands in an expression.</summary>
    public static string Scope(JsonElement resource)
    {
        var id = Id(resource);
        return id.StartsWith('[') ? id.Split('\'')[1] : id.Split("/providers/Microsoft.Authorization/")[0];
    }

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

    static async Task<JsonElement> SnapshotAsync(string file, Dictionary<string, string> environment)
    {
        var snapshot = Path.ChangeExtension(Path.Combine(Repository.Root, file), ".snapshot.json");
        await Expanding.WaitAsync();
        try
        {
            var said = await RunAsync(
                environment, "snapshot", file, "--mode", "overwrite", "--subscription-id", Guid.Empty.ToString(),
                "--resource-group",
                "rg",
                "--location",
                "uksouth");
            if (said.Length > 0)
            {
                throw new InvalidOperationException(said);
            }

            var expanded = JsonDocument.Parse(await File.ReadAllTextAsync(snapshot)).RootElement;
            Assert.Empty(expanded.GetProperty("diagnostics").EnumerateArray());
            return expanded;
        }
        finally
        {
            File.Delete(snapshot);
            Expanding.Release();
        }
    }

    static async Task<string> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        await Running.WaitAsync();
        try
        {
            using var process = Repository.Start(Compiler, arguments, Repository.Root, environment);
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
