using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The results as one request is given them. Not for use by two threads at a time.</summary>
/// <param name="profile">Null = as they are, and nothing is read beside them.</param>
public sealed class GivenResults(SuppressionProfile? profile, Catalogues catalogues, ResultReader results)
{
    const int MostReads = 8;

    /// <summary>Months of a family that are kept at hand: ten years of one.</summary>
    const int MostHeld = 120;

    readonly Dictionary<string, IReadOnlyList<string>> families = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Family, Month Month), IReadOnlyDictionary<string, MonthlyScorecard>> months = [];
    Catalogue? catalogue;

    public bool IsSuppressed => profile is not null;

    /// <summary>
    /// A scorecard's month as the caller is given it, with a summary of what it shows. Under a profile it is always the current state: one
    /// month in two editions would give back what only one of them hides.
    /// </summary>
    /// <param name="asked">As it was read.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="InvalidDataException">A month that it depends on cannot be understood.</exception>
    public async Task<MonthlyScorecard> OfAsync(MonthlyScorecard asked, CancellationToken ct) => profile is null
        ? asked
        : await ReadAsync(asked.Scorecard, asked.Month, ct) ?? throw new InvalidOperationException($"The results of {asked.Scorecard} {asked.Month} are gone.");

    /// <summary>As <see cref="OfAsync"/>, read here; null when there are no results.</summary>
    /// <exception cref="InvalidDataException">It, or a month that it depends on, cannot be understood.</exception>
    public async Task<MonthlyScorecard?> ReadAsync(string scorecard, Month month, CancellationToken ct)
    {
        if (profile is null)
        {
            return await results.ReadAsync(scorecard, month, null, ct);
        }

        catalogue ??= (await catalogues.ReadAsync(ct)).Catalogue;
        if (!families.TryGetValue(scorecard, out var family))
        {
            families.Add(scorecard, family = Suppression.Family(catalogue.Scorecards, scorecard));
        }

        if ((await MonthAsync(profile, family, month, ct)).GetValueOrDefault(scorecard) is not { } given)
        {
            return null;
        }

        var before = month == Month.First ? null : (await MonthAsync(profile, family, month.Previous(), ct)).GetValueOrDefault(scorecard);
        return Suppression.Compare(given, before);
    }

    async Task<IReadOnlyDictionary<string, MonthlyScorecard>> MonthAsync(SuppressionProfile under, IReadOnlyList<string> family, Month month, CancellationToken ct)
    {
        if (months.TryGetValue((family[0], month), out var known))
        {
            return known;
        }

        List<MonthlyScorecard> read = [];
        foreach (var some in family.Chunk(MostReads))
        {
            read.AddRange((await Task.WhenAll(some.Select(id => results.ReadAsync(id, month, null, ct)))).OfType<MonthlyScorecard>());
        }

        if (months.Count >= MostHeld)
        {
            months.Clear();
        }

        var given = Suppression.Apply(under, catalogue!.Scorecards, read).ToDictionary(s => s.Scorecard, StringComparer.OrdinalIgnoreCase);
        months.Add((family[0], month), given);
        return given;
    }
}
