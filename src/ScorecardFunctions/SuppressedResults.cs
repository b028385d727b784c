using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What a caller of a data route is given of the results: as they are, or without small numbers under the caller's profile.</summary>
public sealed class SuppressedResults(CatalogueReader catalogues, ResultReader results, IOptions<SuppressionSettings> settings)
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

    /// <summary>For one request: what it has worked out it does not work out again.</summary>
    public async Task<GivenMonths> ForAsync(HttpRequest request, CancellationToken ct) => ProfileOf(request) is { } profile
        ? new GivenMonths(profile, (await catalogues.ReadAsync(ct)).Catalogue, ReadAsync)
        : GivenMonths.Whole(ReadAsync);

    Task<MonthlyScorecard?> ReadAsync(string scorecard, Month month, CancellationToken ct) => results.ReadAsync(scorecard, month, null, ct);
}
