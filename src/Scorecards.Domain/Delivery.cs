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

/// <summary>A mail to one recipient.</summary>
/// <param name="Group">The scorecard group (<see cref="Timetable.Group"/>).</param>
/// <param name="Month">That the mail is about.</param>
/// <param name="Edition">1 for the recipient's first mail of the month, then one more for each that says what has changed; 0 for a notice to the data team.</param>
/// <param name="Email">In lower case.</param>
/// <param name="Day">Of a notice, which goes out once a working day; else null.</param>
public sealed record Delivery(string Group, Month Month, int Edition, string Email, DateOnly? Day = null);
