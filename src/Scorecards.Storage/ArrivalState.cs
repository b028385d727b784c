namespace Scorecards.Storage;

/// <summary>How far an arrival has come.</summary>
public enum ArrivalState
{
    /// <summary>On record, and not read to its end yet.</summary>
    Received,

    /// <summary>Some of its rows count.</summary>
    Accepted,

    /// <summary>None of its rows count; its receipt says why.</summary>
    Refused,

    /// <summary>Its bytes counted already.</summary>
    Same,

    /// <summary>It was overwritten or removed before anybody could read it.</summary>
    Replaced,

    /// <summary>It failed again and again for a reason that is not in the file.</summary>
    Failed,

    /// <summary>An administrator has had it deleted.</summary>
    Erased,
}
