using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What a caller of a data route is given of the results: as they are, or without small numbers under the caller's profile.</summary>
public sealed class SuppressedResults(Catalogues catalogues, ResultReader results, IOptions<SuppressionSettings> settings)
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

    /// <summary>For people of the council: everything as it is.</summary>
    public GivenResults Everything => new(null, catalogues, results);

    /// <summary>For people outside the council, by mail.</summary>
    /// <param name="threshold">5 or 10.</param>
    public GivenResults Outside(int threshold) => new(new SuppressionProfile(threshold, settings.Value.IsInclusive), catalogues, results);

    /// <summary>For one request: what it has read it does not read again.</summary>
    public GivenResults For(HttpRequest request) => new(ProfileOf(request), catalogues, results);
}
