namespace Scorecards.Faults;

/// <summary>What happens at one request to the storage.</summary>
enum FaultKind
{
    /// <summary>The app is killed (-9); the request never arrives.</summary>
    KillBefore,

    /// <summary>It is carried out, and the app is killed before the answer.</summary>
    KillAfter,

    /// <summary>Answered so, and not carried out; writes and conditional reads only, as 412.</summary>
    Conflict409,
    Precondition412,
    TooMany429,
    Error500,
    Busy503,

    /// <summary>Carried out, and answered so all the same.</summary>
    Lost500,
    Lost503,

    /// <summary>The connection is reset; the request never arrives.</summary>
    ResetBefore,

    /// <summary>It is carried out, and the connection is reset in place of an answer.</summary>
    ResetAfter,

    /// <summary>Held until all others are through, then carried out and answered.</summary>
    Slow,

    /// <summary>The connection is reset at once; the request arrives all the same when all others are through, its own second try too.</summary>
    Late,
}
