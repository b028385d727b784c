using System.Collections.Concurrent;
using Scorecards.Domain;

namespace Scorecards.Application;

/// <summary>
/// Months as a reader may see them: whole, or without small numbers. A month shows what the reader was shown for the month before, so that one is
/// read too, and each once.
/// </summary>
/// <param name="profile">Null = whole, and nothing is read beside them.</param>
/// <param name="read">A scorecard's month; null = it has no figures.</param>
/// <param name="catalogue">The catalogue of now; read once.</param>
public sealed class GivenMonths(
    SuppressionProfile? profile,
    Func<ScorecardId, Month, CancellationToken, Task<MonthlyScorecard?>> read,
    Func<CancellationToken, Task<CatalogueState>> catalogue)
{
    /// <summary>Months that are kept at hand, and as many from before: ten years of one scorecard.</summary>
    const int MostHeld = 60;

    readonly Lazy<Task<CatalogueState>> now = new(() => catalogue(CancellationToken.None));
    ConcurrentDictionary<(ScorecardId Scorecard, Month Month), Task<ShownMonth?>> held = [];
    ConcurrentDictionary<(ScorecardId Scorecard, Month Month), Task<ShownMonth?>> older = [];

    public bool IsSuppressed => profile is not null;

    /// <summary>Null: everything is as it is.</summary>
    public SuppressionProfile? Profile => profile;

    /// <returns>Null: it has no figures.</returns>
    /// <exception cref="InvalidDataException">What is stored for the month cannot be understood.</exception>
    public async Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, CancellationToken ct) =>
        profile is null ? await read(scorecard, month, ct)
        : await ShownAsync(profile, scorecard, month, ct) is { } shown ? shown.After(await BeforeAsync(profile, shown.Whole, ct)) : null;

    /// <summary>A month that is read already; the month before it is read only if nothing else has.</summary>
    public async Task<MonthlyScorecard> GiveAsync(MonthlyScorecard whole, CancellationToken ct)
    {
        if (profile is null)
        {
            return whole;
        }

        var shown = await ShowAsync(profile, whole);
        _ = Hold((whole.Scorecard, whole.Month), Task.FromResult<ShownMonth?>(shown));
        return shown.After(await BeforeAsync(profile, whole, ct));
    }

    /// <summary>A month that is not the current one, with the month before as it was then.</summary>
    public async Task<MonthlyScorecard> GiveAsync(MonthlyScorecard whole, MonthlyScorecard? before) => profile is null
        ? whole
        : (await ShowAsync(profile, whole)).After(before is null ? null : await ShowAsync(profile, before));

    /// <summary>A month that was given, as it is for those who may see everything.</summary>
    public async Task<MonthlyScorecard> FindWholeAsync(MonthlyScorecard shown, CancellationToken ct) =>
        profile is null ? shown : (await ShownAsync(profile, shown.Scorecard, shown.Month, ct))?.Whole ?? shown;

    /// <returns>Null: it has no figures, cannot be understood, or is not compared with.</returns>
    async Task<ShownMonth?> BeforeAsync(SuppressionProfile under, MonthlyScorecard whole, CancellationToken ct)
    {
        try
        {
            return whole.Results.Any(r => r.Previous is not null)
                ? await ShownAsync(under, whole.Scorecard, whole.Month.Previous(), ct)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    Task<ShownMonth?> ShownAsync(SuppressionProfile under, ScorecardId scorecard, Month month, CancellationToken ct)
    {
        return held.TryGetValue((scorecard, month), out var known) || older.TryGetValue((scorecard, month), out known)
            ? known
            : Hold((scorecard, month), ReadAsync());

        async Task<ShownMonth?> ReadAsync() => await read(scorecard, month, ct) is { } whole ? await ShowAsync(under, whole) : null;
    }

    /// <summary>
    /// Whether a numerator is a part is asked of the catalogue of now too: a mark that was wrong then would give the small rest. What was withheld
    /// by the mark of then stays so.
    /// </summary>
    async Task<ShownMonth> ShowAsync(SuppressionProfile under, MonthlyScorecard whole)
    {
        var known = (await now.Value).Catalogue;
        return Suppression.Show(under, whole with { Results = [.. whole.Results.Select(Current)] });

        Result Current(Result result) =>
            known.Indicator(result.Indicator.Id) is { } indicator && Suppression.IsPart(indicator)
                ? result with { Indicator = result.Indicator with { NumeratorIsPart = true } }
                : result;
    }

    Task<ShownMonth?> Hold((ScorecardId Scorecard, Month Month) of, Task<ShownMonth?> shown)
    {
        if (held.Count >= MostHeld)
        {
            (held, older) = ([], held);
        }

        return held[of] = shown;
    }
}
