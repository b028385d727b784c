using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Which months the uploaded records cover: those that had ended when each table that an indicator needs was received.</summary>
public static class RecordCoverage
{
    /// <summary>What figures are counted from, by the kinds of extract.</summary>
    public static readonly string[] CountedFrom =
    [
        .. RecordKind.All.Select(kind => kind.Name), CatalogueTable.Scorecards, CatalogueTable.Indicators, CatalogueTable.BankHolidays,
        CatalogueTable.Definitions,
    ];

    static readonly TimeSpan LongestCount = TimeSpan.FromMinutes(10);

    /// <summary>Newer rules are counted by at the sweep, which comes every hour.</summary>
    static readonly TimeSpan UntilTheSweep = TimeSpan.FromHours(1);

    /// <summary>What definitions ask of a child, and the column that says until when.</summary>
    const string IsUasc = "is_uasc";
    const string UascEnd = "uasc_end";

    /// <summary>As people call the list of who is UASC.</summary>
    static readonly string[] UascLists =
        [.. ReturnKind.All.SelectMany(kind => kind.Parts).Where(part => part.Columns.Contains(UascEnd)).Select(part => part.Title)];

    /// <summary>
    /// The months that records are counted for (docs/domain.md, Figures from records): from April of the scorecard year before they were taken to the
    /// last month that had ended, the newest first.
    /// </summary>
    public static IReadOnlyList<Month> Window(DateOnly received) =>
        [.. new Month(Month.Containing(received).FinancialYear - 1, 4).To(Month.LastBefore(received)).Reverse()];

    /// <summary>The newest entry that figures may have to be counted anew for: of what they are counted from, or of newer rules; 0 = none.</summary>
    public static long NewestChange(JournalPrefix journal) =>
        Math.Max(journal.Catalogue(CountedFrom), journal.OfKind(EntryKind.Rules) is [.., var rules] ? rules : 0);

    /// <summary>Whether something that figures are counted from, or how, has changed since they were counted.</summary>
    public static bool IsBehind(JournalPrefix journal) => !journal.IsUnderRepair && NewestChange(journal) > journal.CountedTo
        && (journal.HasCounts || Newest(journal) is not null);

    /// <summary>Whether an upload that counts said after a month's end that a table had no records, and so none of that month.</summary>
    /// <param name="table">The table's name in the database.</param>
    public static bool SaysNone(JournalPrefix journal, string table, Month month) => journal.OfKind(EntryKind.Accepted).Any(n =>
        journal[n].Records.Any(records => records.Value == 0 && records.Key.Replace('-', '_') == table)
        && journal.RankOf(n) is not null && Month.LastBefore(MonthEndRule.Today(journal[n].Received)) >= month);

    /// <summary>
    /// Whether what has changed is being counted: until all months are, some have their new figures and others have not. A count that takes longer
    /// than ten minutes will hardly end soon.
    /// </summary>
    public static bool IsBeingCounted(JournalPrefix journal, DateTimeOffset now) => IsBehind(journal) && journal[NewestChange(journal)] is var change
        && change.Committed > now - LongestCount - (change.Kind == EntryKind.Rules ? UntilTheSweep : TimeSpan.Zero);

    /// <summary>The last day in London on which one of the tables in force arrived; null = there is none.</summary>
    public static DateOnly? Newest(JournalPrefix journal) => RecordKind.All.SelectMany(kind => journal.Layers(kind.Name))
        .Select(entry => (DateOnly?)journal.SeenOn(entry.Place)).Max();

    /// <summary>
    /// The kinds of records that cover more months once the same bytes arrive again: those of an upload that was last seen before a month ended, and
    /// that no newer one lies over.
    /// </summary>
    /// <param name="before">The journal without the new arrival.</param>
    /// <param name="counting">The entry that has these bytes and counts.</param>
    /// <param name="seen">The day in London on which they arrived again.</param>
    public static IReadOnlyList<string> FindExtended(JournalPrefix before, JournalEntry counting, DateOnly seen) =>
        Month.LastBefore(seen) > Month.LastBefore(before.SeenOn(counting.Place))
            ? [
                .. counting.Records.Keys.Concat(counting.Added.Keys.Select(JournalEntry.KindOf)).Distinct().Order(StringComparer.Ordinal)
                    .Where(kind => IsNewest(before, counting, kind)),
            ]
            : [];

