namespace Scorecards.Domain;

/// <summary>The timetables in force: which scorecard group a scorecard belongs to, and when that group's months are mailed.</summary>
public sealed class MonthEndCalendar
{
    readonly Dictionary<ScorecardId, Timetable> timetables;
    readonly Dictionary<ScorecardId, MonthEndRule> groups;
    readonly ScorecardTree tree;

    /// <param name="workingDays">England's.</param>
    /// <param name="timetables">A later one replaces an earlier one of the same group; the first is for every other scorecard.</param>
    /// <param name="catalogue">Says which scorecard is the parent of which.</param>
    /// <param name="journal">Says which months are issued.</param>
    public MonthEndCalendar(WorkingDays workingDays, IEnumerable<Timetable> timetables, Catalogue catalogue, JournalPrefix journal)
    {
        this.timetables = timetables.GroupBy(t => t.Group).ToDictionary(g => g.Key, g => g.Last());
        tree = new ScorecardTree(catalogue.Scorecards);
        var issued = Issued(journal);
        groups = this.timetables.ToDictionary(t => t.Key, t => new MonthEndRule(workingDays, t.Value, Newest(issued[t.Key])));
    }

    /// <summary>A group's timetable; null = there is none any more.</summary>
    public MonthEndRule? FindGroupRule(ScorecardId group) => groups.GetValueOrDefault(group);

    /// <summary>The scorecard's own timetable, else that of the nearest scorecard above it, else the one for every other.</summary>
    public MonthEndRule FindRule(ScorecardId scorecard) => groups[FindGroup(scorecard)];

    ScorecardId FindGroup(ScorecardId scorecard) =>
        tree.Ancestors(scorecard).Prepend(scorecard).FirstOrDefault(timetables.ContainsKey, Timetable.EveryOther);

    /// <summary>The months of each group that anything is issued of: by it, or of a scorecard that is in it now.</summary>
    ILookup<ScorecardId, Month> Issued(JournalPrefix journal) => journal.OfKind(EntryKind.Issue)
        .Select(n => journal[n])
        .SelectMany(issue => issue.Names.Select(name => FindGroup(name)).Append(issue.Group!.Value)
            .Select(group => (Group: group, Month: issue.Month!.Value)))
        .ToLookup(issued => issued.Group, issued => issued.Month);

    static Month? Newest(IEnumerable<Month> months) => months.Select(month => (Month?)month).Max();
}
