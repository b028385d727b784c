namespace Scorecards.Domain;

/// <summary>How far the mail to one recipient has come. It leaves Claimed only forwards: whatever happens, nobody gets it twice.</summary>
public enum DeliveryState
{
    /// <summary>Not sent yet; the server put it off or could not be reached.</summary>
    Planned,

    /// <summary>Somebody is sending it, until the claim runs out.</summary>
    Claimed,

    /// <summary>The server has accepted it.</summary>
    Sent,

    /// <summary>The sending was cut off: it may have been accepted. It is not sent again by itself.</summary>
    Unknown,

    /// <summary>The server will not have it for this recipient.</summary>
    Refused,
}

/// <summary>The mail of one scorecard's month and edition to one recipient.</summary>
public sealed record Delivery(string Scorecard, Month Month, int Edition, string Email);
