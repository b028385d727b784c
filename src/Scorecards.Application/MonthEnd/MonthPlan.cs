using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>A scorecard group's month as it was when it was looked at.</summary>
/// <param name="Journal">That was looked at.</param>
/// <param name="Mails">One plan for each recipient.</param>
/// <param name="Deliveries">Mails and notices.</param>
/// <param name="Behind">Issued months, with the number up to which they are to be calculated before they can be mailed.</param>
/// <param name="Failed">Why there is no plan for a recipient.</param>
/// <param name="IsLost">
/// An issue has no plan on record: the table Deliveries was lost, nobody knows who was mailed, and nothing of the month is mailed by itself.
/// </param>
public sealed record MonthPlan(
    JournalPrefix Journal,
    IReadOnlyList<MailPlan> Mails,
    IReadOnlyList<TrackedDelivery> Deliveries,
    IReadOnlyList<(ScorecardMonth Month, long Number)> Behind,
    IReadOnlyList<Exception> Failed,
    bool IsLost = false);
