namespace Scorecards.Domain;

/// <summary>A figure that a month should have and has not.</summary>
/// <param name="LastExtract">The path of the extract that stated the figure in the month before; null = none did.</param>
public sealed record MissingFigure(Indicator Indicator, string? LastExtract)
{
    /// <summary>The tables of records that it is counted from and that do not cover the month; none = it is not counted from records.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];
}
