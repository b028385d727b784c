namespace Scorecards.Domain;

/// <summary>How handing over one mail ended.</summary>
public enum MailResult
{
    /// <summary>Nothing was handed over: another sender has the claim, or it is a dry run.</summary>
    NotTried,

    /// <summary>The server has accepted it.</summary>
    Sent,

    /// <summary>The server did not accept this mail for now.</summary>
    PutOff,

    /// <summary>No server answers, or it does not know us: other mails need not be tried.</summary>
    Unavailable,

    /// <summary>The server takes no more mail for now, whoever it is for: everybody waits for a later tick.</summary>
    Throttled,

    /// <summary>The server will never accept it for this recipient.</summary>
    Refused,

    /// <summary>It was cut off and may have been accepted.</summary>
    Unknown,
}
