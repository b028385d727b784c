namespace Scorecards.Reports;

/// <summary>A part of a short mail.</summary>
/// <param name="Heading">Null = none.</param>
/// <param name="Words">Paragraphs.</param>
/// <param name="Lines">A list below them.</param>
/// <param name="Link">The page of the scorecard that it is about; null = none is known.</param>
public sealed record NotePart(string? Heading, IReadOnlyList<string> Words, IReadOnlyList<string> Lines, Uri? Link = null);
