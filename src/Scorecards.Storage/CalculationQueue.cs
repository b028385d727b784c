using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Storage;

public sealed class CalculationQueue(IStorage storage)
{
    /// <summary>At most.</summary>
    public const int MonthsInMessage = 100;

    const int AtOnce = 8;

    /// <summary>Asks that what is not counted from records yet be counted, up to a number or further.</summary>
    public Task SendCountAsync(long number, CancellationToken ct) =>
        storage.SendAsync(StorageNames.Calculations, JsonSerializer.Serialize(new CalculationRequest(number, "", Traces.Current)), ct);

    /// <summary>Sends what is to be calculated, the latest months first, since they are what people wait for.</summary>
    public async Task SendAsync(long number, IEnumerable<ScorecardMonth> months, CancellationToken ct)
    {
        var trace = Traces.Current;
        var messages = months.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal).Chunk(MonthsInMessage)
            .Select(chunk => JsonSerializer.Serialize(new CalculationRequest(number, new MonthSet(chunk).ToString(), trace)));
        foreach (var some in messages.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(message => storage.SendAsync(StorageNames.Calculations, message, ct)));
        }
    }
}
