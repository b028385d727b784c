using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>Which results to read. It may name more than is meant, never less: whoever asks looks at what comes.</summary>
public sealed record ResultScope
{
    /// <summary>Null = all.</summary>
    public IReadOnlySet<ScorecardId>? Scorecards { get; init; }

    /// <summary>Null = all.</summary>
    public IReadOnlySet<IndicatorId>? Indicators { get; init; }

    /// <summary>The first month.</summary>
    public Month From { get; init; } = Month.First;

    /// <summary>The last month.</summary>
    public Month To { get; init; } = Month.Last;

    /// <summary>Only what comes behind it, in the order of scorecard and month; null = from the start.</summary>
    public ScorecardMonth? After { get; init; }
}
