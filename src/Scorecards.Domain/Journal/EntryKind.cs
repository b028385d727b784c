namespace Scorecards.Domain;

/// <summary>What an entry of the journal decides (docs/architecture.md, The journal).</summary>
public enum EntryKind
{
    /// <summary>From here on an arrival's content counts.</summary>
    Accepted,

    /// <summary>An arrival was read and nothing in it counts.</summary>
    Refused,

    /// <summary>An arrival has the bytes of one that counts already.</summary>
    Same,

    /// <summary>From here on a place does not count.</summary>
    Withdrawal,

    /// <summary>A withdrawal that also deletes the bytes and rows of the place. Without a place it deletes bytes that no entry has.</summary>
    Erasure,

    /// <summary>A month of the named scorecards is issued: edition 1 is the month as of this number.</summary>
    Issue,

    /// <summary>The named months are calculated from the beginning.</summary>
    Recalculation,

    /// <summary>A restore begins: attempts begun before it can no longer commit, and nothing is calculated until <see cref="Restored"/>.</summary>
    Restoring,

    /// <summary>A restore has ended: every month is calculated from the beginning.</summary>
    Restored,

    /// <summary>Newer rules of calculation are in use.</summary>
    Rules,

    /// <summary>The named attempts can no longer commit: their rows are removed.</summary>
    Fence,

    /// <summary>A number that was used once and whose entry is lost.</summary>
    Lost,
}