    /// <summary>Whether an upload has a table, or a part of a return, of which no newer upload has another.</summary>
    static bool IsNewest(JournalPrefix journal, JournalEntry entry, string kind)
    {
        var layers = journal.Layers(kind);
        var newer = layers.SkipWhile(layer => layer.Number != entry.Number).Skip(1).SelectMany(layer => layer.AddedTo(kind)).ToHashSet();
        return layers.Any(layer => layer.Number == entry.Number)
            && (entry.HasWhole(kind) || entry.AddedTo(kind).Any(part => !newer.Contains(part) && ReturnKind.FindPart(part)?.Months is null));
    }

    /// <summary>Of some months, those that every table of a definition covers.</summary>
    public static IReadOnlySet<Month> Covered(JournalPrefix journal, Definition definition, IReadOnlyList<Month> months)
    {
        var tables = Kinds(journal, definition).Select(kind => new TableCoverage(journal, kind, definition)).ToList();
        return months.Where(month => tables.TrueForAll(table => table.Covers(month)) && !LacksUasc(journal, definition, UascBasis.Included, month))
            .ToHashSet();
    }

    /// <summary>How an indicator is counted: by the council's own definition, else by the built-in one; null = it is not.</summary>
    public static Definition? Definition(Catalogue catalogue, Indicator indicator) =>
        catalogue.Definitions.FirstOrDefault(d => d.Indicator == indicator.Id) is { } own
            ? new Definition(indicator.Id, indicator.Unit, own.Sql)
            : RecordScripts.BuiltIn.Find(indicator);

    /// <summary>
    /// Whether a figure asks who is an unaccompanied asylum-seeking child (UASC), and nothing has said it since the month ended: neither a table of
    /// children of the council's own nor the return's list of them, which may be empty. Who has come since would be counted as if none of them were.
    /// </summary>
    /// <param name="basis">Of the scorecard that the figure is for.</param>
    public static bool LacksUasc(JournalPrefix journal, Definition definition, UascBasis basis, Month month) =>
        (RecordScripts.Names(definition, IsUasc) || (basis == UascBasis.Excluded && RecordScripts.BuiltIn.IsOfChildren(definition)))
        && !SayingUasc(journal).Any(entry => Month.LastBefore(journal.SeenOn(entry.Place)) >= month);

    /// <summary>
    /// The table of children in force, and the newest list of who is UASC over it: an older one that arrives again says nothing new.
    /// </summary>
    static IEnumerable<JournalEntry> SayingUasc(JournalPrefix journal)
    {
        var layers = journal.Layers(RecordKind.Child);
        return layers.Where(entry => entry.HasWhole(RecordKind.Child)).Concat(layers.Where(HasList).TakeLast(1));

        static bool HasList(JournalEntry entry) =>
            entry.AddedTo(RecordKind.Child).Any(part => ReturnKind.FindPart(part)?.Columns.Contains(UascEnd) == true);
    }

    /// <summary>
    /// What a county's figures lack for want of the return of the year before alone. A first load of this year's leaves them away from all months,
    /// which would tell that they are missing.
    /// </summary>
    public static IEnumerable<IndicatorId> WantingTheYearBefore(JournalPrefix journal, Catalogue catalogue, UascBasis basis, Month month) =>
        from indicator in catalogue.ActiveIndicators(month)
        where indicator.Formula is null
        let definition = Definition(catalogue, indicator)
        where definition is not null && !LacksUasc(journal, definition, basis, month)
        let tables = Kinds(journal, definition).Select(kind => new TableCoverage(journal, kind, definition)).ToList()
        where tables.Exists(table => table.WantsTheYearBefore(month))
            && tables.TrueForAll(table => table.Covers(month) || table.WantsTheYearBefore(month))
        select indicator.Id;

