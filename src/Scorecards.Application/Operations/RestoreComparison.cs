using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The last part of a restore: whether everything is as it was.</summary>
public sealed class RestoreComparison(MonthCalculator calculator, DeliveryTable deliveries)
{
    /// <summary>
    /// Compares what months said when they were exported with what they say now as of the same number. Leaves out months whose rows were erased
    /// since, and those that newer rules have calculated since.
    /// </summary>
    /// <returns>What differs, in sentences.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(IReadOnlyCollection<ExportedMonth> exported, JournalPrefix known, CancellationToken ct)
    {
        List<string> other = [];
        var fold = await calculator.RecordedAsync([.. exported.Select(m => new ScorecardMonth(m.Scorecard, m.Month))], known, ct);
        foreach (var before in exported.Where(m => m.AsOf > 0 && m.AsOf <= known.Head && known.OfKind(EntryKind.Rules, m.AsOf).Count == 0))
        {
            try
            {
                var now = fold.At(new ScorecardMonth(before.Scorecard, before.Month), known.UpTo(before.AsOf));
                if ((now.Edition, now.Scorecard?.Results.Count ?? 0, MonthState.Digest(now.Scorecard)) != (before.Edition, before.Count,
                    before.Digest))
                {
                    other.Add(
                        $"{before.Scorecard}, {before.Month} differs from what it was at entry {before.AsOf}: "
                        + $"edition {now.Edition} with {now.Scorecard?.Results.Count ?? 0} results, was {before.Edition} with {before.Count}.");
                }
            }
            catch (ErasedException)
            {
                // Nobody can tell any more; the editions stand.
            }
            catch (RowsMissingException e)
            {
                other.Add($"{before.Scorecard}, {before.Month} cannot be compared: {e.Message}");
            }
        }

        return other;
    }

    /// <summary>The issues of which it is no longer known who was mailed, in sentences.</summary>
    public async Task<IEnumerable<string>> PlansAsync(JournalPrefix known, CancellationToken ct)
    {
        var issues = known.OfKind(EntryKind.Issue);
        if (issues.Count == 0)
        {
            return [];
        }

        var plans = await deliveries.PlansAsync(ct);
        return issues.Where(n => !plans.Contains(known[n].Attempt)).Select(n =>
            $"{known[n].Group}, {known[n].Month}: it is no longer known who was mailed, so no mail about it is sent automatically.");
    }
}
