using System.Text.Json;
using LocalFunctionsHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Scorecards.Tests;

/// <summary>
/// The functions as the local host finds them by reflection, and as the build tells the Functions host in functions.metadata: both are what
/// stands in Golden.
/// </summary>
public sealed class FunctionTests
{
    const string Storage = "AzureWebJobsStorage";

    static readonly string[] OfEveryBinding = ["name", "type", "direction", "properties"];

    static readonly string[] Golden = File.ReadAllLines(Built("Golden/functions.txt"));

    static IConfiguration Settings { get; } = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        [Storage] = "UseDevelopmentStorage=true",
        ["MonthEndSchedule"] = "0 0 * * * *",
        ["SweepSchedule"] = "0 30 * * * *",
    }).Build();

    internal static IReadOnlyList<Function> FindFunctions() => Function.FindIn(typeof(ScorecardFunctions.Services).Assembly, Settings);

    [Fact]
    public void LocalHost_FindsTheGoldenFunctions()
    {
        Assert.Equal(Golden, FindFunctions().Select(function => Line(function.Name, function.Trigger switch
        {
            BlobTriggerAttribute blob => ["blobTrigger", $"path {function.Source}", $"source {blob.Source}", $"connection {function.Connection}"],
            HttpTriggerAttribute http =>
                ["httpTrigger", $"authLevel {http.AuthLevel}", $"methods {string.Join(' ', http.Methods!)}", $"route {function.Source}"],
            QueueTriggerAttribute => ["queueTrigger", $"queueName {function.Source}", $"connection {function.Connection}"],
            TimerTriggerAttribute timer when function.Source == Settings[timer.Schedule.Trim('%')] => ["timerTrigger", $"schedule {timer.Schedule}"],
            _ => [],
        })));
    }

    [Fact]
    public void Build_TellsTheGoldenFunctions()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Built("functions.metadata")));
        Assert.Equal(Golden, metadata.RootElement.EnumerateArray().Select(Line).Order(StringComparer.Ordinal));

        static string Line(JsonElement function)
        {
            var bindings = function.GetProperty("bindings").EnumerateArray();
            var trigger = Assert.Single(bindings, binding => TypeOf(binding).EndsWith("Trigger", StringComparison.Ordinal));
            var own = trigger.EnumerateObject().Where(property => !OfEveryBinding.Contains(property.Name));
            var said = own.Select(property => $"{property.Name} {Text(property.Value)}").Prepend(TypeOf(trigger));
            var hasDefault = TypeOf(trigger) is "blobTrigger" or "queueTrigger" && !trigger.TryGetProperty("connection", out _);
            return FunctionTests.Line(Text(function.GetProperty("name")), hasDefault ? said.Append($"connection {Storage}") : said);
        }
    }

    /// <summary>What the Functions host loads for the triggers; it has HTTP and timers itself.</summary>
    [Fact]
    public void Build_TellsTheGoldenExtensions() => Assert.Equal(Read("Golden/extensions.json"), Read("extensions.json"));

    static string Line(string function, IEnumerable<string> said) => $"{function}: {string.Join(", ", said)}";

    static string TypeOf(JsonElement binding) => binding.GetProperty("type").GetString()!;

    static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? string.Join(' ', value.EnumerateArray().Select(Text)) : value.ToString();

    static string Read(string file) => File.ReadAllText(Built(file)).ReplaceLineEndings("\n").Trim();

    static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
