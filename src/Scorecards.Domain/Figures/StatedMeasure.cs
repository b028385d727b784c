namespace Scorecards.Domain;

/// <summary>A measure that is in force, and where it came from.</summary>
/// <param name="Rank">The place of its statement in the order of statements.</param>
public sealed record StatedMeasure(Measure Measure, Source Source, Rank Rank);
