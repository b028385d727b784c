namespace Scorecards.Domain;

/// <summary>What happens next with the mail to one recipient of a scorecard group's month.</summary>
public sealed record MailPlan
{
    /// <summary>One of the rows that name the address.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>Whether the address is of the data team for any of its scorecards: it then gets the data team's mail.</summary>
    public bool IsDataTeam { get; init; }

    public required MailStatus Status { get; init; }

    /// <summary>The recipient's last mail of the month, in whatever state; null = there was none.</summary>
    public TrackedDelivery? Last { get; init; }

    /// <summary>The mail that was put off and is tried again; null = there is none.</summary>
    public TrackedDelivery? PutOff { get; init; }

    /// <summary>The next mail; null = none is to come, as far as is known now.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Whether it is sent now.</summary>
    public bool IsDue { get; init; }

    /// <summary>Of the journal's entry as of which everything in the mail is.</summary>
    public long Number { get; init; }

    /// <summary>The scorecards that the mail shows, the widest first; one of edition 0 is to be issued first.</summary>
    public IReadOnlyList<MonthlyScorecard> Shown { get; init; } = [];

    /// <summary>Where the mail says what has changed; empty: it is the month-end mail.</summary>
    public IReadOnlyList<ScorecardDiff> Changes { get; init; } = [];

    /// <summary>The missing figures of the scorecards that the recipient has not had.</summary>
    public IReadOnlyList<MissingFigures> Missing { get; init; } = [];

    /// <summary>The figures that are still missing in the scorecards of <see cref="Changes"/>.</summary>
    public IReadOnlyList<MissingFigures> StillMissing { get; init; } = [];

    /// <summary>From when the month-end mail is sent, in London's local time; null = none is to come.</summary>
    public DateTime? From { get; init; }

    /// <summary>
    /// From when what has changed is mailed, in London's local time, and the edition that it has changed since; null = nothing has changed.
    /// </summary>
    public (DateTime From, int Edition)? Pending { get; init; }

    /// <summary>In lower case.</summary>
    public string Email => Recipient.Email.ToLowerInvariant();

    /// <summary>Shown, and not issued yet.</summary>
    public IEnumerable<ScorecardId> Unissued => Shown.Where(s => s.Edition == 0).Select(s => s.Scorecard);
}
