using Scorecards.Domain;

namespace Scorecards.Application.Feed;

/// <summary>Rows of results, and where to go on.</summary>
/// <param name="HasMore">Whether there are months behind those that were looked at.</param>
/// <param name="Last">The last month that was looked at whole; null = none was.</param>
/// <param name="Skip">Rows still to be passed over.</param>
/// <param name="Part">How far the month behind the last one was given; null = not at all.</param>
/// <param name="Tag">Names what a reader sees of these months.</param>
public sealed record ResultPage(IReadOnlyList<object> Rows, bool HasMore, ScorecardMonth? Last, long Skip, MonthPart? Part, string Tag);
