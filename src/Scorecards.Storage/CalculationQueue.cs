using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Queues;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A message of the queue <c>calculations</c>: calculate a scorecard's month.</summary>
/// <param name="Sha256">Of the submission that it follows from; null = none, somebody asked for it.</param>
/// <param name="TraceParent">The step that sent it, as W3C writes it; null = nobody traced. Nothing else may hang on it: anybody who may write to the queue sets it.</param>
public sealed record CalculationRequest(string Scorecard, string Month, string? Sha256, string? TraceParent = null);

public sealed class CalculationQueue(ScorecardStorage storage)
{
    const int AtOnce = 8;

    readonly QueueClient queue = storage.Queue(StorageNames.Calculations);

    /// <summary>Whether no message waits or is being worked on; Azure counts nearly exactly.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct) => (await queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCountLong == 0;

    public Task SendAsync(string? sha256, IEnumerable<ScorecardMonth> concerned, CancellationToken ct)
    {
        var trace = Traces.Current;
        return Parallel.ForEachAsync(
            concerned,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (c, stop) => await queue.SendMessageAsync(JsonSerializer.Serialize(new CalculationRequest(c.Scorecard, c.Month.ToString(), sha256, trace)), stop));
    }

    /// <summary>The poison queues that are not empty, with about how many messages lie there.</summary>
    public async IAsyncEnumerable<(string Queue, int Messages)> PoisonedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var name in StorageNames.PoisonQueues)
        {
            var poison = storage.Queue(name);
            if (await poison.ExistsAsync(ct) && (await poison.GetPropertiesAsync(ct)).Value.ApproximateMessagesCount is var messages and > 0)
            {
                yield return (name, messages);
            }
        }
    }
}
