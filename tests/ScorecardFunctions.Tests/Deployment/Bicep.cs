using System.Collections.Concurrent;
using System.Text.Json;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>What the real compiler makes of the Bicep files, each expanded once.</summary>
static class Bicep
{
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

    static readonly BicepProcess OfNobody = new([]);
    static readonly BicepProcess OfNames = new(Names);
    static readonly ConcurrentDictionary<string, BicepProcess> Others = [];

    /// <summary>By file: what is linted is looked into as well.</summary>
    static readonly ConcurrentDictionary<string, Lazy<Task<JsonElement>>> Compiled = [];

    static readonly Dictionary<string, Lazy<Task<JsonElement>>> Snapshots = new[]
    {
        (Test, OfNames), (Production, OfNames), (Everything, OfNobody), (TestOfNobody, OfNobody), (ProductionOfNobody, OfNobody),
    }.ToDictionary(s => s.Item1, s => new Lazy<Task<JsonElement>>(() => SnapshotAsync(s.Item1.Split(',')[0], s.Item2)));

    public const string Test = "infra/test.bicepparam";
    public const string Production = "infra/production.bicepparam";
    public const string Everything = "tests/ScorecardFunctions.Tests/Deployment/everything.bicepparam";

    /// <summary>With nothing in the environment.</summary>
    public const string TestOfNobody = $"{Test}, empty environment";

    /// <inheritdoc cref="TestOfNobody"/>
    public const string ProductionOfNobody = $"{Production}, empty environment";

    /// <summary>What the compiler and the linter say of a file and of all modules that it uses; nothing when all is well.</summary>
    public static async Task<string> LintAsync(string file) =>
        string.Join('\n', (await CompileAsync(file)).GetProperty("diagnostics").EnumerateArray());

    /// <summary>The resources of the template that a file is compiled to, by the names that they have in it: with what each waits for.</summary>
    public static async Task<Dictionary<string, JsonElement>> TemplateAsync(string file)
    {
        var contents = (await CompileAsync(file)).GetProperty("contents").GetString()!;
        var resources = JsonDocument.Parse(contents).RootElement.GetProperty("resources");

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
    public static async Task<List<JsonElement>> ExpandAsync(string parameters, Dictionary<string, string> environment)
    {
        var key = string.Join(';', environment.Select(v => v.ToString()).Order(StringComparer.Ordinal));
        var compiler = Others.GetOrAdd(key, _ => new BicepProcess(environment));
        return [.. (await SnapshotAsync(parameters, compiler)).GetProperty("predictedResources").EnumerateArray()];
    }

    /// <summary>The installation with everything, of other parameters.</summary>
    /// <param name="changes">Parameters that its file has in one line, or settings, and what each is instead, as the file would write it.</param>
    /// <exception cref="InvalidOperationException">The parameters are refused; the message says why.</exception>
    public static async Task<List<JsonElement>> EverythingWithAsync(params (string Name, string Value)[] changes)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, Everything));
        foreach (var (name, value) in changes)
        {
            string[] begins = [$"param {name} = ", $"  {name}: "];
            var at = Array.FindIndex(lines, line => begins.Any(begin => line.StartsWith(begin, StringComparison.Ordinal)));
            lines[at] = begins.Single(begin => lines[at].StartsWith(begin, StringComparison.Ordinal)) + value;
        }

        var file = Everything.Replace("everything", $"everything-{Guid.NewGuid()}", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Path.Combine(Repository.Root, file), lines);
        try
        {
            return [.. (await SnapshotAsync(file, OfNobody)).GetProperty("predictedResources").EnumerateArray()];
        }
        finally
        {
            File.Delete(Path.Combine(Repository.Root, file));
        }
    }

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

    static async Task<JsonElement> SnapshotAsync(string file, BicepProcess compiler)
    {
        var path = Path.Combine(Repository.Root, file);
        var metadata = new { subscriptionId = Guid.Empty, resourceGroup = "rg", location = "uksouth" };
        var answer = await compiler.AskAsync("bicep/getSnapshot", new { path, metadata });
        var expanded = JsonDocument.Parse(answer.GetProperty("snapshot").GetString()!).RootElement;
        Assert.Empty(expanded.GetProperty("diagnostics").EnumerateArray());
        return expanded;
    }

    static Task<JsonElement> CompileAsync(string file) => Compiled.GetOrAdd(
        file, new Lazy<Task<JsonElement>>(() => OfNobody.AskAsync("bicep/compile", new { path = Path.Combine(Repository.Root, file) }))).Value;
}
