namespace Scorecards.Domain;

/// <summary>Decides which months are issued.</summary>
public static class IssuePlanner
{
    /// <summary>An upload on which no work was seen for longer is stuck, and no longer a reason to wait.</summary>
    public static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    /// <summary>An upload that is worked on for the fourth time will hardly end this time.</summary>
    public const int MostAttempts = 3;

    /// <summary>Whether the month end waits for an upload that is not read to its end: its first half would make a half-true mail.</summary>
    /// <param name="attempts">How often it was begun.</param>
    /// <param name="worked">When work on it was seen last.</param>
    public static bool IsWaitedFor(int attempts, DateTimeOffset worked, DateTimeOffset now) => attempts <= MostAttempts && worked > now - LongestWork;

    /// <summary>Whether a scorecard's month has figures and is not issued.</summary>
    public static bool IsOpen(JournalPrefix journal, ScorecardId scorecard, Month month) =>
        journal.Issue(scorecard, month) is null && journal.Stating(scorecard, month).Count > 0;

    /// <summary>The scorecards that are to be issued because a mail that is due shows them.</summary>
    public static IReadOnlyList<ScorecardId> FindNames(GroupPlan plan) =>
        [.. plan.Mails.Where(m => m.IsDue).SelectMany(m => m.Unissued).Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];

    /// <summary>The scorecards that each recipient of the issue gets, by address.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ScorecardId>> FindRecipients(GroupPlan plan) =>
        plan.Mails.Where(m => m.IsDue).ToDictionary(m => m.Email, IReadOnlyList<ScorecardId> (m) => [.. m.Shown.Select(s => s.Scorecard)]);

    /// <summary>What another entry has issued meanwhile is left out. What was found to be due must still be what it was.</summary>
    /// <param name="request">As it was planned.</param>
    /// <param name="now">The journal that the entry is put on.</param>
    public static Decision Decide(IssueRequest request, JournalPrefix now)
    {
        var (month, seen) = (request.Group.Month, request.Seen);
        List<ScorecardId> open = [.. request.Names.Where(id => now.Issue(id, month) is null)];
        if (open.Count == 0 || now.IsFenced(request.Attempt, seen) || now.IsUnderRepair)
        {
            return Decision.Nothing;
        }

        if (now.Catalogue([.. request.CatalogueKinds]) > seen || open.Exists(id => now.Touching(id, month, seen).Count > 0))
        {
            return Decision.Again;
        }

        return new JournalEntry
        {
            Kind = EntryKind.Issue,

            // No scorecard's month is issued twice: one of the names tells the intent from every other.
            Intent = $"issue:{month}:{open[0].ToLower()}",
            Attempt = request.Attempt,
            Group = request.Group.Group,
            Month = month,
            Names = [.. open.Select(id => id.Value)],
            Touches = new Touches { Stated = new MonthSet(open.Select(id => new ScorecardMonth(id, month))) },
        };
    }
}
