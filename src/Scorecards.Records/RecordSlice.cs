using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>A slice of team.csv.</summary>
/// <param name="Code">Null = the whole county.</param>
/// <param name="Name">A team's is its name; others have their code.</param>
/// <param name="Above">The slices that it is a part of, the smallest first. A district may be in several areas.</param>
public sealed record RecordSlice(Slice Slice, string? Code, string Name, IReadOnlyList<RecordSlice> Above)
{
    /// <summary>The first day of its first team; null = it is the county.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last day of its last team; null = it has not ended.</summary>
    public DateOnly? LastDay { get; init; }
}
