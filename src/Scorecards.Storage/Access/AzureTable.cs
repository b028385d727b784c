using Azure;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>A table of an Azure storage account.</summary>
sealed class AzureTable(TableClient table) : ITable
{
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

    public Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct) => TableBatches.UpsertAsync(table, entities, ct);

    public Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct) =>
        Parallel.ForEachAsync(entities, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (entity, stop) =>
            await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ETag.All, stop));

    /// <summary>A selection drops the keys unless they are named.</summary>
    static IEnumerable<string>? WithKeys(IReadOnlyList<string>? columns) => columns?.Concat(["PartitionKey", "RowKey", "Timestamp"]);
}
