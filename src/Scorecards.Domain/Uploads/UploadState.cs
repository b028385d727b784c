namespace Scorecards.Domain;

/// <summary>How far an upload has come, as people are told (design.md 5).</summary>
public enum UploadState
{
    /// <summary>On record, and not read to its end yet.</summary>
    Received,

    /// <summary>Something of it counts; scorecards are still being calculated.</summary>
    Accepted,

    /// <summary>Accepted, and every month that follows from it is there.</summary>
    Calculated,

    /// <summary>Nothing of it counts; its receipt says why.</summary>
    Refused,

    /// <summary>Its bytes counted already.</summary>
    Same,

    /// <summary>It was overwritten or removed before anybody could read it.</summary>
    Replaced,

    /// <summary>It failed again and again for a reason that is not in the file; an administrator has to look.</summary>
    Failed,

    /// <summary>An administrator has had it deleted.</summary>
    Erased,
}
