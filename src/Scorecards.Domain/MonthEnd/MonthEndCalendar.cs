namespace Scorecards.Domain;

/// <summary>The timetables in force: which scorecard group a scorecard belongs to, and when that group's months are mailed.</summary>
/// <param name="workingDays">England's.</param>
/// <param name="timetables">A later one restates an earlier one of the same group; the first is for every other scorecard.</param>
/// <param name="catalogue">Says which scorecard is a part of which.</param>
public sealed class MonthEndCalendar(WorkingDays workingDays, IEnumerable<Timetable> timetables, Catalogue catalogue)
{
    readonly Dictionary<string, MonthEndRule> groups = timetables.GroupBy(t => t.Group, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => new MonthEndRule(workingDays, g.Last()), StringComparer.OrdinalIgnoreCase);

    /// <summary>A group's timetable; null = there is none any more.</summary>
    public MonthEndRule? OfGroup(string group) => groups.GetValueOrDefault(group);

    /// <summary>The scorecard's own timetable, else that of the nearest scorecard that it is a part of, else the one for every other.</summary>
    public MonthEndRule Of(string scorecard)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (var id = scorecard; id is not null && seen.Add(id); id = catalogue.Scorecard(id)?.Parent)
        {
            if (groups.TryGetValue(id, out var own))
            {
                return own;
            }
        }

        return groups[Timetable.EveryOther];
    }
}
