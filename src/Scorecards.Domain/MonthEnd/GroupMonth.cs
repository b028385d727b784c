namespace Scorecards.Domain;

/// <summary>A scorecard group's month with those who get its mail.</summary>
/// <param name="Group">
/// The group that the scorecards' month was issued with; of those that are not issued yet, the one they belong to today. So a scorecard that moves
/// to another group does not get its mail twice.
/// </param>
/// <param name="Rule">The group's timetable.</param>
/// <param name="Recipients">Active today; one for each address and scorecard.</param>
public sealed record GroupMonth(ScorecardId Group, MonthEndRule Rule, Month Month, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>The recipients' rows by address in lower case: one mail each.</summary>
    public IEnumerable<IGrouping<string, Recipient>> ByAddress => Recipients.GroupBy(r => r.Email.ToLowerInvariant());

    /// <summary>
    /// The scorecards whose reporting month is the next one and waits to be issued: of this month only what has changed is mailed, to those who have
    /// had it (docs/month-end.md, Corrections after issue). So it is of those that are in the catalogue no more.
    /// </summary>
    public IReadOnlySet<ScorecardId> CorrectedOnly { get; init; } = new HashSet<ScorecardId>();

    /// <summary>The groups that have recipients.</summary>
    /// <param name="state">Of the catalogue.</param>
    /// <param name="calendar">The timetables in force.</param>
    /// <param name="journal">Up to the number wanted.</param>
    /// <param name="month">Null = each month that mail may be due for now.</param>
    /// <param name="first">The first month that mail may be due for; null = every month.</param>
    public static IReadOnlyList<GroupMonth> Find(
        CatalogueState state, MonthEndCalendar calendar, JournalPrefix journal, Month? month, DateTimeOffset now, Month? first = null)
    {
        var gone = FindGone(state.Catalogue, journal);
        var rows =
            from recipient in ByScorecard(state, gone)
            where recipient.IsActive(MonthEndRule.Today(now))
            let isGone = gone.Contains(recipient.Scorecard)
            let rule = calendar.FindRule(recipient.Scorecard)
            let before = FindCorrected(journal, recipient.Scorecard, rule.ReportingMonth(now))
            from wanted in month is { } one ? [one] : Months(rule, before, now).Where(m => first is null || m >= first)
            let issued = journal.Issue(recipient.Scorecard, wanted)
            where isGone ? issued is not null && recipient.GetsMonthEnd : state.Catalogue.Scorecard(recipient.Scorecard)?.IsActive(wanted) == true
            where issued is null || IsThere(recipient, journal[issued.Value].Committed)
            let with = issued is { } issue ? journal[issue].Group!.Value : rule.Group
            select (Recipient: recipient, Rule: rule, Group: with, Month: wanted, IsCorrectedOnly: isGone || wanted == before);
        return
        [
            .. rows.GroupBy(r => (r.Group, r.Month)).Select(g =>
                new GroupMonth(g.Key.Group, calendar.FindGroupRule(g.Key.Group) ?? g.First().Rule, g.Key.Month, [.. g.Select(r => r.Recipient)])
                {
                    CorrectedOnly = g.Where(r => r.IsCorrectedOnly).Select(r => r.Recipient.Scorecard).ToHashSet(),
                }),
        ];
    }

    /// <summary>The month before the reporting month, where it is issued and the reporting month is not; else null.</summary>
    static Month? FindCorrected(JournalPrefix journal, ScorecardId scorecard, Month reporting) =>
        journal.Issue(scorecard, reporting) is null && journal.Issue(scorecard, reporting.Previous()) is not null ? reporting.Previous() : null;

    static IEnumerable<Month> Months(MonthEndRule rule, Month? before, DateTimeOffset now) =>
        before is { } corrected ? rule.Months(now).Prepend(corrected) : rule.Months(now);

    /// <summary>The scorecards that were issued and are in the catalogue no more, as where their file was withdrawn.</summary>
    static HashSet<ScorecardId> FindGone(Catalogue catalogue, JournalPrefix journal) =>
    [
        .. journal.OfKind(EntryKind.Issue).SelectMany(n => journal[n].Names).Select(name => new ScorecardId(name))
            .Where(id => catalogue.Scorecard(id) is null),
    ];

    /// <summary>A row for every scorecard is one for each that has no row of its own for the address.</summary>
    /// <param name="gone">Those that are in the catalogue no more, and whose months were mailed.</param>
    static IEnumerable<Recipient> ByScorecard(CatalogueState state, IReadOnlySet<ScorecardId> gone)
    {
        var named = state.Recipients.Select(Key).ToHashSet();
        return state.Recipients.SelectMany(IEnumerable<Recipient> (r) => r.IsOfEveryScorecard
            ? state.Catalogue.Scorecards.Select(s => s.Id).Concat(gone).Select(id => r with { Scorecard = id })
                .Where(one => !named.Contains(Key(one)))
            : [r]);
    }

    /// <summary>A recipient added after a month was issued gets no mail about that month.</summary>
    static bool IsThere(Recipient recipient, DateTimeOffset issued) => recipient.From is null || recipient.From <= MonthEndRule.Today(issued);

    static (string Email, ScorecardId Scorecard) Key(Recipient r) => (r.Email.ToLowerInvariant(), r.Scorecard);
}
