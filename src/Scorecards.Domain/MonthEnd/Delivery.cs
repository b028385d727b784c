namespace Scorecards.Domain;

/// <summary>
/// A mail to one recipient. There is one next mail for each recipient, whatever number of the journal it will show: two senders who see different
/// numbers claim the same row.
/// </summary>
/// <param name="Group">The scorecard group (<see cref="Timetable.Group"/>) with which the month was issued.</param>
/// <param name="Month">That the mail is about.</param>
/// <param name="Ordinal">
/// 1 for the recipient's first mail of the month, then one more for each that says what has changed; 0 for a notice to the data team.
/// </param>
/// <param name="Email">In lower case.</param>
/// <param name="Day">The working day of a notice; else null.</param>
public sealed record Delivery(ScorecardId Group, Month Month, int Ordinal, string Email, DateOnly? Day = null);
