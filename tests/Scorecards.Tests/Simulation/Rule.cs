namespace Scorecards.Tests.Simulation;

/// <summary>Rules of the protocol that <see cref="Forgetful"/> can forget, to see that the simulation notices.</summary>
public enum Rule
{
    None,

    /// <summary>After a 409 decide again: somebody else's entry may change what is to be said.</summary>
    Walk,

    /// <summary>A claim whose answer was lost is read back and known as one's own.</summary>
    ReadBack,

    /// <summary>A month is replaced only as it was read.</summary>
    Condition,

    /// <summary>An attempt has the answer to every write of its rows before its entry is inserted.</summary>
    RowsFirst,

    /// <summary>Attempts without an entry are fenced before their rows go.</summary>
    Fence,

    /// <summary>What began before a restore cannot commit.</summary>
    Restoring,

    /// <summary>Above a recalculation or a restore nothing that was stored is believed.</summary>
    RestoreEntry,

    /// <summary>A replay has the place of what it replaces.</summary>
    Place,

    /// <summary>An arrival is received at least one tick after the one before it.</summary>
    ReceivedOnce,

    /// <summary>What was refused for want of a row is read again when the row comes.</summary>
    Want,

    /// <summary>Only a newer receipt replaces one.</summary>
    ReceiptCondition,

    /// <summary>A month without figures is kept, empty.</summary>
    KeepEmpty,

    /// <summary>The follow-up goes over an entry when everything that comes of it is there.</summary>
    Verify,

    /// <summary>A mail is claimed only as its row was read.</summary>
    Claim,

    /// <summary>An issue's plan is there before its entry.</summary>
    Plan,
}
