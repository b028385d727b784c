namespace Scorecards.Reports;

/// <summary>The mail that was not delivered, or that nobody knows of whether it was.</summary>
/// <param name="Unknown">Nobody knows whether these arrived.</param>
/// <param name="Refused">The mail server did not take these in the last months.</param>
/// <param name="Waiting">The mail server has not taken these yet: what it said, without addresses, and how many wait for the same reason.</param>
public sealed record UndeliveredMail(
    IReadOnlyList<DeliveryLine> Unknown, IReadOnlyList<DeliveryLine> Refused, IReadOnlyList<(string Why, int Mails)> Waiting)
{
    /// <summary>How many the mail server has put off of which nothing is left to send, so that they are not tried again.</summary>
    public int NotNeeded { get; init; }

    /// <summary>Everything was delivered.</summary>
    public static UndeliveredMail None { get; } = new([], [], []);
}
