using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>A scorecard group's month with those who get its mail.</summary>
/// <param name="Group">
/// The group that the scorecards' month was issued with; of those that are not issued yet, the one they belong to today. So a scorecard that moves
/// has had its mail.
/// </param>
/// <param name="Rule">The group's timetable.</param>
/// <param name="Recipients">Active today; one for each address and scorecard.</param>
public sealed record GroupMonth(string Group, MonthEndRule Rule, Month Month, IReadOnlyList<Recipient> Recipients);
