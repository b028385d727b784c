namespace Scorecards.Domain;

/// <summary>What a member of the data team is told on a working day, or a reader of a month that is on hold.</summary>
/// <param name="Delivery">The day's notice.</param>
/// <param name="Known">Its row, where it was tried today; null = it was not.</param>
/// <param name="Missing">The figures that the mail waits for, of all scorecards that the address gets.</param>
/// <param name="Undelivered">Mails of the recipient's scorecards that nobody has been told of.</param>
/// <param name="IsHold">It tells leadership, once, that the month is on hold; nothing is undelivered.</param>
/// <param name="IsDue">Whether it is sent now: it was not sent today, and is not put off.</param>
public sealed record NoticePlan(
    Recipient Recipient,
    Delivery Delivery,
    TrackedDelivery? Known,
    IReadOnlyList<MissingFigures> Missing,
    IReadOnlyList<TrackedDelivery> Undelivered,
    bool IsDue,
    bool IsHold = false)
{
    /// <summary>Those of the group that the recipient is of the data team for, by id.</summary>
    public IReadOnlyCollection<ScorecardId> Scorecards { get; init; } = [];

    /// <summary>Of a hold: whether a scorecard that waits has any figure. Without one, nothing is mailed at the deadline.</summary>
    public bool HasFigures { get; init; } = true;

    /// <summary>Of a hold that is sent: <see cref="NoticePlanner.FindUntold"/>.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];
}
