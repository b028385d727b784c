namespace Scorecards.Domain;

/// <summary>What an entry may change: nothing outside it is other than before the entry.</summary>
public sealed record Touches
{
    public static readonly Touches Nothing = new();

    /// <summary>Every month of every scorecard.</summary>
    public static readonly Touches All = new() { Everything = true };

    public bool Everything { get; init; }

    /// <summary>The kinds of catalogue rows that are other than before, by the names of their extracts.</summary>
    public IReadOnlyList<string> CatalogueKinds { get; init; } = [];

    /// <summary>From this month on catalogue rows change figures; null = they change none.</summary>
    public Month? CatalogueFrom { get; init; }

    /// <summary>The scorecards that catalogue rows change; empty = all.</summary>
    public IReadOnlyList<string> CatalogueScorecards { get; init; } = [];

    /// <summary>The months that figures are stated for. The month after each is touched too: it is compared with it.</summary>
    public MonthSet Stated { get; init; } = MonthSet.Empty;

    /// <summary>The months that are commented on; no figure depends on them.</summary>
    public MonthSet Commented { get; init; } = MonthSet.Empty;

    /// <summary>Whether the months are touched that cannot be listed, since they depend on what else was stated.</summary>
    public bool IsBroad => Everything || CatalogueFrom is not null;

    public bool Includes(string scorecard, Month month) =>
        Everything
        || (CatalogueFrom is { } from && from <= month && (CatalogueScorecards.Count == 0 || CatalogueScorecards.Contains(scorecard, StringComparer.OrdinalIgnoreCase)))
        || Stated.Contains(scorecard, month)
        || (month != default && Stated.Contains(scorecard, month.Previous()));

    /// <summary>Both together: for an entry that is in the place of another, whose figures go.</summary>
    public static Touches operator +(Touches one, Touches other) => new()
    {
        Everything = one.Everything || other.Everything,
        CatalogueKinds = [.. one.CatalogueKinds.Union(other.CatalogueKinds)],
        CatalogueFrom = one.CatalogueFrom is { } a && other.CatalogueFrom is { } b ? (a < b ? a : b) : one.CatalogueFrom ?? other.CatalogueFrom,
        CatalogueScorecards = (one.CatalogueFrom, other.CatalogueFrom) switch
        {
            (null, _) => other.CatalogueScorecards,
            (_, null) => one.CatalogueScorecards,
            _ when one.CatalogueScorecards.Count == 0 || other.CatalogueScorecards.Count == 0 => [],
            _ => [.. one.CatalogueScorecards.Union(other.CatalogueScorecards, StringComparer.OrdinalIgnoreCase)],
        },
        Stated = one.Stated + other.Stated,
        Commented = one.Commented + other.Commented,
    };
}
