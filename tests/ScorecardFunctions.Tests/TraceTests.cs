using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>One trace from a blob to its scorecards, and mail that points at it.</summary>
[Collection(nameof(Azurite))]
public sealed partial class TraceTests(Azurite azurite)
{
    [Fact]
    public async Task Trace_GoesFromTheBlobToTheScorecard_InTheRunningApp()
    {
        await using var app = await RunningApp.StartAsync(azurite, settings: new() { ["Logging__Console__FormatterOptions__IncludeScopes"] = "true" });
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.UntilAsync(() => Task.FromResult(TracesOf("Function ran.").Count == 6 && TracesOf("Scorecard calculated.").Count == 2 ? true : (bool?)null), "lines of two calculations");

        // Each run of the host has a trace of its own; the calculation is in the upload's.
        var (stored, calculated) = (TracesOf("Extract stored."), TracesOf("Scorecard calculated."));
        Assert.Equal(2, stored.Distinct().Count());
        Assert.Equal(stored, calculated);
        Assert.Equal(6, TracesOf("Function ran.").Distinct().Count());
        var may = Assert.Single(await app.RowsAsync("Summaries"), row => row.Contains(";Month=2012-05;", StringComparison.Ordinal));
        Assert.Contains($";Trace=00-{stored[1]}-", may, StringComparison.Ordinal);

        List<string> TracesOf(string message) =>
            [.. app.Printed.Split('\n').Where(line => line.Contains(message, StringComparison.Ordinal)).Select(line => Trace().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
    }

    [Fact]
    public async Task Steps_AreInTheUploadsTrace_LinkTheirRuns_AndSayIdsOnly()
    {
        var connection = azurite.NewAccount();
        ConcurrentQueue<Activity> steps = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = steps.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var services = AppServices.Of(connection);
        await services.GetRequiredService<ScorecardStorage>().ReadyAsync();
        var blob = services.GetRequiredService<Files>().Extract("Joe Bloggs 2012.csv");
        await blob.UploadAsync(Repository.Sample("measure-2012-05.csv"));
        using var upload = new Activity("the host's run for the blob").Start();
        await services.GetRequiredService<ExtractIngestion>().IngestAsync(blob, blob.Name, default);
        upload.Stop();

        var queue = new QueueClient(connection, "calculations", RunningApp.Base64);
        var messages = (await queue.ReceiveMessagesAsync(maxMessages: 32)).Value.Select(m => m.Body.ToObjectFromJson<CalculationRequest>()!).ToList();
        var ingested = Assert.Single(steps);
        Assert.Equal(["2012-05", "2012-06"], messages.Select(m => m.Month).Order());
        Assert.All(messages, m => Assert.Equal(ingested.Id, m.TraceParent));
        Assert.Equal((upload.TraceId, upload.SpanId, 44L), (ingested.TraceId, ingested.ParentSpanId, ingested.GetTagItem("scorecards.rows.accepted")));

        using var run = new Activity("the host's run for the message").Start();
        var request = messages.Single(m => m.Month == "2012-05");
        await services.GetRequiredService<ScorecardCalculator>().CalculateAsync(request, default);
        var calculated = steps.Last();
        Assert.Equal((upload.TraceId, ingested.SpanId), (calculated.TraceId, calculated.ParentSpanId));
        Assert.Equal(run.TraceId, Assert.Single(calculated.Links).Context.TraceId);

        // The same figures once more: what stands was made by the calculation before.
        var results = services.GetRequiredService<ResultStore>();
        await services.GetRequiredService<ScorecardCalculator>().CalculateAsync(request, default);
        Assert.Equal(calculated.Id, Assert.Single(await results.SummariesAsync(null, default)).Trace);
        Assert.Equal(calculated.Id, (await results.IssueAsync("kent-inc-uasc", Month.Parse("2012-05"), default))!.Trace);

        // Before there were traces, and from somebody who writes nonsense into the queue.
        foreach (var trace in new[] { null, "nonsense" })
        {
            await services.GetRequiredService<ScorecardCalculator>().CalculateAsync(request with { TraceParent = trace }, default);
            Assert.Equal(run.TraceId, steps.Last().TraceId);
        }

        run.Stop();
        var may = (await results.ReadAsync("kent-inc-uasc", Month.Parse("2012-05"), null, default))!;
        Telemetry.Mail(may, may with { Trace = null })!.Dispose();
        var mail = steps.Last();
        Assert.NotEqual(upload.TraceId, mail.TraceId);
        Assert.Equal((calculated.TraceId, calculated.SpanId), (Assert.Single(mail.Links).Context.TraceId, mail.Links.Single().Context.SpanId));
        Assert.DoesNotContain("Bloggs", JsonSerializer.Serialize(steps.Select(s => (IEnumerable<object?>)[s.DisplayName, .. s.TagObjects.Select(t => t.Value)])), StringComparison.Ordinal);
        Assert.Equal(
            ["scorecards.attempt", "scorecards.bytes", "scorecards.month", "scorecards.rows.accepted", "scorecards.rows.refused", "scorecards.rows.skipped", "scorecards.scorecard", "scorecards.sha256"],
            steps.SelectMany(s => s.TagObjects.Select(t => t.Key)).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("TraceId:([0-9a-f]{32})")]
    private static partial Regex Trace();
}
