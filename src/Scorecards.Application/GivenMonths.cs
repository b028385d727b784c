using System.Collections.Concurrent;
using Scorecards.Domain;

namespace Scorecards.Application;

/// <summary>Months as a reader is given them: whole, or without small numbers. What it has worked out it does not work out again.</summary>
/// <param name="profile">Null = whole, and nothing is read beside them.</param>
/// <param name="catalogue">Says which scorecards could give each other away.</param>
/// <param name="read">A scorecard's month; null = it has no figures.</param>
public sealed class GivenMonths(
    SuppressionProfile? profile, Catalogue catalogue, Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> read)
{
    const int AtOnce = 8;

    /// <summary>Months of a family that are kept at hand: ten years of one.</summary>
    const int MostHeld = 120;

    readonly ConcurrentDictionary<ScorecardId, IReadOnlyList<ScorecardId>> families = [];
    readonly ConcurrentDictionary<(ScorecardId Family, Month Month), Task<IReadOnlyDictionary<ScorecardId, MonthlyScorecard>>> months = [];

    public bool IsSuppressed => profile is not null;

    /// <summary>Everything as it is.</summary>
    public static GivenMonths Whole(Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> read) =>
        new(null, new Catalogue([], [], []), read);

    /// <returns>Null: it has no figures.</returns>
    /// <exception cref="InvalidDataException">It, or a month that it depends on, cannot be understood.</exception>
    public async Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, CancellationToken ct)
    {
        if (profile is null)
        {
            return await read(scorecard, month, ct);
        }

        var family = families.GetOrAdd(scorecard, id => Suppression.Family(catalogue.Scorecards, id));
        if ((await MonthAsync(profile, family, month, ct)).GetValueOrDefault(scorecard) is not { } given)
        {
            return null;
        }

        var before = month == Month.First ? null : (await MonthAsync(profile, family, month.Previous(), ct)).GetValueOrDefault(scorecard);
        return Suppression.Compare(given, before);
    }

    /// <summary>As of another moment, for the same reader.</summary>
    public GivenMonths At(Catalogue other, Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> readThen) =>
        new(profile, other, readThen);

    /// <summary>What is withheld of a scorecard's month and of those that could give it away.</summary>
    public async Task<IReadOnlySet<(ScorecardId Scorecard, IndicatorId Indicator)>> WithheldAsync(
        ScorecardId scorecard, Month month, CancellationToken ct) =>
        profile is null
        ? new HashSet<(ScorecardId, IndicatorId)>()
        : (await MonthAsync(profile, families.GetOrAdd(scorecard, id => Suppression.Family(catalogue.Scorecards, id)), month, ct))
            .SelectMany(of => of.Value.Results.Where(r => r.Suppressed is not null), (of, r) => (of.Key, r.Indicator.Id)).ToHashSet();

    Task<IReadOnlyDictionary<ScorecardId, MonthlyScorecard>> MonthAsync(
        SuppressionProfile under, IReadOnlyList<ScorecardId> family, Month month, CancellationToken ct)
    {
        if (months.Count >= MostHeld)
        {
            months.Clear();
        }

        return months.GetOrAdd((family[0], month), async _ =>
        {
            List<MonthlyScorecard> found = [];
            foreach (var some in family.Chunk(AtOnce))
            {
                found.AddRange((await Task.WhenAll(some.Select(id => read(id, month, ct)))).OfType<MonthlyScorecard>());
            }

            return Suppression.Apply(under, catalogue.Scorecards, found).ToDictionary(s => s.Scorecard);
        });
    }
}
