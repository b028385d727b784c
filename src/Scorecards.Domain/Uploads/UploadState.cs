namespace Scorecards.Domain;

/// <summary>How far an upload has come.</summary>
public enum UploadState
{
    /// <summary>Recorded, and not read to its end yet.</summary>
    Received,

    /// <summary>Something in it counts; scorecards are still being calculated.</summary>
    Accepted,

    /// <summary>Accepted, and every month that follows from it is calculated.</summary>
    Calculated,

    /// <summary>Nothing in it counts; its receipt says why.</summary>
    Refused,

    /// <summary>Its bytes counted already.</summary>
    Same,

    /// <summary>It was overwritten or removed before it could be read.</summary>
    Replaced,

    /// <summary>It failed again and again for a reason that is not in the file; an administrator has to look.</summary>
    Failed,

    /// <summary>An administrator has deleted it.</summary>
    Erased,
}
