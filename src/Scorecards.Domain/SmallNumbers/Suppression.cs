namespace Scorecards.Domain;

/// <summary>
/// Withholds small numbers from readers outside and rounds the others (docs/domain.md, Small numbers). A result depends on its own numbers alone; a
/// formula's on those that it follows from. Rating and travel are the ones that staff see, or withheld with the figure.
/// </summary>
public static class Suppression
{
    /// <summary>Below it the last decimals of a percentage would say more than its rounded numbers do.</summary>
    const decimal LeastForDecimals = 100m;

    /// <summary>The only reason for what is withheld.</summary>
    public const string Reason = "c";

    /// <summary>What files write in place of a number that is small: confidential, rounded to nothing, suppressed.</summary>
    static readonly HashSet<string> Stated = new(
        [Reason, "k", "low", "s", "supp", "suppressed", "data suppressed", "confidential", "withheld", "*", "**", "***", "~", "#"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A scorecard's month as a reader outside sees it.</summary>
    /// <param name="profile">Which numbers are small, and how the others are rounded.</param>
    /// <param name="month">As staff see it.</param>
    public static ShownMonth Show(SuppressionProfile profile, MonthlyScorecard month)
    {
        var isFollowed = month.Results.Any(r => r.Indicator.Formula is not null);
        var shown = month.Results.Select(r => Show(profile, r)).ToList();
        return new ShownMonth(month, isFollowed ? [.. new FollowedResults(shown).All()] : shown);
    }

    /// <summary>A result by its own numbers. A formula's without counts is left to its inputs, unless it is a count and small itself.</summary>
    static Result Show(SuppressionProfile profile, Result whole)
    {
        var numerator = whole.Indicator.Unit == Unit.Count ? whole.Numerator ?? whole.Figure?.Value : whole.Numerator;
        if (IsSmall(profile, whole.Indicator, numerator, whole.Denominator) || SaysSmall(whole.NoValue))
        {
            return Withheld(whole);
        }

        var result = whole with
        {
            Numerator = whole.Numerator is decimal n ? profile.Rounded(n) : null,
            Denominator = whole.Denominator is decimal d ? profile.Rounded(d) : null,
            Source = null,
            StatedReason = null,
        };
        return result.Figure is null || FollowedResults.IsFollowed(result) ? result
            : Figure(whole.Indicator, numerator is decimal count ? profile.Rounded(count) : null, result.Denominator) is { } figure
            ? result with { Figure = figure }
            : Withheld(whole);
    }

    /// <summary>Whether the rest follows from a numerator and its denominator: as the indicator says, else where it is a percentage.</summary>
    public static bool IsPart(Indicator indicator) => indicator.NumeratorIsPart ?? indicator.Unit == Unit.Percent;

    /// <summary>Whether the file withholds the figure, or states a bound such as &lt;5 in its place: it is one more that is withheld.</summary>
    static bool SaysSmall(string? why) =>
        why is not null && (why.Any(char.IsAsciiDigit) || Stated.Contains(why.Trim('[', ']', '.', ' ')));

    static bool IsSmall(SuppressionProfile profile, Indicator indicator, decimal? numerator, decimal? denominator) =>
        (numerator is decimal above && profile.IsWithheld(above))
        || (denominator is decimal below && profile.IsWithheld(below))
        || (IsPart(indicator) && denominator - numerator is decimal rest
            && rest > 0 && profile.IsSmall(rest));

    /// <returns>Null: a value without its numerator or denominator, which cannot be checked.</returns>
    static Figure? Figure(Indicator indicator, decimal? numerator, decimal? denominator) =>
        (numerator, denominator, indicator.Unit.Factor) switch
        {
            ({ } count, _, null) => new Figure(count, IsUnrounded: false),
            ({ } count, { } of and not 0, { } factor) => new Figure(count * factor / of, IsUnrounded: false)
            {
                Decimals = indicator.Unit == Unit.Percent && of < LeastForDecimals ? 0 : null
            },
            _ => null,
        };

    /// <summary>The result without anything that tells its figure.</summary>
    internal static Result Withheld(Result result) => result with
    {
        Numerator = null,
        Denominator = null,
        Figure = null,
        NoValue = null,
        Rating = null,
        Travel = null,
        Source = null,
        StatedReason = null,
        IsSuppressed = true,
    };
}
