namespace Scorecards.Domain;

/// <summary>A figure that a month should have and has not.</summary>
/// <param name="LastExtract">The path of the extract that stated the figure in the month before; null = none did.</param>
public sealed record MissingFigure(Indicator Indicator, string? LastExtract);
