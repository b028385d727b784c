namespace Scorecards.Domain;

/// <summary>What happens next with a scorecard group's month.</summary>
/// <param name="State">That it was decided by.</param>
/// <param name="Mails">One for each recipient; none for a recipient of a scorecard that could not be read.</param>
public sealed record GroupPlan(GroupState State, IReadOnlyList<MailPlan> Mails);
