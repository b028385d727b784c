namespace Scorecards.Domain;

/// <summary>What a recipient of a scorecard group's month is waiting for.</summary>
public enum MailStatus
{
    /// <summary>Nothing: everything was sent, or there is nothing yet.</summary>
    NothingToSend,

    /// <summary>A mail is being handed over.</summary>
    BeingSent,

    /// <summary>The server refused the last mail: nothing more of the month is sent automatically.</summary>
    Refused,

    /// <summary>The record of who was mailed is lost: nothing is sent automatically.</summary>
    RecordLost,

    /// <summary>The recipient gets notices to the data team and no month-end mail.</summary>
    NoticesOnly,

    /// <summary>An issued month is not calculated yet.</summary>
    AwaitingCalculation,

    /// <summary>The month-end mail of scorecards that the recipient has not had, at its time.</summary>
    FirstMail,

    /// <summary>A mail that says what has changed since the recipient's edition, at its time.</summary>
    ChangeMail,

    /// <summary>The server put a mail off: it is tried again at its time.</summary>
    PutOff,
}
