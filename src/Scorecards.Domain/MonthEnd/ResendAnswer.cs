namespace Scorecards.Domain;

/// <summary>Whether an administrator may have a mail sent once more.</summary>
public enum ResendAnswer
{
    MayBeSent,

    /// <summary>It is a notice, to the data team or that a month is on hold: none is sent twice.</summary>
    IsNotice,

    /// <summary>A later mail to the recipient has given the same.</summary>
    GivenSince,

    /// <summary>Mail is sent for the reporting month to its recipients only, and this is not one of them.</summary>
    NotDue,
}
