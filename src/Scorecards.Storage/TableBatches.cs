using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// Writes a stream of entities in transactions of one partition, at most 100 operations and 4 MiB, eight at a time. The limits are guarded here,
/// since the emulator does not. A transaction that is repeated writes the same again.
/// </summary>
static class TableBatches
{
    const int MostOperations = 100;

    /// <summary>A quarter is left for what is around the entities, which is some hundred bytes for each.</summary>
    const int MostBytes = 3 * 1024 * 1024;
    const int AtOnce = 8;

    /// <param name="entities">A partition's one after the other: each change of the partition begins a transaction.</param>
    public static Task UpsertAsync(TableClient table, IEnumerable<TableEntity> entities, CancellationToken ct) => Parallel.ForEachAsync(
        Split(entities), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (batch, stop) =>
            await table.SubmitTransactionAsync(batch, stop));

    static IEnumerable<List<TableTransactionAction>> Split(IEnumerable<TableEntity> entities)
    {
        List<TableTransactionAction> batch = [];
        var held = 0;
        foreach (var entity in entities)
        {
            var bytes = Bytes(entity);
            if (batch is [var first, ..]
                && (first.Entity.PartitionKey != entity.PartitionKey || batch.Count == MostOperations || held + bytes > MostBytes))
            {
                yield return batch;
                (batch, held) = ([], 0);
            }

            batch.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity));
            held += bytes;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>As JSON: what is not plain ASCII, or has a meaning in HTML, is written as six characters.</summary>
    static int Bytes(TableEntity entity) => entity.Sum(property => property.Key.Length + property.Value switch
    {
        string text => text.Length + (5 * text.Count(c => c is < ' ' or > '~' or '"' or '\'' or '&' or '+' or '<' or '>' or '\\' or '`')),
        byte[] bytes => bytes.Length * 4 / 3,
        _ => 0,
    });
}
