namespace Scorecards.Domain;

/// <summary>What happens next with a scorecard group's month.</summary>
/// <param name="State">That it was decided by.</param>
/// <param name="Mails">One for each recipient; none for a recipient of a scorecard that could not be read.</param>
public sealed record GroupPlan(GroupState State, IReadOnlyList<MailPlan> Mails)
{
    /// <summary>Of the mails that are due again the try that is longest ago, UTC; null: there is none.</summary>
    public DateTimeOffset? OldestTry => Mails.Where(m => m.IsDue).Min(m => m.PutOff?.Settled);
}
