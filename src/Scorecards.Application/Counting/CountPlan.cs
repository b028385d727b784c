using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>What is to be counted as of a number of the journal. Pure.</summary>
static class CountPlan
{
    /// <param name="journal">Up to the number.</param>
    /// <param name="catalogue">As of that number.</param>
    /// <param name="months">Null = those that new records are counted for; issued ones are left as they were issued.</param>
    /// <returns>The months that have something to count, the newest first.</returns>
    public static List<CountedMonth> Make(JournalPrefix journal, Catalogue catalogue, IReadOnlyList<Month>? months)
    {
        var wanted = months ?? Wanted(journal);
        var definitions = catalogue.Indicators.OrderBy(i => i.Id.Value, StringComparer.Ordinal)
            .Select(i => RecordCoverage.Definition(catalogue, i)).OfType<Definition>().ToList();
        var covered = definitions.ToDictionary(d => d, d => RecordCoverage.Covered(journal, d, wanted));
        return [.. wanted.Select(Plan).Where(HasAny)];

        CountedMonth Plan(Month month)
        {
            List<Scorecard> open =
            [
                .. catalogue.Scorecards.Where(s => months is not null || journal.Issue(s.Id, month) is null)
                    .OrderBy(s => s.Id.Value, StringComparer.Ordinal),
            ];

            var before = open.FindAll(s => CountsInForce.Last(journal, s.Id, month) > 0);

            // What was counted before goes with whatever it was counted by: a definition, a table, a team that has closed. A scorecard that is said
            // to begin later keeps its history, counted from the records in force like any other.
            return new CountedMonth(
                month,
                open.FindAll(s => s.IsActive(month) || (s.ActiveFrom > month.LastDay && before.Contains(s))),
                [.. definitions.Where(d => covered[d].Contains(month) && IsCounted(catalogue, d, month))],
                before);
        }
    }

    /// <summary>
    /// Without what a table that is needed has no record of yet: of a month that ended before the first one nothing is known, unless a table said
    /// then that there were none.
    /// </summary>
    /// <param name="first">The first day of each table that has a record.</param>
    public static List<CountedMonth> After(
        IReadOnlyDictionary<string, DateOnly> first, IEnumerable<CountedMonth> planned, JournalPrefix journal) =>
    [
        .. planned.Select(month => month.Without(month.Definitions.Where(d => RecordScripts.BuiltIn.TablesOf(d, isOfCounty: true)
            .Any(table => first.TryGetValue(table, out var day) && day > month.Month.LastDay
                && !RecordCoverage.SaysNone(journal, table, month.Month)))
            .Select(d => d.Indicator).ToHashSet()))
            .Where(HasAny),
    ];

    static bool HasAny(CountedMonth month) => (month.Scorecards.Count > 0 && month.Definitions.Count > 0) || month.Before.Count > 0;

    /// <summary>
    /// Those that the records in force are counted for, and those after them that withdrawn records were counted for: their figures are taken away.
    /// Months before them may be ones that the tables in force do not reach back to.
    /// </summary>
    static IReadOnlyList<Month> Wanted(JournalPrefix journal)
    {
        var window = RecordCoverage.Newest(journal) is { } received ? RecordCoverage.Window(received) : [];
        var later = journal.Months
            .Where(m => (window.Count == 0 || m.Month > window[0]) && CountsInForce.Last(journal, m.Scorecard, m.Month) > 0)
            .Select(m => m.Month).Distinct().OrderDescending();
        return [.. later, .. window];
    }

    static bool IsCounted(Catalogue catalogue, Definition definition, Month month) =>
        catalogue.Indicator(definition.Indicator) is { Formula: null } indicator && indicator.IsActive(month);
}
