using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace Scorecards.Benchmarks;

/// <summary>
/// What a dropped file's way to its visible scorecard asked of the storage before there was the journal (commit 6e9262a), one operation after
/// another, with entities of the same size and under names of its own. Not among them, since the scorecard does not wait for them: the receipts of
/// the upload, the calculation of the month after, what the host records when a run is over, and the deletion of the queue message.
/// </summary>
sealed class StorageOperations
{
    const int Indicators = 44;

    readonly BlobContainerClient inbox;
    readonly BlobContainerClient hosts;
    readonly BlobContainerClient archive;
    readonly QueueClient queue;
    readonly TableClient extracts;
    readonly TableClient measures;
    readonly TableClient results;
    readonly TableClient summaries;
    readonly TableClient[] catalogue;
    readonly byte[] file = RandomNumberGenerator.GetBytes(2_200);
    string before = "none";
    int drops;

    StorageOperations(string connection)
    {
        var blobs = new BlobServiceClient(connection);
        var tables = new TableServiceClient(connection);
        (inbox, hosts, archive) = (
            blobs.GetBlobContainerClient("reference-extracts"),
            blobs.GetBlobContainerClient("reference-hosts"),
            blobs.GetBlobContainerClient("reference-archive"));
        queue = new QueueServiceClient(
            connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }).GetQueueClient("reference-calculations");
        (extracts, measures, results, summaries) = (Table("Extracts"), Table("Measures"), Table("Results"), Table("Summaries"));
        catalogue = [Table("Indicators"), Table("Targets"), Table("Scorecards")];
        TableClient Table(string name) => tables.GetTableClient("Reference" + name);
    }

    public static async Task<Func<Task<Run>>> PrepareAsync(string connection)
    {
        var operations = new StorageOperations(connection);
        foreach (var container in new[] { operations.inbox, operations.hosts, operations.archive })
        {
            await container.CreateAsync();
        }

        foreach (var table in operations.catalogue.Concat([operations.extracts, operations.measures, operations.results, operations.summaries]))
        {
            await table.CreateAsync();
        }

        await operations.queue.CreateAsync();
        return async () =>
        {
            var start = Stopwatch.GetTimestamp();
            var rows = await operations.RunAsync();
            var elapsed = Stopwatch.GetElapsedTime(start);

            // The message of the month after, which somebody else would take.
            await operations.queue.ClearMessagesAsync();
            return new Run(elapsed, $"{rows} results");
        };
    }

    async Task<int> RunAsync()
    {
        var (name, sha256) = ($"measure-{++drops}.csv", Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(drops))));

        // The drop, and the host that finds it.
        await inbox.GetBlobClient(name).UploadAsync(new BinaryData(file));
        await foreach (var _ in inbox.GetBlobsAsync())
        {
        }

        // The host's receipt is written before the run, so that a file that kills the app uses up its tries.
        await inbox.GetBlobClient(name).ExistsAsync();
        await hosts.GetBlobClient($"blobreceipts/local/IngestExtract/0x8DABCDEF0123456/extracts/{name}").UploadAsync(
            BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["tries"] = "1", ["done"] = "false" } });

        // Ingestion.
        await inbox.GetBlobClient(name).DownloadContentAsync();
        await extracts.SubmitTransactionAsync(
            [
                Add(Submission(sha256, "Received")),
                Add(
                    new TableEntity(sha256, "upload|0123456789abcdef0123456789abcdef") {
                        ["Extract"] = name, ["Received"] = DateTimeOffset.UnixEpoch })]);
        await archive.GetBlobClient(sha256).UploadAsync(
            new BinaryData(file), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } });
        await ReadCatalogueAsync();
        await measures.SubmitTransactionAsync(Enumerable.Range(0, Indicators).Select(i => Add(Measure(sha256, i))));
        await extracts.UpdateEntityAsync(Submission(sha256, "Read"), ETag.All);
        await extracts.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateMerge, Submission(sha256, "Stored")),
                Add(Calculation(sha256, "2012-05")),
                Add(Calculation(sha256, "2012-06"))]);
        await queue.SendMessageAsync(Message(sha256, "2012-05"));
        await queue.SendMessageAsync(Message(sha256, "2012-06"));

        // Calculation.
        await queue.ReceiveMessagesAsync(4);
        await summaries.GetEntityIfExistsAsync<TableEntity>("kent-inc-uasc", sha256);
        await CountAsync(measures, sha256);
        await CountAsync(measures, before);
        await extracts.GetEntityIfExistsAsync<TableEntity>(sha256, "submission", ["Batch"]);
        await extracts.GetEntityIfExistsAsync<TableEntity>(before, "submission", ["Batch"]);
        await ReadCatalogueAsync();
        await results.SubmitTransactionAsync(Enumerable.Range(0, Indicators).Select(i => Add(Result(sha256, i))));
        await summaries.AddEntityAsync(Summary(sha256));

        // The read that shows it.
        await summaries.GetEntityAsync<TableEntity>("kent-inc-uasc", sha256);
        before = sha256;
        return await CountAsync(results, sha256);
    }

    async Task ReadCatalogueAsync()
    {
        foreach (var table in catalogue)
        {
            await CountAsync(table, "none");
        }
    }

    static async Task<int> CountAsync(TableClient table, string partition) =>
        await table.QueryAsync<TableEntity>($"PartitionKey eq '{partition}'").CountAsync();

    static TableTransactionAction Add(TableEntity entity) => new(TableTransactionActionType.UpsertReplace, entity);

    static string Message(string sha256, string month) =>
        JsonSerializer.Serialize(new { Scorecard = "kent-inc-uasc", Month = month, Sha256 = sha256 });

    static TableEntity Calculation(string sha256, string month) =>
        new(sha256, $"calculation|kent-inc-uasc|{month}") { ["Scorecard"] = "kent-inc-uasc", ["Month"] = month };

    static TableEntity Submission(string sha256, string state) => new(sha256, "submission")
    {
        ["Extract"] = "measure-2012-05.csv",
        ["Bytes"] = 2_200L,
        ["Received"] = DateTimeOffset.UnixEpoch,
        ["Registered"] = DateTimeOffset.UnixEpoch,
        ["State"] = state,
        ["Kind"] = "measure",
        ["RowsRead"] = 44L,
        ["RowsAccepted"] = 44L,
        ["RowsRefused"] = 0L,
        ["RowsSkipped"] = 0L,
        ["Message"] = "All 44 rows with figures were accepted. 1 scorecard month is being calculated from it.",
        ["Attempts"] = 1,
        ["Batch"] = Batch,
    };

    const string Batch = "20120614070000-0634752432000000000-0001";

    static TableEntity Measure(string sha256, int i) => new(sha256, $"{Indicator(i)}|{Batch}")
    {
        ["Scorecard"] = "kent-inc-uasc",
        ["Indicator"] = Indicator(i),
        ["Month"] = "2012-05",
        ["Numerator"] = "2064",
        ["Denominator"] = "312597",
        ["Value"] = "66.027505062428622155682876035",
        ["ValueIsUnrounded"] = true,
        ["SourceExtract"] = "measure-2012-05.csv",
        ["SourceSha256"] = sha256,
        ["SourceRow"] = (long)i,
        ["Batch"] = Batch,
    };

    static TableEntity Result(string sha256, int i) =>
        new(sha256, string.Create(CultureInfo.InvariantCulture, $"0123456789abcdef0123456789abcdef|{i:D4}|{Indicator(i)}"))
        {
            ["Indicator"] = Indicator(i),
            ["Section"] = "how-much",
            ["SectionName"] = "How much are we dealing with?",
            ["SectionOrder"] = 1,
            ["Order"] = i,
            ["Name"] = "Percentage of Current CP Plans lasting 18 months or more, and a little more",
            ["Polarity"] = "H",
            ["Basis"] = "Rolling 12 Months",
            ["Unit"] = "per10000",
            ["Decimals"] = 1,
            ["Numerator"] = "2064",
            ["Denominator"] = "312597",
            ["Value"] = "66.027505062428622155682876035",
            ["ValueIsUnrounded"] = true,
            ["ValueNumber"] = 66.0275,
            ["Previous"] = "66.027505062428622155682876035",
            ["PreviousIsUnrounded"] = true,
            ["Target"] = "77.2",
            ["Rating"] = "Amber",
            ["Travel"] = "Worse",
            ["SourceExtract"] = "measure-2012-05.csv",
            ["SourceSha256"] = sha256,
            ["SourceRow"] = (long)i,
        };

    static TableEntity Summary(string sha256) => new("kent-inc-uasc", sha256)
    {
        ["Scorecard"] = "kent-inc-uasc",
        ["Name"] = "Kent, inc UASC",
        ["Month"] = "2012-05",
        ["Edition"] = 0,
        ["Green"] = 16,
        ["Amber"] = 16,
        ["Red"] = 12,
        ["Unrated"] = 0,
        ["Improved"] = 28,
        ["Same"] = 5,
        ["Worse"] = 11,
        ["Text"] =
            "As at 31/05/2012, Kent, inc UASC has 16 indicators rated as Green, 16 indicators rated as Amber and 12 indicators rated as Red. "
            + "When comparing "
            + "performance from last month to this month, 28 indicators have shown an improvement, 5 indicators have remained the same and 11 "
                + "have shown a reduction.",
        ["ResultCount"] = Indicators,
        ["Fingerprint"] = "0123456789abcdef0123456789abcdef",
        ["Batch"] = "0123456789abcdef0123456789abcdef",
        ["Changed"] = DateTimeOffset.UnixEpoch,
    };

    static string Indicator(int i) => $"indicator-{i:D3}";
}
