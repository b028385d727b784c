using System.Text.Json;
using LocalFunctionsHost;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Scorecards.Tests;

/// <summary>The functions as the local host finds them by reflection, and as the build tells the Functions host in functions.metadata: both are what stands in Golden.</summary>
public sealed class FunctionTests
{
    const string Storage = "AzureWebJobsStorage";

    static readonly string[] OfEveryBinding = ["name", "type", "direction", "properties"];

    static readonly string[] Golden = File.ReadAllLines(Built("Golden/functions.txt"));

    [Fact]
    public void LocalHost_FindsTheGoldenFunctions()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Storage] = "UseDevelopmentStorage=true",
            ["MonthEndSchedule"] = "0 0 * * * *",
            ["SweepSchedule"] = "0 30 * * * *",
        }).Build();
        Assert.Equal(Golden, Function.FindIn(typeof(ScorecardFunctions.Services).Assembly, settings).Select(function => Line(function.Name, function.Trigger switch
        {
            BlobTriggerAttribute blob => ["blobTrigger", $"path {function.Source}", $"source {blob.Source}", $"connection {function.Connection}"],
            HttpTriggerAttribute http => ["httpTrigger", $"authLevel {http.AuthLevel}", $"methods {string.Join(' ', http.Methods!)}", $"route {function.Source}"],
            QueueTriggerAttribute => ["queueTrigger", $"queueName {function.Source}", $"connection {function.Connection}"],
            TimerTriggerAttribute timer when function.Source == settings[timer.Schedule.Trim('%')] => ["timerTrigger", $"schedule {timer.Schedule}"],
            _ => [],
        })));
    }

    [Fact]
    public void Build_TellsTheGoldenFunctions()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Built("functions.metadata")));
        Assert.Equal(Golden, metadata.RootElement.EnumerateArray().Select(function =>
        {
            var trigger = Assert.Single(function.GetProperty("bindings").EnumerateArray(), binding => Text(binding.GetProperty("type")).EndsWith("Trigger", StringComparison.Ordinal));
            IEnumerable<string> said = [Text(trigger.GetProperty("type")), .. trigger.EnumerateObject().Where(p => !OfEveryBinding.Contains(p.Name)).Select(p => $"{p.Name} {Text(p.Value)}")];
            return Line(Text(function.GetProperty("name")), said.First() is "blobTrigger" or "queueTrigger" && !trigger.TryGetProperty("connection", out _) ? said.Append($"connection {Storage}") : said);
        }).Order(StringComparer.Ordinal));
    }

    /// <summary>What the Functions host loads for the triggers; it has HTTP and timers itself.</summary>
    [Fact]
    public void Build_TellsTheGoldenExtensions() => Assert.Equal(File.ReadAllText(Built("Golden/extensions.json")).Trim(), File.ReadAllText(Built("extensions.json")).ReplaceLineEndings("\n").Trim());

    static string Line(string function, IEnumerable<string> said) => $"{function}: {string.Join(", ", said)}";

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join(' ', value.EnumerateArray().Select(Text)) : value.ToString();

    static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
