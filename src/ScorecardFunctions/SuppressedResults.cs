using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What a caller of a data route is given of the results: as they stand, or without small numbers under the caller's profile.</summary>
public sealed class SuppressedResults(Catalogues catalogues, ResultStore results, IOptions<SuppressionSettings> settings)
{
    /// <summary>
    /// The Functions host has checked the key and does not tell its name, so the setting names keys by their hash. The host looks at one of
    /// the two places that may carry a key; here, of two keys the stricter profile holds.
    /// </summary>
    /// <returns>Null = nothing is taken out.</returns>
    public SuppressionProfile? ProfileOf(HttpRequest request)
    {
        var known = settings.Value;
        var thresholds = request.Headers["x-functions-key"].Concat(request.Query["code"]).OfType<string>()
            .Select(key => known.Keys.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), known.Threshold))
            .DefaultIfEmpty(known.Threshold);
        return thresholds.Max() is var threshold and > 0 ? new SuppressionProfile(threshold, known.IsInclusive) : null;
    }

    /// <summary>For people of the council: everything as it stands.</summary>
    public GivenResults Everything => new(null, catalogues, results);

    /// <summary>For people outside the council, by mail.</summary>
    /// <param name="threshold">5 or 10.</param>
    public GivenResults Outside(int threshold) => new(new SuppressionProfile(threshold, settings.Value.IsInclusive), catalogues, results);

    /// <summary>For one request: what it has read it does not read again.</summary>
    public GivenResults For(HttpRequest request) => new(ProfileOf(request), catalogues, results);
}

/// <summary>The results as one request is given them. Not for use by two threads at a time.</summary>
/// <param name="profile">Null = as they stand, and nothing is read beside them.</param>
public sealed class GivenResults(SuppressionProfile? profile, Catalogues catalogues, ResultStore results)
{
    const int MostReads = 8;

    /// <summary>Months of a family that are kept at hand: ten years of one.</summary>
    const int MostHeld = 120;

    readonly Dictionary<string, IReadOnlyList<string>> families = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Family, Month Month), IReadOnlyDictionary<string, MonthlyScorecard>> months = [];
    Catalogue? catalogue;

    public bool IsSuppressed => profile is not null;

    /// <summary>
    /// A scorecard's month as the caller is given it, with a summary of what it shows. Under a profile it is always what stands now: one
    /// month in two editions would give back what only one of them hides.
    /// </summary>
    /// <param name="asked">As it was read.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MonthlyScorecard> OfAsync(MonthlyScorecard asked, CancellationToken ct) =>
        profile is null ? asked : await ReadAsync(asked.Scorecard, asked.Month, ct) ?? throw new InvalidOperationException($"The results of {asked.Scorecard} {asked.Month} are gone.");

    /// <summary>As <see cref="OfAsync"/>, read here; null when there are no results.</summary>
    public async Task<MonthlyScorecard?> ReadAsync(string scorecard, Month month, CancellationToken ct)
    {
        if (profile is null)
        {
            return await results.ReadAsync(scorecard, month, null, ct);
        }

        catalogue ??= await catalogues.ReadAsync(ct);
        if (!families.TryGetValue(scorecard, out var family))
        {
            families.Add(scorecard, family = Suppression.Family(catalogue.Scorecards, scorecard));
        }

        if ((await MonthAsync(profile, family, month, ct)).GetValueOrDefault(scorecard) is not { } given)
        {
            return null;
        }

        var before = month == default ? null : (await MonthAsync(profile, family, month.Previous(), ct)).GetValueOrDefault(scorecard);
        return Suppression.Compare(given, before);
    }

    async Task<IReadOnlyDictionary<string, MonthlyScorecard>> MonthAsync(SuppressionProfile under, IReadOnlyList<string> family, Month month, CancellationToken ct)
    {
        if (months.TryGetValue((family[0], month), out var known))
        {
            return known;
        }

        var read = new ConcurrentBag<MonthlyScorecard>();
        await Parallel.ForEachAsync(family, new ParallelOptions { MaxDegreeOfParallelism = MostReads, CancellationToken = ct }, async (id, stop) =>
        {
            if (await results.ReadAsync(id, month, null, stop) is { } found)
            {
                read.Add(found);
            }
        });
        if (months.Count >= MostHeld)
        {
            months.Clear();
        }

        var given = Suppression.Apply(under, catalogue!.Scorecards, [.. read]).ToDictionary(s => s.Scorecard, StringComparer.OrdinalIgnoreCase);
        months.Add((family[0], month), given);
        return given;
    }
}
