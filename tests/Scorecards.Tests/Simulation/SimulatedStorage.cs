using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>The ports of the product on an account in memory. Every request of the service is one step of its own, also those that the product makes
/// many of at once.</summary>
/// <param name="account">What is kept.</param>
/// <param name="requests">Says when each request is carried out; null = at once, without faults: for checks and for the sequential run.</param>
/// <param name="random">Chooses how much comes with one answer, since the service may end an answer anywhere.</param>
public sealed class SimulatedStorage(Account account, IRequests? requests, Random? random) : IStorage
{
    public ITable Table(string name) => new TableOf(this, name);

    public IBlobs Container(string name) => new BlobsOf(this, name);

    public Task SendAsync(string queue, string message, CancellationToken ct) => Ask($"send {queue} {message}", true, () =>
    {
        account.Send(message);
        return true;
    });

    public Task ReadyAsync() => Task.CompletedTask;

    Task<T> Ask<T>(string text, bool isWrite, Func<T> effect)
    {
        if (requests is not null)
        {
            return requests.Ask(text, isWrite, Alone);
        }

        try
        {
            return Task.FromResult(Alone());
        }
        catch (RequestFailedException e)
        {
            return Task.FromException<T>(e);
        }

        // Records are kept while others are read.
        T Alone()
        {
            lock (account)
            {
                return effect();
            }
        }
    }

    int AtOnce(int? most) => random?.Next(3) == 0 ? Math.Min(most ?? 1_000, random.Next(1, 4)) : most ?? 1_000;

    sealed class TableOf(SimulatedStorage storage, string name) : ITable
    {
        /// <summary>Small, so that a few rows are several transactions.</summary>
        const int InTransaction = 2;

        readonly Account account = storage.Account;

        public Task<TableEntity?> FindAsync(string partition, string row, IReadOnlyList<string>? columns, CancellationToken ct) =>
            storage.Ask($"get {name} {partition} {row}", false, () => account.Find(name, partition, row)?.ToEntity(columns));

        public async IAsyncEnumerable<TableEntity> QueryAsync(
            KeyRange keys, IReadOnlyList<string>? columns, int? atOnce, [EnumeratorCancellation] CancellationToken ct)
        {
            StoredRow? last = null;
            for (var isWhole = false; !isWhole;)
            {
                var most = storage.AtOnce(atOnce);
                var found = await storage.Ask(
                    $"query {name} {keys.From}{(keys.From == keys.To ? "" : $"..{keys.To}")} {keys.RowFrom}{(last is null ? "" : " next")}",
                    false,
                    () => account.Query(name, keys, last, most));
                foreach (var row in found)
                {
                    yield return row.ToEntity(columns);
                }

                (last, isWhole) = (found.Count > 0 ? found[^1] : null, found.Count < most);
            }
        }

        public Task<ETag> AddAsync(TableEntity entity, CancellationToken ct)
        {
            var row = new TableEntity(entity);
            return storage.Ask($"add {name} {Text(row)}", true, () => account.Add(name, row));
        }

        public Task<ETag> ReplaceAsync(TableEntity entity, ETag known, CancellationToken ct)
        {
            var row = new TableEntity(entity);
            return storage.Ask($"replace {name} {Text(row)} if {known}", true, () => account.Replace(name, row, known));
        }

        public Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct) => Task.WhenAll(
            entities.Select(e => new TableEntity(e)).GroupBy(e => e.PartitionKey).SelectMany(p => p.Chunk(InTransaction)).ToList()
                .Select(
                    rows => storage.Ask(
                        $"put {name} {string.Join(", ", rows.Select(Text))}", true, () => rows.Count(row => account.Put(name, row) != default))));

        public Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct) => Task.WhenAll(entities.ToList()
            .Select(e => storage.Ask($"delete {name} {e.PartitionKey} {e.RowKey}", true, () => account.Delete(name, e.PartitionKey, e.RowKey))));

        static string Text(TableEntity row)
        {
            string?[] values = ["Kind", "State", "AsOf", "Edition"];
            return $"{row.PartitionKey} {row.RowKey}{string.Concat(values.Where(v => row.ContainsKey(v!)).Select(v => $" {v}={row[v!]}"))}";
        }
    }

    sealed class BlobsOf(SimulatedStorage storage, string container) : IBlobs
    {
        readonly Account account = storage.Account;

        public Task<BlobFacts?> FindAsync(string name, CancellationToken ct) =>
            storage.Ask($"head {container}/{name}", false, () => account.FindBlob(container, name) is { } found ? Facts(found) : null);

        public Task<OpenBlob?> OpenAsync(string name, ETag? version, CancellationToken ct) => storage.Ask($"get {container}/{name}", false, () =>
            account.FindBlob(container, name) is { } found
                && (version is null || found.Version == version)
                ? new OpenBlob(Facts(found), new MemoryStream(found.Content, writable: false))
                : null);

        public async Task<bool> TryWriteAsync(
            string name,
            Stream content,
            string contentType,
            IReadOnlyDictionary<string, string> metadata,
            BlobCondition condition,
            CancellationToken ct)
        {
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy, ct);
            var bytes = copy.ToArray();
            return await storage.Ask(
                $"write {container}/{name}{string.Concat(metadata.Select(m => $" {m.Key}={m.Value}"))}"
                + $"{(condition.IsNew ? " if new" : condition.Known is { } known ? $" if {known}" : "")}",
                true,
                () => account.TryWrite(container, name, bytes, metadata, condition));
        }

        public Task DeleteAsync(string name, ETag? version, CancellationToken ct) =>
            storage.Ask(
                $"delete {container}/{name}{(version is null ? "" : $" if {version}")}",
                true,
                () => (version is null || account.FindBlob(container, name)?.Version == version) && account.DeleteBlob(container, name));

        public async IAsyncEnumerable<BlobFacts> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
        {
            string? last = null;
            for (var isWhole = false; !isWhole;)
            {
                var most = storage.AtOnce(null);
                var found = await storage.Ask(
                    $"list {container}/{prefix}{(last is null ? "" : " next")}", false, () => account.List(container, prefix, last, most));
                foreach (var blob in found)
                {
                    yield return Facts(blob);
                }

                (last, isWhole) = (found.Count > 0 ? found[^1].Name : null, found.Count < most);
            }
        }

        static BlobFacts Facts(StoredBlob blob) => new(blob.Name, blob.Version, blob.Modified, blob.Content.Length, blob.Metadata);
    }

    Account Account => account;
}
