namespace Scorecards.Domain;

/// <summary>A scorecard group's month with those who get its mail.</summary>
/// <param name="Group">
/// The group that the scorecards' month was issued with; of those that are not issued yet, the one they belong to today. So a scorecard that moves
/// to another group does not get its mail twice.
/// </param>
/// <param name="Rule">The group's timetable.</param>
/// <param name="Recipients">Active today; one for each address and scorecard.</param>
public sealed record GroupMonth(string Group, MonthEndRule Rule, Month Month, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>The recipients' rows by address in lower case: one mail each.</summary>
    public IEnumerable<IGrouping<string, Recipient>> ByAddress => Recipients.GroupBy(r => r.Email.ToLowerInvariant());

    /// <summary>The groups that have recipients.</summary>
    /// <param name="state">Of the catalogue.</param>
    /// <param name="calendar">The timetables in force.</param>
    /// <param name="journal">Up to the number wanted.</param>
    /// <param name="month">Null = each month that mail may be due for now.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<GroupMonth> Find(
        CatalogueState state, MonthEndCalendar calendar, JournalPrefix journal, Month? month, DateTimeOffset now)
    {
        var rows =
            from recipient in state.Recipients
            where recipient.IsActive(MonthEndRule.Today(now))
            let rule = calendar.FindRule(recipient.Scorecard)
            from wanted in month is { } one ? [one] : rule.Months(now)
            where state.Catalogue.Scorecard(recipient.Scorecard)?.IsActive(wanted) == true
            let with = journal.Issue(recipient.Scorecard, wanted) is { } issue ? journal[issue].Group! : rule.Group
            select (Recipient: recipient, Rule: rule, Group: with, Month: wanted);
        return
        [
            .. rows.GroupBy(r => (Group: r.Group.ToLowerInvariant(), r.Month)).Select(g =>
                new GroupMonth(g.First().Group, calendar.FindGroupRule(g.Key.Group) ?? g.First().Rule, g.Key.Month, [.. g.Select(r => r.Recipient)])),
        ];
    }
}
