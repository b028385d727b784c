namespace Scorecards.Domain;

/// <summary>How the periods that a value can cover are written (docs/domain.md, Definitions).</summary>
public static class BasisNames
{
    /// <summary>The last day of the month.</summary>
    public const string Snapshot = "Snapshot";

    /// <summary>From 1 April to the last day of the month.</summary>
    public const string YearToDate = "YTD";

    /// <summary>The twelve months that end with the month.</summary>
    public const string RollingTwelveMonths = "Rolling 12 Months";

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<string> All { get; } = [Snapshot, YearToDate, RollingTwelveMonths];

    /// <summary>Finds the basis that a text means, such as <c>Year to date</c>; case, spaces and punctuation do not count.</summary>
    /// <returns>One of <see cref="All"/>; null = it means none of them.</returns>
    public static string? Find(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant() switch
    {
        "SNAPSHOT" => Snapshot,
        "YTD" or "YEARTODATE" => YearToDate,
        "ROLLING12MONTHS" or "ROLLING12" or "ROLLING12M" or "R12M" or "R12" => RollingTwelveMonths,
        _ => null,
    };
}
