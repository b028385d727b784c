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
