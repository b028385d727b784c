namespace Scorecards.Domain;

/// <summary>A delivery as it was when it was read.</summary>
/// <param name="Id">Of its mail, as logs and mail headers have it.</param>
/// <param name="Number">Of the journal: the mail shows the newest editions not above it; 0 for a notice.</param>
/// <param name="Scorecards">That the mail is about.</param>
/// <param name="State">A claim that ran out is Planned, a sending that nobody finished Unknown.</param>
/// <param name="Settled">When its state was written, or a claim or sending ran out, UTC; null while it is being sent.</param>
/// <param name="Detail">What the server said, or who settled it and why.</param>
/// <param name="Attempts">How often it was put off; not by a server that took nothing from anybody.</param>
/// <param name="Since">Of the first attempt, UTC; null before it, and again after an administrator has had it sent once more.</param>
/// <param name="NextAttempt">Planned: not before, UTC; null = at once.</param>
/// <param name="IsTold">Refused or Unknown: the data team has been told.</param>
/// <param name="Version">Of the stored row, opaque: the row is only written where it still has this one.</param>
public sealed record TrackedDelivery(
    string Id,
    Delivery Delivery,
    long Number,
    IReadOnlyList<ScorecardId> Scorecards,
    DeliveryState State,
    DateTimeOffset? Settled,
    string? Detail,
    int Attempts,
    DateTimeOffset? Since,
    DateTimeOffset? NextAttempt,
    bool IsTold,
    string Version);
