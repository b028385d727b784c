namespace Scorecards.Domain;

/// <summary>A scorecard of the catalogue: the indicators of one slice of the service, such as "Kent, inc UASC".</summary>
public sealed record Scorecard
{
    /// <summary>The key, such as <c>kent-inc-uasc</c>.</summary>
    public required ScorecardId Id { get; init; }

    /// <summary>The name as printed.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the scorecard above this one; null = it is at the top.</summary>
    public ScorecardId? Parent { get; init; }

    /// <summary>The level of the service that it is about.</summary>
    public required Slice Slice { get; init; }

    /// <summary>The district, area or team code; null = the whole county (docs/domain.md, Definitions).</summary>
    public string? SliceCode { get; init; }

    /// <summary>Whether unaccompanied asylum-seeking children are counted.</summary>
    public required UascBasis Uasc { get; init; }

    /// <summary>The first day on which it is active; null = no beginning.</summary>
    public DateOnly? ActiveFrom { get; init; }

    /// <summary>The last day on which it is active; null = no end.</summary>
    public DateOnly? ActiveTo { get; init; }

    /// <summary>Whether it is of a slice. The county is the council's own, whatever its code.</summary>
    /// <param name="code">The slice's; null = it has none.</param>
    public bool IsOf(Slice slice, string? code) =>
        Slice == slice && (slice == Slice.County || string.Equals(SliceCode, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the month has the scorecard: active on the month's last day.</summary>
    public bool IsActive(Month month) => Active.On(month, ActiveFrom, ActiveTo);

    /// <summary>Whether its last day was before a day.</summary>
    public bool HasEnded(DateOnly day) => ActiveTo < day;
}
