namespace Scorecards.Application.Feed;

/// <summary>How far a page has given a month that it ended within.</summary>
/// <param name="Given">Rows of the month that pass the filter, from its first on.</param>
/// <param name="Seen">Names what the reader saw of the month: where it is another, its other rows are no rest of these.</param>
public sealed record MonthPart(long Given, string Seen);
