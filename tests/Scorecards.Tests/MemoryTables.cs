using Azure;
using Azure.Data.Tables;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>Tables in memory, in the order of their keys, for tests of what reads them.</summary>
sealed class MemoryTables : IStorage
{
    readonly Dictionary<string, Rows> tables = [];

    public ITable Table(string name) => tables.TryGetValue(name, out var rows) ? rows : tables[name] = new Rows();

    public IBlobs Container(string name) => throw new NotSupportedException();

    public IQueue Queue(string name) => throw new NotSupportedException();

    public Task ReadyAsync() => Task.CompletedTask;

    sealed class Rows : ITable
    {
        readonly SortedDictionary<string, TableEntity> rows = new(StringComparer.Ordinal);
        int versions;

        public Task<TableEntity?> FindAsync(string partition, string row, IReadOnlyList<string>? columns, CancellationToken ct) =>
            Task.FromResult(rows.TryGetValue(Key(partition, row), out var found) ? Copy(found, columns) : null);

        public IAsyncEnumerable<TableEntity> QueryAsync(KeyRange keys, IReadOnlyList<string>? columns, int? atOnce, CancellationToken ct) =>
            rows.Values.Where(r => keys.Includes(r.PartitionKey, r.RowKey)).Select(r => Copy(r, columns)).ToList().ToAsyncEnumerable();

        public Task<ETag> AddAsync(TableEntity entity, CancellationToken ct) => rows.ContainsKey(Key(entity.PartitionKey, entity.RowKey))
            ? throw new RequestFailedException(409, "There is one.")
            : Task.FromResult(Put(entity));

        public Task<ETag> ReplaceAsync(TableEntity entity, ETag known, CancellationToken ct) =>
            rows.TryGetValue(Key(entity.PartitionKey, entity.RowKey), out var there) && there.ETag == known
                ? Task.FromResult(Put(entity))
                : throw new RequestFailedException(412, "It is not as it was.");

        public Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct)
        {
            entities.ToList().ForEach(entity => Put(entity));
            return Task.CompletedTask;
        }

        public Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct)
        {
            entities.ToList().ForEach(entity => rows.Remove(Key(entity.PartitionKey, entity.RowKey)));
            return Task.CompletedTask;
        }

        ETag Put(TableEntity entity)
        {
            var kept = Copy(entity, null);
            kept.ETag = new ETag($"{++versions}");
            rows[Key(entity.PartitionKey, entity.RowKey)] = kept;
            return kept.ETag;
        }

        static TableEntity Copy(TableEntity entity, IReadOnlyList<string>? columns)
        {
            var copy = new TableEntity(entity.PartitionKey, entity.RowKey) { ETag = entity.ETag };
            foreach (var (name, value) in entity.Where(p => p.Key is not ("odata.etag" or "Timestamp") && columns?.Contains(p.Key) != false))
            {
                copy[name] = value;
            }

            return copy;
        }

        static string Key(string partition, string row) => $"{partition}\n{row}";
    }
}
