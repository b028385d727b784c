namespace Scorecards.Domain;

/// <summary>What an entry of the journal may change: everything else stays as before the entry.</summary>
public sealed record Touches
{
    /// <summary>No month.</summary>
    public static readonly Touches Nothing = new();

    /// <summary>Every month of every scorecard.</summary>
    public static readonly Touches All = new() { Everything = true };

    /// <summary>Whether it may change every month of every scorecard.</summary>
    public bool Everything { get; init; }

    /// <summary>The kinds of catalogue rows that it changes, by the names of their extracts.</summary>
    public IReadOnlyList<string> CatalogueKinds { get; init; } = [];

    /// <summary>The first month whose figures its catalogue rows change; null = they change none.</summary>
    public Month? CatalogueFrom { get; init; }

    /// <summary>The ids of the scorecards that its catalogue rows change; empty = all.</summary>
    public IReadOnlyList<ScorecardId> CatalogueScorecards { get; init; } = [];

    /// <summary>The months that it states figures for. The month after each is touched too: its travel depends on them.</summary>
    public MonthSet Stated { get; init; } = MonthSet.Empty;

    /// <summary>The months that it comments on; no figure depends on comments.</summary>
    public MonthSet Commented { get; init; } = MonthSet.Empty;

    /// <summary>Whether it touches months that it cannot list, because they depend on what else was stated.</summary>
    public bool IsBroad => Everything || CatalogueFrom is not null;

    /// <summary>Whether it may change a scorecard's month.</summary>
    public bool Includes(ScorecardId scorecard, Month month) =>
        Everything
        || (CatalogueFrom is { } from && from <= month
            && (CatalogueScorecards.Count == 0 || CatalogueScorecards.Contains(scorecard)))
        || Stated.Contains(scorecard, month)
        || (month != default && Stated.Contains(scorecard, month.Previous()));

    /// <summary>Both together: for an entry that replaces another, whose figures no longer count.</summary>
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
            _ => [.. one.CatalogueScorecards.Union(other.CatalogueScorecards)],
        },
        Stated = one.Stated + other.Stated,
        Commented = one.Commented + other.Commented,
    };
}
