using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// Writes a stream of entities in transactions of one partition, at most 100 operations and 4 MiB, eight at a time. The limits are guarded here,
/// since the emulator does not. A transaction that is repeated writes the same again.
/// </summary>
sealed class TableBatches(TableClient table)
{
    const int MostOperations = 100;

    /// <summary>A quarter is left for what is around the entities, which is some hundred bytes for each.</summary>
    const int MostBytes = 3 * 1024 * 1024;
    const int MostHeld = 1_000;
    const int AtOnce = 8;

    readonly Dictionary<string, (List<TableTransactionAction> Actions, int Bytes)> open = [];
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
        var (partition, bytes) = (action.Entity.PartitionKey, Bytes(action.Entity));
        if (open.TryGetValue(partition, out var full) && full.Bytes + bytes > MostBytes)
        {
            await SubmitAsync(partition, ct);
        }

        var batch = open.GetValueOrDefault(partition, ([], 0));
        batch.Actions.Add(action);
        open[partition] = batch with { Bytes = batch.Bytes + bytes };
        held++;
        if (batch.Actions.Count == MostOperations)
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

        held -= batch.Actions.Count;
        while (running.Count >= AtOnce)
        {
            var done = await Task.WhenAny(running);
            running.Remove(done);
            await done;
        }

        running.Add(table.SubmitTransactionAsync(batch.Actions, ct));
    }

    /// <summary>As JSON: what is not plain ASCII, or has a meaning in HTML, is written as six characters.</summary>
    static int Bytes(ITableEntity entity) => ((TableEntity)entity).Sum(property => property.Key.Length + property.Value switch
    {
        string text => text.Length + (5 * text.Count(c => c is < ' ' or > '~' or '"' or '\'' or '&' or '+' or '<' or '>' or '\\' or '`')),
        byte[] bytes => bytes.Length * 4 / 3,
        _ => 0,
    });
}
