using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Scorecards.Application;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Operations;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>One trace from a blob to its scorecards, and mail that points at it.</summary>
public sealed partial class TraceTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Trace_GoesFromTheBlobToTheScorecard_InTheRunningApp()
    {
        await using var app = await RunningApp.StartAsync(
            azurite, settings: new() { ["Logging__Console__FormatterOptions__IncludeScopes"] = "true" });
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.UntilAsync(
            () => Task.FromResult(TracesOf("Function ran.").Count == 2 && TracesOf("Scorecard calculated.").Count == 2 ? true : (bool?)null),
            "lines of two calculations");

        // Each run of the host has a trace of its own; the calculation is part of the upload's.
        var (stored, calculated) = (TracesOf("Extract committed."), TracesOf("Scorecard calculated."));
        Assert.Equal(2, stored.Distinct().Count());
        Assert.Equal(stored, calculated);
        Assert.Equal(2, TracesOf("Function ran.").Distinct().Count());
        var may = Assert.Single(await app.RowsAsync("Results"), row => row.Contains(";Month=2012-05;", StringComparison.Ordinal));
        Assert.Contains($";Trace=00-{stored[1]}-", may, StringComparison.Ordinal);

        List<string> TracesOf(string message) =>
            [
                .. app.Printed.Split('\n')
                    .Where(line => line.Contains(message, StringComparison.Ordinal))
                    .Select(line => Trace().Match(line))
                    .Where(m => m.Success)
                    .Select(m => m.Groups[1].Value)];
    }

    [Fact]
    public async Task Steps_AreInTheUploadsTrace_LinkTheirRuns_AndSayIdsOnly()
    {
        var connection = azurite.NewAccount();
        ConcurrentQueue<Activity> steps = [];

        // A listener hears every test of the process.
        var isThisTest = new AsyncLocal<bool> { Value = true };
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = step =>
            {
                if (isThisTest.Value)
                {
                    steps.Enqueue(step);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var services = AppServices.Of(connection);
        await services.GetRequiredService<ScorecardStorage>().ReadyAsync();
        await new BlobClient(connection, "extracts", "Joe Bloggs 2012.csv").UploadAsync(Repository.Sample("measure-2012-05.csv"));
        using var upload = new Activity("the host's run for the blob").Start();
        await services.GetRequiredService<ExtractIngestion>().IngestAsync("Joe Bloggs 2012.csv", default);
        upload.Stop();

        Assert.Empty((await new QueueClient(connection, "calculations", RunningApp.Base64).ReceiveMessagesAsync()).Value);
        Assert.Equal(["calculate scorecards", "ingest extract"], steps.Select(s => s.DisplayName));
        var ingested = steps.Last();
        Assert.Equal((ingested.TraceId, ingested.SpanId), (steps.First().TraceId, steps.First().ParentSpanId));
        Assert.Equal("kent-inc-uasc:2012-05", steps.First().GetTagItem("scorecards.months"));
        Assert.Equal(
            (upload.TraceId, upload.SpanId, 44L), (ingested.TraceId, ingested.ParentSpanId, ingested.GetTagItem("scorecards.rows.accepted")));

        // A message, as many months have: the calculation is in the trace of whoever sent it.
        using var run = new Activity("the host's run for the message").Start();
        var request = new CalculationRequest(1, "kent-inc-uasc:2012-05", ingested.Id);
        var calculation = services.GetRequiredService<QueuedCalculation>();
        await calculation.RunAsync(request, default);
        var calculated = steps.Last();
        Assert.Equal((upload.TraceId, ingested.SpanId), (calculated.TraceId, calculated.ParentSpanId));
        Assert.Equal(run.TraceId, Assert.Single(calculated.Links).Context.TraceId);

        // The same message once more: the month is as the upload made it.
        var results = services.GetRequiredService<ResultReader>();
        await calculation.RunAsync(request, default);
        Assert.Equal(ingested.Id, Assert.Single(await results.SummariesAsync(null, default)).Trace);

        // Before there were traces, and from somebody who writes nonsense into the queue.
        foreach (var trace in new[] { null, "nonsense" })
        {
            await calculation.RunAsync(request with { TraceParent = trace }, default);
            Assert.Equal(run.TraceId, steps.Last().TraceId);
        }

        run.Stop();
        var may = (await results.ReadAsync("kent-inc-uasc", Month.Parse("2012-05"), null, default))!;
        Telemetry.Mail(may, may with { Trace = null })!.Dispose();
        var mail = steps.Last();
        Assert.NotEqual(upload.TraceId, mail.TraceId);
        Assert.Equal((ingested.TraceId, ingested.SpanId), (Assert.Single(mail.Links).Context.TraceId, mail.Links.Single().Context.SpanId));
        Assert.DoesNotContain(
            "Bloggs",
            JsonSerializer.Serialize(steps.Select(s => (IEnumerable<object?>)[s.DisplayName, .. s.TagObjects.Select(t => t.Value)])),
            StringComparison.Ordinal);
        Assert.Equal(
            [
                "scorecards.arrival", "scorecards.bytes", "scorecards.entry", "scorecards.month", "scorecards.months",
                "scorecards.rows.accepted", "scorecards.rows.refused", "scorecards.rows.skipped", "scorecards.scorecard",
                "scorecards.sha256"],
            steps.SelectMany(s => s.TagObjects.Select(t => t.Key)).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("TraceId:([0-9a-f]{32})")]
    private static partial Regex Trace();
}
