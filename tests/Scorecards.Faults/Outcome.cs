namespace Scorecards.Faults;

/// <summary>What became of a point.</summary>
enum Outcome
{
    /// <summary>The end is right by the app's own tries, or by its restart after a kill.</summary>
    Held,

    /// <summary>It is right after a later restart and the sweep.</summary>
    Mended,

    /// <summary>It is right but for a mail of which nobody can know whether the server took it, as the app says; it is not sent again.</summary>
    Unknown,

    Failed,

    /// <summary>This run made fewer requests, or the fault does not fit the one that it met.</summary>
    NotMet,
}
