using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Scorecards.Storage;

/// <summary>The Azure storage account that everything is kept in.</summary>
/// <param name="queues">Must encode messages as Base64, as the Functions host does.</param>
/// <param name="createMissing">Whether <see cref="ReadyAsync"/> makes what is missing; in Azure the Bicep files have made it.</param>
public sealed class ScorecardStorage(BlobServiceClient blobs, QueueServiceClient queues, TableServiceClient tables, bool createMissing) : IStorage
{
    readonly Lock preparing = new();
    Task? ready;

    public ITable Table(string name) => new AzureTable(tables.GetTableClient(name));

    public IBlobs Container(string name) => new AzureBlobs(blobs.GetBlobContainerClient(name));

    public Task SendAsync(string queue, string message, CancellationToken ct) => queues.GetQueueClient(queue).SendMessageAsync(message, ct);

    /// <summary>Returns when every container, queue and table is there. After a failure the next call tries again.</summary>
    public Task ReadyAsync()
    {
        lock (preparing)
        {
            return ready is null or { IsFaulted: true } ? ready = createMissing ? CreateMissingAsync() : Task.CompletedTask : ready;
        }
    }

    /// <summary>Asks each of the services for one thing that an upload needs, all at once.</summary>
    /// <returns>By service; faulted where it does not answer, or not with what should be there.</returns>
    public IReadOnlyList<(string Service, Task Answer)> Ask(CancellationToken ct) =>
    [
        ("blobs", AskWhenReadyAsync(() => blobs.GetBlobContainerClient(StorageNames.Extracts).GetPropertiesAsync(cancellationToken: ct), ct)),
        ("queues", AskWhenReadyAsync(() => queues.GetQueueClient(StorageNames.Calculations).GetPropertiesAsync(ct), ct)),
        ("tables", AskWhenReadyAsync(() => Table(StorageNames.JournalTable).FindAsync("health", "health", [], ct), ct)),
    ];

    /// <summary>The poison queues that are not empty, with about how many messages lie there.</summary>
    public async IAsyncEnumerable<(string Queue, int Messages)> PoisonedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var name in StorageNames.PoisonQueues)
        {
            var poison = queues.GetQueueClient(name);
            if (await poison.ExistsAsync(ct) && (await poison.GetPropertiesAsync(ct)).Value.ApproximateMessagesCount is var messages and > 0)
            {
                yield return (name, messages);
            }
        }
    }

    async Task AskWhenReadyAsync(Func<Task> ask, CancellationToken ct)
    {
        var prepared = ReadyAsync();
        await prepared.WaitAsync(ct);
        try
        {
            await ask();
        }
        catch (RequestFailedException e) when (e.Status == 404 && createMissing)
        {
            // An emulator that was started again with nothing in it: the next one to ask has everything made again.
            _ = Interlocked.CompareExchange(ref ready, null, prepared);
            throw;
        }
    }

    Task CreateMissingAsync() => Task.WhenAll(
    [
        .. StorageNames.Containers.Select(name => IgnoreExisting(() => blobs.GetBlobContainerClient(name).CreateAsync())),
        .. StorageNames.Queues.Select(name => IgnoreExisting(() => queues.GetQueueClient(name).CreateAsync())),
        .. StorageNames.Tables.Select(name => IgnoreExisting(() => tables.GetTableClient(name).CreateAsync())),
    ]);

    static async Task IgnoreExisting(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Somebody has it made: that is all that is asked for.
        }
    }
}
