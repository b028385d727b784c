using Azure;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>A table of an Azure storage account.</summary>
sealed class AzureTable(TableClient table) : ITable
{
    const int AtOnce = 8;

    /// <summary>The limits of a transaction are guarded here, since the emulator does not.</summary>
    const int MostOperations = 100;

    /// <summary>Of 4 MiB a quarter is left for what is around the entities, which is some hundred bytes for each.</summary>
    const int MostBytes = 3 * 1024 * 1024;

    public async Task<TableEntity?> FindAsync(string partition, string row, IReadOnlyList<string>? columns, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, WithKeys(columns), ct);
        return found.HasValue ? found.Value : null;
    }

    public IAsyncEnumerable<TableEntity> QueryAsync(KeyRange keys, IReadOnlyList<string>? columns, int? atOnce, CancellationToken ct) =>
        table.QueryAsync<TableEntity>(keys.Filter, atOnce, WithKeys(columns), ct);

    public async Task<ETag> AddAsync(TableEntity entity, CancellationToken ct) => (await table.AddEntityAsync(entity, ct)).Headers.ETag ?? default;

    public async Task<ETag> ReplaceAsync(TableEntity entity, ETag known, CancellationToken ct) =>
        (await table.UpdateEntityAsync(entity, known, TableUpdateMode.Replace, ct)).Headers.ETag ?? default;

    /// <summary>In transactions of one partition, eight at a time. One that is repeated writes the same again.</summary>
    /// <param name="entities">A partition's one after the other: each change of the partition begins a transaction.</param>
    public Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct) => Parallel.ForEachAsync(
        Split(entities), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (batch, stop) =>
            await table.SubmitTransactionAsync(batch, stop));

    public Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct) =>
        Parallel.ForEachAsync(entities, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (entity, stop) =>
            await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ETag.All, stop));

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

    /// <summary>A selection drops the keys unless they are named.</summary>
    static IEnumerable<string>? WithKeys(IReadOnlyList<string>? columns) => columns?.Concat(["PartitionKey", "RowKey", "Timestamp"]);
}
