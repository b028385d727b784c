using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Counting;

/// <summary>Finds what was counted from records and counts, so that what is not counted again can be taken away.</summary>
public sealed class CountsInForce(MeasureTable measures)
{
    /// <summary>The figures of a month that were counted from records and count, whether they are shown or an uploaded one is.</summary>
    /// <param name="scorecards">At least one.</param>
    /// <exception cref="RowsMissingException">Rows of the last count of one of them are not there.</exception>
    public async Task<IReadOnlyList<(ScorecardId Scorecard, IndicatorId Indicator)>> FindAsync(
        Month month, IReadOnlyCollection<ScorecardId> scorecards, JournalPrefix prefix, CancellationToken ct)
    {
        var last = scorecards.ToDictionary(id => id, id => Last(prefix, id, month));
        Dictionary<(ScorecardId, IndicatorId), (Rank Rank, bool IsGone)> newest = [];
        HashSet<(ScorecardId, long)> seen = [];
        await foreach (var stated in measures.ReadAsync(month, scorecards, ct))
        {
            if (prefix.OfAttempt(stated.Attempt) is { } n && prefix[n].IsCount && prefix.RankOf(n) is { } rank)
            {
                seen.Add((stated.Scorecard, n));
                foreach (var (measure, _) in stated.Measures)
                {
                    var key = (stated.Scorecard, measure.Indicator);
                    newest[key] = newest.TryGetValue(key, out var known) && known.Rank.CompareTo(rank) > 0
                        ? known
                        : (rank, measure.NoValue == Measure.Withdrawn);
                }
            }
        }

        var missing = last.Where(l => l.Value > 0 && prefix[l.Value].Parts.GetValueOrDefault(new ScorecardMonth(l.Key, month).ToLower(), 1) > 0
            && !seen.Contains((l.Key, l.Value))).Select(l => l.Value).FirstOrDefault();
        return missing == 0 ? [.. newest.Where(known => !known.Value.IsGone).Select(known => known.Key)] : throw new RowsMissingException(missing);
    }

    /// <summary>The number of the last count that counts for a scorecard's month; 0 = none does.</summary>
    public static long Last(JournalPrefix journal, ScorecardId scorecard, Month month) =>
        journal.Stating(scorecard, month).LastOrDefault(n => journal[n].IsCount && journal.RankOf(n) is not null);
}
