using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>
/// The storage of an app that has forgotten one rule of the protocol. The product's code has no switch for it, so what it asks of the storage is bent
/// to what it would ask without the rule.
/// </summary>
public sealed class Forgetful(IStorage storage, Rule rule) : IStorage
{
    public ITable Table(string name) => new TableOf(storage.Table(name), name, rule);

    public IBlobs Container(string name) =>
        rule == Rule.ReceiptCondition && name == StorageNames.Receipts ? new BlobsOf(storage.Container(name)) : storage.Container(name);

    public Task SendAsync(string queue, string message, CancellationToken ct) => storage.SendAsync(queue, message, ct);

    public Task ReadyAsync() => storage.ReadyAsync();

    sealed class TableOf(ITable table, string name, Rule rule) : ITable
    {
        const long Inverter = 9_999_999_999;

        bool IsJournal => name == StorageNames.JournalTable;

        public async Task<TableEntity?> FindAsync(string partition, string row, IReadOnlyList<string>? columns, CancellationToken ct)
        {
            var found = await table.FindAsync(partition, row, columns, ct);
            if (rule == Rule.ReadBack && found?.ContainsKey("Stamp") == true && name == StorageNames.DeliveriesTable)
            {
                found["Stamp"] = "somebody else's";
            }

            return found;
        }

        public IAsyncEnumerable<TableEntity> QueryAsync(KeyRange keys, IReadOnlyList<string>? columns, int? atOnce, CancellationToken ct) =>
            table.QueryAsync(keys, columns, atOnce, ct);

        public async Task<ETag> AddAsync(TableEntity entity, CancellationToken ct)
        {
            var row = Bent(entity);
            if (rule == Rule.Claim && name == StorageNames.DeliveriesTable)
            {
                return await PutAsync(row, ct);
            }

            while (true)
            {
                try
                {
                    return await table.AddAsync(row, ct);
                }
                catch (RequestFailedException e) when (e.Status == 409 && rule == Rule.Walk && IsJournal)
                {
                    row.RowKey = (
                        long.Parse(
                            row.RowKey,
                            System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(
                                "D10", System.Globalization.CultureInfo.InvariantCulture);
                    row["Number"] = Inverter - long.Parse(row.RowKey, System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }

        public async Task<ETag> ReplaceAsync(TableEntity entity, ETag known, CancellationToken ct)
        {
            var row = Bent(entity);
            if (rule == Rule.KeepEmpty && name == StorageNames.ResultsTable && row.GetInt32("Count") == 0)
            {
                await table.DeleteAsync([row], ct);
                return new ETag("none");
            }

            if ((rule == Rule.Condition && name == StorageNames.ResultsTable) || (rule == Rule.Claim && name == StorageNames.DeliveriesTable))
            {
                return await PutAsync(row, ct);
            }

            return await table.ReplaceAsync(row, known, ct);
        }

        async Task<ETag> PutAsync(TableEntity row, CancellationToken ct)
        {
            await table.UpsertAsync([row], ct);
            return (await table.FindAsync(row.PartitionKey, row.RowKey, [], ct))!.ETag;
        }

        public Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct)
        {
            if (rule == Rule.Plan && name == StorageNames.DeliveriesTable)
            {
                return Task.CompletedTask;
            }

            var written = table.UpsertAsync(entities, ct);
            return rule == Rule.RowsFirst ? Task.CompletedTask : written;
        }

        public Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct) => table.DeleteAsync(entities, ct);

        /// <summary>What would be written without the rule.</summary>
        TableEntity Bent(TableEntity entity)
        {
            var row = new TableEntity(entity);
            var kind = IsJournal ? Enum.Parse<EntryKind>(row.GetString("Kind")) : default;
            switch (rule)
            {
                case Rule.Fence when kind == EntryKind.Fence && IsJournal:
                    row.Remove("Names0");
                    break;
                case Rule.Restoring when kind == EntryKind.Restoring:
                case Rule.RestoreEntry when kind is EntryKind.Recalculation:
                    row["Kind"] = nameof(EntryKind.Lost);
                    break;
                case Rule.Place when kind == EntryKind.Accepted && IsJournal:
                    row["Place"] = row["Number"];
                    break;
                case Rule.Want when IsJournal:
                    row.Remove("Wants0");
                    break;
                case Rule.ReceivedOnce when name == StorageNames.UploadsTable && row.GetDateTimeOffset("Received") is { } received:
                    row["Received"] = received.AddTicks(-(received.Ticks % TimeSpan.TicksPerSecond));
                    break;
                case Rule.Verify when name == StorageNames.UploadsTable && !row.ContainsKey("Path"):
                    row["Number"] = (long)row["Number"] + 2;
                    break;
            }

            return row;
        }
    }

    sealed class BlobsOf(IBlobs blobs) : IBlobs
    {
        public Task<BlobFacts?> FindAsync(string name, CancellationToken ct) => blobs.FindAsync(name, ct);

        public Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct) => blobs.OpenAsync(name, version, ct);

        public Task<bool> TryWriteAsync(
            string name,
            Stream content,
            string contentType,
            IReadOnlyDictionary<string, string> metadata,
            BlobCondition condition,
            CancellationToken ct) =>
            blobs.TryWriteAsync(name, content, contentType, metadata, BlobCondition.Always, ct);

        public Task DeleteAsync(string name, ETag? version, CancellationToken ct) => blobs.DeleteAsync(name, version, ct);

        public IAsyncEnumerable<BlobFacts> ListAsync(string prefix, CancellationToken ct) => blobs.ListAsync(prefix, ct);
    }
}
