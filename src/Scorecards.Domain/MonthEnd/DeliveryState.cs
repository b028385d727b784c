namespace Scorecards.Domain;

/// <summary>
/// How far the mail to one recipient has come. Each step is one conditional write, so that no recipient gets it twice automatically.
/// </summary>
public enum DeliveryState
{
    /// <summary>
    /// Not sent: the server put it off or could not be reached, or the sender that had claimed it was cut off before anything could be accepted.
    /// </summary>
    Planned,

    /// <summary>A sender is about to send it. When the claim runs out, any sender may claim it again.</summary>
    Claimed,

    /// <summary>It is being handed over, and the server may accept it at any moment. When no outcome is recorded in time, it is Unknown.</summary>
    Sending,

    /// <summary>The server has accepted it.</summary>
    Sent,

    /// <summary>The sending was cut off: it may have been accepted. It is not sent again automatically.</summary>
    Unknown,

    /// <summary>The server does not accept it for this recipient.</summary>
    Refused,
}
