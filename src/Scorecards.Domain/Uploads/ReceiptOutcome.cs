namespace Scorecards.Domain;

/// <summary>How an upload ended, as its receipt says.</summary>
public enum ReceiptOutcome
{
    /// <summary>Something in the file counts.</summary>
    Accepted,

    /// <summary>Nothing in the file counts; the receipt says why.</summary>
    Refused,

    /// <summary>The same bytes were uploaded before and count already.</summary>
    SameBytes,

    /// <summary>The file could not be processed for a reason that is not in the file.</summary>
    Failed,
}
