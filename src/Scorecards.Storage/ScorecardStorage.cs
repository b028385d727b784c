using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Scorecards.Storage;

/// <summary>The storage account that everything is kept in.</summary>
public sealed class ScorecardStorage(BlobServiceClient blobs, QueueServiceClient queues, TableServiceClient tables)
{
    internal BlobContainerClient Container(string name) => blobs.GetBlobContainerClient(name);

    internal QueueClient Queue(string name) => queues.GetQueueClient(name);

    internal TableClient Table(string name) => tables.GetTableClient(name);

    /// <summary>Creates the containers, queues and tables that are missing. In Azure the Bicep files have made them.</summary>
    public Task CreateMissingAsync(CancellationToken ct) => Task.WhenAll(
    [
        .. StorageNames.Containers.Select(name => IgnoreExisting(() => Container(name).CreateAsync(cancellationToken: ct))),
        .. StorageNames.Queues.Select(name => IgnoreExisting(() => Queue(name).CreateAsync(cancellationToken: ct))),
        .. StorageNames.Tables.Select(name => IgnoreExisting(() => Table(name).CreateAsync(ct))),
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
