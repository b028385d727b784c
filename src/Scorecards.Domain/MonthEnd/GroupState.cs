namespace Scorecards.Domain;

/// <summary>A scorecard group's month as it was when it was read: all that the month end is decided by, but the time.</summary>
/// <param name="Journal">Up to the number that was read.</param>
/// <param name="Deliveries">Mails and notices of the group's month.</param>
/// <param name="Attempts">The attempts to issue whose recipients are on record.</param>
/// <param name="Facts">
/// Of <see cref="MonthEndPlanner.FindScorecardsToRead(GroupState)"/>, by id. A scorecard that could not be read is not there.
/// </param>
public sealed record GroupState(
    GroupMonth Group,
    JournalPrefix Journal,
    IReadOnlyList<TrackedDelivery> Deliveries,
    IReadOnlySet<string> Attempts,
    IReadOnlyDictionary<ScorecardId, ScorecardFacts> Facts)
{
    /// <summary>
    /// Whether an issue has no recipients on record: the table Deliveries was lost. Nobody knows who was mailed, and no mail of the month is sent
    /// automatically.
    /// </summary>
    public bool IsRecordLost
    {
        get
        {
            var (journal, group, attempts) = (Journal, Group, Attempts);
            return journal.OfKind(EntryKind.Issue).Select(n => journal[n]).Any(e =>
                e.Month == group.Month && e.Group == group.Group && !attempts.Contains(e.Attempt));
        }
    }

    /// <summary>Issued months, with the number up to which they are to be calculated before they can be mailed.</summary>
    public IReadOnlyList<(ScorecardMonth Month, long Number)> Behind =>
        [.. Facts.Where(f => f.Value.IsBehind).Select(f => (new ScorecardMonth(f.Key, Group.Month), f.Value.Number))];

    /// <summary>The deliveries of a recipient, the first first, without notices.</summary>
    /// <param name="email">In lower case.</param>
    public IReadOnlyList<TrackedDelivery> MailsTo(string email) =>
        [.. Deliveries.Where(d => d.Delivery.Day is null && d.Delivery.Email == email).OrderBy(d => d.Delivery.Ordinal)];
}
