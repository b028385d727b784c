using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// Writes a stream of entities in transactions of one partition and at most 100 operations, eight at a time. The limits are guarded here,
/// since the emulator does not. A transaction that is repeated writes the same again.
/// </summary>
sealed class TableBatches(TableClient table)
{
    const int MostOperations = 100;
    const int MostHeld = 1_000;
    const int AtOnce = 8;

    readonly Dictionary<string, List<TableTransactionAction>> open = [];
    readonly List<Task> running = [];
    int held;

    public static async Task WriteAsync(TableClient table, TableTransactionActionType type, IEnumerable<TableEntity> entities, CancellationToken ct)
    {
        var batches = new TableBatches(table);
        foreach (var entity in entities)
        {
            await batches.AddAsync(new TableTransactionAction(type, entity), ct);
        }

        await batches.CompleteAsync(ct);
    }

    public async ValueTask AddAsync(TableTransactionAction action, CancellationToken ct)
    {
        var partition = action.Entity.PartitionKey;
        if (!open.TryGetValue(partition, out var batch))
        {
            open[partition] = batch = [];
        }

        batch.Add(action);
        held++;
        if (batch.Count == MostOperations)
        {
            await SubmitAsync(partition, ct);
        }
        else if (held >= MostHeld)
        {
            await SubmitAllAsync(ct);
        }
    }

    /// <summary>Returns when everything is written.</summary>
    public async Task CompleteAsync(CancellationToken ct)
    {
        await SubmitAllAsync(ct);
        await Task.WhenAll(running);
    }

    async Task SubmitAllAsync(CancellationToken ct)
    {
        foreach (var partition in open.Keys.ToList())
        {
            await SubmitAsync(partition, ct);
        }
    }

    async Task SubmitAsync(string partition, CancellationToken ct)
    {
        if (!open.Remove(partition, out var batch))
        {
            return;
        }

        held -= batch.Count;
        while (running.Count >= AtOnce)
        {
            var done = await Task.WhenAny(running);
            running.Remove(done);
            await done;
        }

        running.Add(table.SubmitTransactionAsync(batch, ct));
    }
}
