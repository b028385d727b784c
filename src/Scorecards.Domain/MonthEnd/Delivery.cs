namespace Scorecards.Domain;

/// <summary>
/// How far the mail to one recipient has come. Each step is one conditional write: whatever happens, nobody gets it twice by itself.
/// </summary>
public enum DeliveryState
{
    /// <summary>
    /// Not sent: the server put it off or could not be reached, or whoever had claimed it was cut off before anything could be accepted.
    /// </summary>
    Planned,

    /// <summary>Somebody is about to send it. When the claim runs out anybody may claim it again.</summary>
    Claimed,

    /// <summary>It is being handed over, and the server may accept it at any moment. When nobody says what came of it, it is Unknown.</summary>
    Sending,

    /// <summary>The server has accepted it.</summary>
    Sent,

    /// <summary>The sending was cut off: it may have been accepted. It is not sent again by itself.</summary>
    Unknown,

    /// <summary>The server will not have it for this recipient.</summary>
    Refused,
}

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
/// <param name="Day">Of a notice, which goes out once a working day; else null.</param>
public sealed record Delivery(string Group, Month Month, int Ordinal, string Email, DateOnly? Day = null);
