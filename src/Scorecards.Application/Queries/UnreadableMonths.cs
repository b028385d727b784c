using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>
/// The months that readers met and that cannot be understood: they are left out, and named to people. Kept in memory, each instance for itself:
/// nobody looks through all results to find them, and reading writes nothing.
/// </summary>
public sealed partial class UnreadableMonths(ResultReader results, TimeProvider time, ILogger<UnreadableMonths> log)
{
    const int MostKept = 1_000;

    readonly ConcurrentDictionary<(ScorecardId Scorecard, string Month), (Unreadable Unreadable, DateTimeOffset At)> met = [];

    public void Note(Unreadable unreadable)
    {
        LogUnreadable(unreadable.Scorecard.Value, unreadable.Month, unreadable.Why);
        var key = Key(unreadable);
        if (met.Count < MostKept || met.ContainsKey(key))
        {
            met.AddOrUpdate(key, (unreadable, time.GetUtcNow()), (_, known) => known with { Unreadable = unreadable });
        }
    }

    /// <summary>Those that still cannot be understood, and since when that is known. Each is read again: that is one month.</summary>
    /// <param name="isAsked">Which of them; null = all.</param>
    public async Task<IReadOnlyList<(Unreadable Unreadable, DateTimeOffset At)>> ReadAsync(Func<Unreadable, bool>? isAsked, CancellationToken ct)
    {
        List<(Unreadable Unreadable, DateTimeOffset At)> left = [];
        foreach (var (noted, at) in met.Values.Where(m => isAsked?.Invoke(m.Unreadable) is null or true).OrderBy(m => Key(m.Unreadable)))
        {
            if (await StillAsync(noted, ct) is { } still)
            {
                left.Add((still, at));
            }
            else
            {
                met.TryRemove(Key(noted), out _);
            }
        }

        return left;
    }

    static (ScorecardId Scorecard, string Month) Key(Unreadable unreadable) => (unreadable.Scorecard, unreadable.Month);

    async Task<Unreadable?> StillAsync(Unreadable noted, CancellationToken ct)
    {
        var scope = new ResultScope { Scorecards = new HashSet<ScorecardId> { noted.Scorecard } };
        scope = Month.TryParse(noted.Month, out var month) ? scope with { From = month, To = month } : scope;
        return await results.MonthsAsync(scope, ResultRowReader.MostAtOnce, ct)
            .Select(m => m.Unreadable)
            .FirstOrDefaultAsync(u => u?.Month == noted.Month, ct);
    }

    [LoggerMessage(LogLevel.Error, "Results are left out of the feed. Scorecard: {Scorecard}. Month: {Month}. Reason: {Reason}")]
    partial void LogUnreadable(string scorecard, string month, string reason);
}
