namespace Scorecards.Domain;

/// <summary>What an entry of the journal decides (docs/architecture.md, The journal).</summary>
public enum EntryKind
{
    /// <summary>An arrival's content counts from here on.</summary>
    Accepted,

    /// <summary>An arrival was read and nothing of it counts.</summary>
    Refused,

    /// <summary>An arrival has the bytes of one that counts already.</summary>
    Same,

    /// <summary>A place does not count from here on.</summary>
    Withdrawal,

    /// <summary>As a withdrawal, and the bytes and rows of the place are deleted.</summary>
    Erasure,

    /// <summary>A month of the named scorecards is issued: edition 1 is the month as of this number.</summary>
    Issue,

    /// <summary>The named months are calculated from nothing.</summary>
    Recalculation,

    /// <summary>A restore begins: what was begun before it can no longer commit, and nothing is calculated until <see cref="Restored"/>.</summary>
    Restoring,

    /// <summary>A restore has ended: every month is calculated from nothing.</summary>
    Restored,

    /// <summary>Newer rules of calculation are in use.</summary>
    Rules,

    /// <summary>The named attempts can no longer commit: their rows are removed.</summary>
    Fence,

    /// <summary>A number that was used once and whose entry is lost.</summary>
    Lost,
}
