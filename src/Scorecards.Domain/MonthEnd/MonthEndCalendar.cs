namespace Scorecards.Domain;

/// <summary>The timetables in force: which scorecard group a scorecard belongs to, and when that group's months are mailed.</summary>
/// <param name="workingDays">England's.</param>
/// <param name="timetables">A later one replaces an earlier one of the same group; the first is for every other scorecard.</param>
/// <param name="catalogue">Says which scorecard is the parent of which.</param>
public sealed class MonthEndCalendar(WorkingDays workingDays, IEnumerable<Timetable> timetables, Catalogue catalogue)
{
    readonly Dictionary<string, MonthEndRule> groups = timetables.GroupBy(t => t.Group, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => new MonthEndRule(workingDays, g.Last()), StringComparer.OrdinalIgnoreCase);

    readonly ScorecardTree tree = new(catalogue.Scorecards);

    /// <summary>A group's timetable; null = there is none any more.</summary>
    public MonthEndRule? FindGroupRule(string group) => groups.GetValueOrDefault(group);

    /// <summary>The scorecard's own timetable, else that of the nearest scorecard above it, else the one for every other.</summary>
    public MonthEndRule FindRule(ScorecardId scorecard) =>
        tree.Ancestors(scorecard).Prepend(scorecard).Select(id => FindGroupRule(id.Value)).FirstOrDefault(rule => rule is not null)
            ?? groups[Timetable.EveryOther];
}
