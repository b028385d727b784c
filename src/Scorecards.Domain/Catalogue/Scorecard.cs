namespace Scorecards.Domain;

/// <summary>A scorecard as the catalogue holds it: a set of indicators for one slice of the service, such as "Kent, inc UASC".</summary>
public sealed record Scorecard
{
    /// <summary>The key, such as <c>kent-inc-uasc</c>; compared without regard to case.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The id of the scorecard that this one is a part of.</summary>
    public string? Parent { get; init; }

    /// <summary>county, area, district or team.</summary>
    public required string Slice { get; init; }

    /// <summary>The district, area or team code; null = the whole county (domain/indicators.md G.2).</summary>
    public string? SliceCode { get; init; }

    /// <summary>inc or exc: whether unaccompanied asylum-seeking children are counted.</summary>
    public required string Uasc { get; init; }

    public DateOnly? ActiveFrom { get; init; }

    public DateOnly? ActiveTo { get; init; }

    public static IReadOnlyList<string> Slices { get; } = ["county", "area", "district", "team"];

    public static IReadOnlyList<string> UascBases { get; } = ["inc", "exc"];

    public bool IsActive(Month month) => Active.On(month, ActiveFrom, ActiveTo);
}
