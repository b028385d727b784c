namespace Scorecards.Domain;

/// <summary>The timetables in force: which scorecard group a scorecard belongs to, and when that group's months are mailed.</summary>
/// <param name="workingDays">England's.</param>
/// <param name="timetables">A later one replaces an earlier one of the same group; the first is for every other scorecard.</param>
/// <param name="catalogue">Says which scorecard is the parent of which.</param>
public sealed class MonthEndCalendar(WorkingDays workingDays, IEnumerable<Timetable> timetables, Catalogue catalogue)
{
    readonly Dictionary<ScorecardId, MonthEndRule> groups = timetables.GroupBy(t => t.Group)
        .ToDictionary(g => g.Key, g => new MonthEndRule(workingDays, g.Last()));

    readonly ScorecardTree tree = new(catalogue.Scorecards);

    /// <summary>A group's timetable; null = there is none any more.</summary>
    public MonthEndRule? FindGroupRule(ScorecardId group) => groups.GetValueOrDefault(group);

    /// <summary>The scorecard's own timetable, else that of the nearest scorecard above it, else the one for every other.</summary>
    public MonthEndRule FindRule(ScorecardId scorecard) =>
        tree.Ancestors(scorecard).Prepend(scorecard).Select(FindGroupRule).FirstOrDefault(rule => rule is not null)
            ?? groups[Timetable.EveryOther];
}
