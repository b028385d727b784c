using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// A message of the queue <c>calculations</c>: bring months up to a number of the journal. It may come twice, late, in any order, or never.
/// </summary>
/// <param name="Number">Of the entry that touches them; done when each is stored as of this number or a later one.</param>
/// <param name="Months">As <see cref="MonthSet"/> writes them, at most 100.</param>
/// <param name="TraceParent">The step that sent it, as W3C writes it; null = nobody traced. Nothing else may hang on it: anybody who may write to the
/// queue sets it.</param>
public sealed record CalculationRequest(long Number, string Months, string? TraceParent = null);

public sealed class CalculationQueue(IStorage storage)
{
    const int MonthsInMessage = 100;
    const int AtOnce = 8;

    readonly IQueue queue = storage.Queue(StorageNames.Calculations);

    /// <summary>Sends what is to be calculated, the latest months first, since they are what people wait for.</summary>
    public async Task SendAsync(long number, IEnumerable<ScorecardMonth> months, CancellationToken ct)
    {
        var trace = Traces.Current;
        var messages = months.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard, StringComparer.Ordinal).Chunk(MonthsInMessage)
            .Select(chunk => JsonSerializer.Serialize(new CalculationRequest(number, new MonthSet(chunk).ToString(), trace)));
        foreach (var some in messages.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(message => queue.SendAsync(message, ct)));
        }
    }
}
