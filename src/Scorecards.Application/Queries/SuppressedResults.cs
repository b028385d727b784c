using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The results as a caller of a data route may see them: whole, or with small numbers withheld under the caller's profile.</summary>
public sealed class SuppressedResults(ResultReader results, CatalogueReader catalogues, IOptions<SuppressionSettings> settings)
{
    /// <summary>
    /// The Functions host has checked the key and does not pass on its name, so the setting identifies keys by their hash. A request may carry
    /// two keys; the stricter profile applies.
    /// </summary>
    /// <param name="functionKeys">Every key in the request.</param>
    /// <returns>Null = nothing is withheld.</returns>
    public SuppressionProfile? FindProfile(IEnumerable<string> functionKeys)
    {
        var known = settings.Value;
        var thresholds = functionKeys
            .Select(key => known.Keys.GetValueOrDefault(Sha256Text.Hash(key), known.Threshold))
            .DefaultIfEmpty(known.Threshold);
        return thresholds.Max() is var threshold and > 0 ? new SuppressionProfile(threshold, known.IsInclusive, known.RoundTo) : null;
    }

    /// <summary>For answers to council staff only.</summary>
    /// <exception cref="ProblemException">Small numbers are withheld from the caller: 403, with this title and detail.</exception>
    public void RequireWhole(IEnumerable<string> functionKeys, string title, string detail)
    {
        if (FindProfile(functionKeys) is not null)
        {
            throw new ProblemException(403, title, detail);
        }
    }

    /// <summary>Starts one request: months already read for it are reused.</summary>
    public GivenMonths Start(IEnumerable<string> functionKeys) => Start(functionKeys, ReadAsync);

    /// <summary>As <see cref="Start(IEnumerable{string})"/>, with another way to read a scorecard's month; null = it has no figures.</summary>
    public GivenMonths Start(
        IEnumerable<string> functionKeys, Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> read) =>
        new(FindProfile(functionKeys), read, catalogues.ReadAsync);

    Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, CancellationToken ct) => results.ReadAsync(scorecard, month, null, ct);
}
