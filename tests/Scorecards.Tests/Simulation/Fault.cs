namespace Scorecards.Tests.Simulation;

/// <summary>What may happen to a request.</summary>
public enum Fault
{
    None,

    /// <summary>It waits, up to days.</summary>
    Slow,

    /// <summary>It waits until everybody else has done what there is to do.</summary>
    Held,

    /// <summary>The whole instance sleeps, up to days.</summary>
    Sleep,

    /// <summary>No answer, and nothing was done.</summary>
    NotDone,

    /// <summary>Carried out, and no answer.</summary>
    NoAnswer,

    /// <summary>Carried out, the answer was lost and the SDK asks again: it may be refused by its own first try.</summary>
    Repeated,

    /// <summary>No answer, and it is carried out later, whoever asked may be dead by then.</summary>
    Late,

    /// <summary>The SDK asks again, and the first try is carried out later.</summary>
    Straggling,

    /// <summary>The instance is killed before it is carried out.</summary>
    KillBefore,

    /// <summary>The instance is killed after it was carried out.</summary>
    KillAfter,

    /// <summary>The instance is killed and it is carried out later.</summary>
    KillLate,
}
