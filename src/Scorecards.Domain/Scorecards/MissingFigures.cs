namespace Scorecards.Domain;

/// <summary>A figure that a month should have and has not.</summary>
/// <param name="LastExtract">The path of the extract that it came in the month before; null = none did.</param>
public sealed record MissingFigure(Indicator Indicator, string? LastExtract);

/// <summary>A scorecard that lacks figures which the month should have.</summary>
/// <param name="Name">The scorecard's.</param>
/// <param name="HasFigures">Whether the month has any at all.</param>
/// <param name="Missing">In printed order.</param>
/// <param name="Expected">How many the month should have.</param>
public sealed record MissingFigures(string Scorecard, string Name, Month Month, bool HasFigures, IReadOnlyList<MissingFigure> Missing, int Expected)
{
    /// <summary>
    /// A month should have the figures that the latest month before it had, or those of every active indicator when there was none. That a figure is
    /// withheld or not there is stated too. A scorecard that never had any is not waited for.
    /// </summary>
    /// <param name="catalogue">In force.</param>
    /// <param name="scorecard">The scorecard; one that is not active in the month is not waited for.</param>
    /// <param name="month">The month asked about.</param>
    /// <param name="now">Its results; null = none.</param>
    /// <param name="before">The results of the latest month before it that has any; null = there is none.</param>
    /// <returns>Null: nothing is missing, or nothing is waited for.</returns>
    public static MissingFigures? Find(Catalogue catalogue, Scorecard scorecard, Month month, MonthlyScorecard? now, MonthlyScorecard? before)
    {
        if (!scorecard.IsActive(month) || (now is null && before is null))
        {
            return null;
        }

        var (stated, statedBefore) = (Stated(now), Stated(before));
        List<Indicator> expected = [.. catalogue.ActiveIndicators(month).Where(i => before is null || statedBefore.ContainsKey(i.Id))];
        List<MissingFigure> missing = [.. expected.Where(i => !stated.ContainsKey(i.Id)).Select(i => new MissingFigure(i, statedBefore.GetValueOrDefault(i.Id)?.Source?.Extract))];
        return missing.Count == 0 ? null : new MissingFigures(scorecard.Id, scorecard.Name, month, stated.Count > 0, missing, expected.Count);
    }

    static Dictionary<string, Result> Stated(MonthlyScorecard? month) =>
        (month?.Results ?? []).Where(r => r.Figure is not null || r.NoValue is not null).ToDictionary(r => r.Indicator.Id, StringComparer.OrdinalIgnoreCase);
}
