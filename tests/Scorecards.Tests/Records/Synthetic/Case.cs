namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A referral and what came of it until it was closed.</summary>
sealed class Case(CaseKind kind, int referral)
{
    public CaseKind Kind => kind;

    public int Referral => referral;

    public int Closure { get; set; } = Day.Never;

    public int Number { get; set; }

    public string Id => $"R{Number:D7}";

    public Child Child { get; set; } = null!;

    /// <summary>Of a child who was not known before; null = anybody of a fitting age may be referred.</summary>
    public int? Birth { get; init; }

    public Plan? Plan { get; set; }

    public Care? Care { get; init; }

    public bool IsDisability { get; set; }

    /// <summary>Waits in the team's tray at the period end, without a worker.</summary>
    public bool IsInTray { get; set; }

    /// <summary>When the first initial assessment was completed; null = there is none.</summary>
    public int? InitialDone { get; set; }

    /// <summary>When the first core assessment was started and completed; null = there is none.</summary>
    public int? CoreStart { get; set; }

    public int? CoreDone { get; set; }

    /// <summary>The end of the latest assessment of the kind, so that none begins before the one before is over.</summary>
    public int LastInitial { get; set; }

    public int LastCore { get; set; }

    public bool IsOpenAt(int day) => Referral <= day && Closure > day && Kind != CaseKind.NoAction;
}
