using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>What Azure refuses and the emulator takes.</summary>
public sealed class TableBatchTests(Azurite azurite) : IClassFixture<Azurite>
{
    const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Sixty rows of 25,000 apostrophes are one transaction by their number, and 9 MB, since each is written as six characters.</summary>
    [Fact]
    public async Task Transactions_AreNoLongerThanAzureTakes_HoweverTheirTextIsWritten()
    {
        var sent = new Sent();
        var options = new TableClientOptions();
        options.AddPolicy(sent, HttpPipelinePosition.PerCall);
        var account = azurite.NewAccount();
        var storage = new ScorecardStorage(
            new BlobServiceClient(account), new QueueServiceClient(account), new TableServiceClient(account, options), createMissing: true);
        await storage.ReadyAsync();
        var table = storage.Table(StorageNames.MeasuresTable);

        await table.UpsertAsync(
            Enumerable.Range(0, 60).Select(i => new TableEntity("one", $"{i:D2}") { ["Text"] = new string('\'', 25_000) }), CancellationToken.None);

        Assert.InRange(sent.Longest, MostBytes / 2, MostBytes);
        Assert.Equal(60, await table.QueryAsync(KeyRange.Partition("one"), ["Text"], null, CancellationToken.None).CountAsync());
    }

    /// <summary>Notes how long requests are, in bytes.</summary>
    sealed class Sent : HttpPipelineSynchronousPolicy
    {
        public long Longest { get; private set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            var bytes = message.Request.Content?.TryComputeLength(out var length) == true ? length : 0;
            lock (this)
            {
                Longest = Math.Max(Longest, bytes);
            }
        }
    }
}
