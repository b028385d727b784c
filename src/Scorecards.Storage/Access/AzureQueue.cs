using Azure.Storage.Queues;

namespace Scorecards.Storage;

/// <summary>A queue of an Azure storage account.</summary>
sealed class AzureQueue(QueueClient queue) : IQueue
{
    public Task SendAsync(string message, CancellationToken ct) => queue.SendMessageAsync(message, ct);
}
