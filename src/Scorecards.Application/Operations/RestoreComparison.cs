using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>The last part of a restore: whether everything is as it was.</summary>
public sealed class RestoreComparison(MonthCalculator calculator, DeliveryTable deliveries)
{
    /// <summary>
    /// Compares what months said when they were exported with what they say now as of the same number. Leaves out months whose rows were erased
    /// since, and those that were exported before newer rules: these cannot say any more what they said.
    /// </summary>
    /// <returns>The mark, with what differs, in sentences.</returns>
    public async Task<RestoreMark> CompareAsync(
        RestoreMark mark, IReadOnlyCollection<ExportedMonth> exported, JournalPrefix known, CancellationToken ct)
    {
        var calculated = exported.Where(m => m.AsOf > 0 && m.AsOf <= known.Head).ToLookup(m => known.OfKind(EntryKind.Rules, m.AsOf).Count == 0);
        List<string> other = [];
        var folds = await TryReadAsync([.. exported.Select(m => new ScorecardMonth(m.Scorecard, m.Month))], known, ct);
        foreach (var before in calculated[true])
        {
            try
            {
                var month = new ScorecardMonth(before.Scorecard, before.Month);
                var now = (folds ?? await calculator.FoldsAsync([month], known, ct)).At(month, known.UpTo(before.AsOf));
                if ((now.Edition, now.Scorecard?.Results.Count ?? 0, MonthState.Digest(now.Scorecard)) != (before.Edition, before.Count,
                    before.Digest))
                {
                    other.Add(
                        $"{before.Scorecard}, {before.Month} differs from what it was at entry {before.AsOf}: "
                        + $"edition {now.Edition} with {now.Scorecard?.Results.Count ?? 0} results, was {before.Edition} with {before.Count}.");
                }
            }
            catch (GoneException)
            {
                // Nobody can tell any more; the editions stand.
            }
            catch (Exception e) when (!RestoreCall.NextMaySucceed(e))
            {
                other.Add($"{before.Scorecard}, {before.Month} cannot be compared: {(e is RowsMissingException ? e.Message : e.GetType().Name)}");
            }
        }

        return mark with
        {
            Compared = mark.Compared + exported.Count,
            OfOlderRules = mark.OfOlderRules + calculated[false].Count(),
            Problems = [.. mark.Problems, .. other]
        };
    }

    /// <returns>Null: of one of them something cannot be read, which must not keep the others from being compared.</returns>
    async Task<MonthFolds?> TryReadAsync(IReadOnlyCollection<ScorecardMonth> months, JournalPrefix known, CancellationToken ct)
    {
        try
        {
            return await calculator.FoldsAsync(months, known, ct);
        }
        catch (Exception e) when (!RestoreCall.NextMaySucceed(e))
        {
            return null;
        }
    }

    /// <summary>In sentences, of which months it cannot be told whether they are as they were, and of which issues who was mailed.</summary>
    /// <param name="exported">How many months the last export has.</param>
    public async Task<IEnumerable<string>> EndAsync(RestoreMark mark, int exported, JournalPrefix known, CancellationToken ct) =>
        [.. NotCompared(mark, exported, known), .. await PlansAsync(known, ct)];

    static IEnumerable<string> NotCompared(RestoreMark mark, int exported, JournalPrefix known) =>
        exported == 0 && known.Months.Count > 0 ?
    [
        "No month was compared, since there is no export of them in backups: look at the months that matter to you. "
        + "A sweep makes one within a day."
    ]
        : mark.OfOlderRules == 0 ? [] :
    [
        $"Months that were not compared: {mark.OfOlderRules}. The last export has them by older rules of calculation, so that they may say something "
        + "else now. The next export has them by the newer ones."
    ];

    /// <summary>The issues of which it is no longer known who was mailed.</summary>
    async Task<IEnumerable<string>> PlansAsync(JournalPrefix known, CancellationToken ct)
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
