namespace Scorecards.Tests.Differential;

/// <summary>A query of a set, and what it asks for in SQL.</summary>
/// <param name="Address">Below the feed.</param>
/// <param name="Prefer">The header; null = none.</param>
/// <param name="Where">A condition.</param>
/// <param name="OrderBy">Expressions, each with a comma behind it.</param>
/// <param name="Top">Null = all.</param>
/// <param name="Columns">Those that are selected.</param>
sealed record RandomQuery(
    string Address, string? Prefer, string Where, string OrderBy, int? Top, int Skip, bool IsCounted, IReadOnlyList<string> Columns)
{
    /// <summary>Null: the rows themselves are asked for.</summary>
    public RandomGrouping? Grouping { get; init; }
}
