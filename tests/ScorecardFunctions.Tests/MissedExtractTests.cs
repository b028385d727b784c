using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace ScorecardFunctions.Tests;

/// <summary>Files in the inbox that no event told of: the sweep finds them.</summary>
public sealed class MissedExtractTests(Azurite azurite) : IClassFixture<Azurite>
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
        Assert.Equal(Lines("Extracts taken up."), Lines("Missed: 0."));
        await app.KillAsync();
        await app.DropAsync("by both.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,lac-pep,2012-06,1010,1062\n");
        await app.StartAsync(InTwoHours, EverySecond);
        Assert.Equal("Accepted", (await app.ReceiptAsync("Kent/may 2012.csv", default)).GetProperty("outcome").GetString());
        await app.UntilAsync(
            async () => (await app.ResultsAsync("2012-06"))["lac-pep"].GetProperty("numerator").GetInt32() == 1010 ? true : (bool?)null,
            "June as the trigger and the sweep took it in");
        Assert.Equal("66.0", (await app.ResultsAsync("2012-05"))["caf-rate"].GetProperty("display").GetString());
        var swept = Lines("Sweep ended.");
        await app.UntilAsync(() => Task.FromResult(Lines("Sweep ended.") > swept + 3 ? true : (bool?)null), "more sweeps");


        // One sweep has met it; the trigger may have been before or after the sweep with the other file.
        Assert.InRange(
            app.Printed.Split('\n').Count(
                line => line.Contains("Extracts taken up.", StringComparison.Ordinal) && !line.Contains("Missed: 0.", StringComparison.Ordinal)),
            1,
            2);
        Assert.DoesNotContain("may 2012.csv", app.Printed, StringComparison.Ordinal);
        Assert.Equal(6, (await app.GetAsync("/api/extracts")).GetArrayLength());
        Assert.All(await AttemptsAsync(), now => Assert.Equal(before.GetValueOrDefault(now.Key, now.Value), now.Value));

        int Lines(string message) => app.Printed.Split('\n').Count(line => line.Contains(message, StringComparison.Ordinal));

        async Task<Dictionary<string, int>> AttemptsAsync() =>
            await app.Tables.GetTableClient("Uploads")
                .QueryAsync<TableEntity>("Path ne ''")
                .ToDictionaryAsync(row => row.GetString("Path") + row.RowKey, row => row.GetInt32("Attempts") ?? 0);

        // The local host takes it for delivered, as a lost event leaves it.
        async Task DropUnseenAsync(string path, string content)
        {
            var version = (
                await app.Blobs.GetBlobContainerClient("extracts")
                    .GetBlobClient(path)
                    .UploadAsync(BinaryData.FromString(content))).Value.ETag.ToString()
                    .Trim('"');
            await app.Blobs.GetBlobContainerClient("azure-webjobs-hosts").GetBlobClient($"blobreceipts/local/IngestExtract/{version}/extracts/{path}")
                .UploadAsync(
                    BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["tries"] = "1", ["done"] = "true" } });
        }
    }
}
