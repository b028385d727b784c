using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Queries;

/// <summary>A figure of a scorecard's month as it is now, and how it came about.</summary>
/// <param name="Count">The entry of the count that stated it; null = somebody uploaded it, or it follows from others.</param>
/// <param name="Definition">How its indicator is counted; null = it is not.</param>
/// <param name="IsOwn">Whether the council wrote that definition.</param>
/// <param name="CountedFrom">The journal as of which the records were counted; where it was not counted, the whole journal.</param>
/// <param name="Catalogue">As it is now: by it the figure is rated.</param>
/// <param name="IsFollowed">Whether it follows from others by its indicator's formula.</param>
public sealed record CountedFigure(
    Scorecard Scorecard, Month Month, Result Result, JournalEntry? Count, Definition? Definition, bool IsOwn,
    JournalPrefix CountedFrom, Catalogue Catalogue, bool IsFollowed);