    /// <summary>What definitions of the council's own should count of a county: their tables cover the month, and rates have a population.</summary>
    public static IEnumerable<IndicatorId> OwnCounted(JournalPrefix journal, Catalogue catalogue, UascBasis basis, Month month) =>
        from own in catalogue.Definitions
        let indicator = catalogue.Indicator(own.Indicator)
        where indicator is { Formula: null } && indicator.IsActive(month)
            && (indicator.Unit != Unit.Per10000 || journal.Layers(RecordKind.Population).Count > 0)
        let definition = Definition(catalogue, indicator)!
        where !LacksUasc(journal, definition, basis, month) && Covered(journal, definition, [month]).Count > 0
        select own.Indicator;

    /// <summary>
    /// The tables for want of which an indicator is not counted in a month; none where it is, or where no records are uploaded at all.
    /// </summary>
    /// <param name="basis">Of the scorecard.</param>
    /// <returns>Their names, in the order of the kinds, and the return's list of who is UASC.</returns>
    public static IReadOnlyList<string> MissingTables(
        JournalPrefix journal, Catalogue catalogue, Indicator indicator, UascBasis basis, Month month) =>
        indicator.Formula is null && Newest(journal) is not null && Definition(catalogue, indicator) is { } definition
            ? MissingTables(journal, definition, basis, month)
            : [];

    static List<string> MissingTables(JournalPrefix journal, Definition definition, UascBasis basis, Month month)
    {
        List<string> tables =
            [.. Kinds(journal, definition).Where(kind => !new TableCoverage(journal, kind, definition).Covers(month)).Select(kind => kind.Table)];

        // A table of children of the council's own says it too, once it is there.
        var isInTable = tables.Contains(RecordKind.Child) && SayingUasc(journal).Any(entry => entry.HasWhole(RecordKind.Child));
        return isInTable || !LacksUasc(journal, definition, basis, month) ? tables : [.. tables, .. UascLists];
    }

    /// <summary>
    /// What the county's figures could be counted from without a table of teams, and is not counted since there is one: with teams more tables are
    /// needed. None where there is no standard return, or no table of teams.
    /// </summary>
    /// <param name="uploaded">Tables that are being taken in with it.</param>
    /// <returns>In the order of the catalogue, with the tables that are needed besides.</returns>
    public static IReadOnlyList<(Indicator Indicator, IReadOnlyList<string> Tables)> TakenByTeams(
        JournalPrefix journal, Catalogue catalogue, Month month, IReadOnlyCollection<RecordKind> uploaded)
    {
        if (!HasReturns(journal) || !(journal.Layers(RecordKind.Team).Count > 0 || uploaded.Any(kind => kind.Table == RecordKind.Team)))
        {
            return [];
        }

        return
        [
            .. from indicator in catalogue.ActiveIndicators(month)
               where indicator.Formula is null
               let definition = Definition(catalogue, indicator)
               where definition is not null && Kinds(definition, isOfCounty: true).All(kind => Covers(kind, definition))
               let missing = Kinds(definition, isOfCounty: false).Where(kind => !Covers(kind, definition)).Select(kind => kind.Table).ToList()
               where missing.Count > 0
               select (indicator, (IReadOnlyList<string>)missing),
        ];

        bool Covers(RecordKind kind, Definition definition) =>
            uploaded.Contains(kind) || new TableCoverage(journal, kind, definition).Covers(month);
    }

    /// <summary>Standard returns have no teams: while no table of teams has come, what says the team alone is not needed.</summary>
    static IEnumerable<RecordKind> Kinds(JournalPrefix journal, Definition definition) =>
        Kinds(definition, isOfCounty: journal.Layers(RecordKind.Team).Count == 0 && HasReturns(journal));

    static bool HasReturns(JournalPrefix journal) =>
        RecordKind.All.Any(kind => journal.Layers(kind.Name).Any(entry => entry.AddedTo(kind.Name).Any()));

    static IEnumerable<RecordKind> Kinds(Definition definition, bool isOfCounty)
    {
        var tables = RecordScripts.BuiltIn.TablesOf(definition, isOfCounty);
        return RecordKind.All.Where(kind => tables.Contains(kind.Table));
    }
}
