using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>Files in the inbox that no event told of: the sweep finds them.</summary>
[Collection(nameof(Azurite))]
public sealed class MissedExtractTests(Azurite azurite)
{
    static readonly Dictionary<string, string> EverySecond = new() { ["SweepSchedule"] = "* * * * * *" };

    static string InTwoHours => "--clock " + DateTimeOffset.UtcNow.AddHours(2).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Sweep_TakesInOnce_WhatTheTriggerNeverSaw()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        Assert.Equal("Refused", (await app.IngestAsync("refused.csv", "a,b\n1,2\n")).GetProperty("outcome").GetString());
        Assert.Equal("Refused", (await app.IngestAsync("empty.csv", "")).GetProperty("outcome").GetString());
        var before = await AttemptsAsync();
        await app.KillAsync();
        await DropUnseenAsync("Kent/may 2012.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.DropAsync("by both.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,lac-pep,2012-06,960,1062\n");

        // For an hour a file is the trigger's.
        await app.StartAsync("", EverySecond);
        await app.ReceiptAsync("by both.csv", default);
        await app.UntilAsync(() => Task.FromResult(Lines("Sweep ended.") > 1 ? true : (bool?)null), "two sweeps");
        Assert.Equal(0, Lines("Extract was not on record."));
        await app.KillAsync();
        await app.DropAsync("by both.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,lac-pep,2012-06,1010,1062\n");
        await app.StartAsync(InTwoHours, EverySecond);
        Assert.Equal("Accepted", (await app.ReceiptAsync("Kent/may 2012.csv", default)).GetProperty("outcome").GetString());
        await app.UntilAsync(async () => (await app.ResultsAsync("2012-06"))["lac-pep"].GetProperty("numerator").GetInt32() == 1010 ? true : (bool?)null, "June as the trigger and the sweep took it in");
        Assert.Equal("66.0", (await app.ResultsAsync("2012-05"))["caf-rate"].GetProperty("display").GetString());
        var swept = Lines("Sweep ended.");
        await app.UntilAsync(() => Task.FromResult(Lines("Sweep ended.") > swept + 3 ? true : (bool?)null), "more sweeps");

        var missed = (await app.Blobs.GetBlobContainerClient("archive").GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }).ToListAsync()).Single(b => b.Metadata["extract"] == "Kent%2Fmay%202012.csv").Name;
        Assert.Equal(1, app.Printed.Split('\n').Count(line => line.Contains($"Extract was not on record. Sha256: {missed}.", StringComparison.Ordinal)));
        Assert.DoesNotContain("may 2012.csv", app.Printed, StringComparison.Ordinal);
        Assert.Equal(6, (await app.GetAsync("/api/extracts")).GetArrayLength());
        Assert.All(await AttemptsAsync(), now => Assert.Equal(before.GetValueOrDefault(now.Key, now.Value), now.Value));

        int Lines(string message) => app.Printed.Split('\n').Count(line => line.Contains(message, StringComparison.Ordinal));

        async Task<Dictionary<string, int>> AttemptsAsync() =>
            await app.Tables.GetTableClient("Extracts").QueryAsync<TableEntity>("RowKey eq 'submission'").ToDictionaryAsync(row => row.GetString("Extract") + row.PartitionKey, row => row.GetInt32("Attempts") ?? 0);

        // The local host takes it for delivered, as a lost event leaves it.
        async Task DropUnseenAsync(string path, string content)
        {
            var version = (await app.Blobs.GetBlobContainerClient("extracts").GetBlobClient(path).UploadAsync(BinaryData.FromString(content))).Value.ETag.ToString().Trim('"');
            await app.Blobs.GetBlobContainerClient("azure-webjobs-hosts").GetBlobClient($"blobreceipts/local/IngestExtract/{version}/extracts/{path}")
                .UploadAsync(BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["tries"] = "1", ["done"] = "true" } });
        }
    }

    [Fact]
    public async Task Sweep_LeavesARestoration_WhatItKnowsBetter()
    {
        await using var services = AppServices.Of(azurite.NewAccount(), TimeSpan.FromHours(2));
        var storage = services.GetRequiredService<ScorecardStorage>();
        var (files, extracts, ingestion) = (services.GetRequiredService<Files>(), services.GetRequiredService<ExtractStore>(), services.GetRequiredService<ExtractIngestion>());
        var (sweep, connection) = (services.GetRequiredService<ExtractSweep>(), services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["AzureWebJobsStorage"]);
        await storage.ReadyAsync();
        var blob = files.Extract("may.csv");
        await blob.UploadAsync(Repository.Sample("measure-2012-05.csv"));
        await ingestion.IngestAsync(blob, "may.csv", default);
        var known = Assert.Single(await extracts.UploadsAsync(default)).Submission;

        // The table is lost, the archive is not.
        var table = new TableClient(connection, "Extracts");
        foreach (var row in await table.QueryAsync<TableEntity>().ToListAsync())
        {
            await table.DeleteEntityAsync(row);
        }

        await sweep.RunAsync(default);
        Assert.Empty(await extracts.UploadsAsync(default));

        // As Restoration does: registered as of the archive, taken in again.
        var archived = Assert.Single(await files.ArchivedAsync(default));
        var restored = await extracts.RegisterAsync(known with { Received = archived.Received, State = SubmissionState.Received, Batch = null, Attempts = 0 }, "archive", default);
        Assert.True(await ingestion.IngestAgainAsync(files.Archived(known.Sha256), restored.Tracked, default));
        await sweep.RunAsync(default);
        await sweep.RunAsync(default);
        Assert.Equal("may.csv", Assert.Single(await extracts.UploadsAsync(default)).Extract);
        Assert.Equal(2, await table.QueryAsync<TableEntity>("RowKey ge 'upload|' and RowKey lt 'upload}'").CountAsync());
        Assert.Equal(1, (await extracts.FindAsync(known.Sha256, default))!.Submission.Attempts);
        using var receipt = new StreamReader((await files.OpenReceiptAsync("may.csv", default))!);
        Assert.Contains("\"Accepted\"", await receipt.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
