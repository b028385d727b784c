using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>What is to be counted as of a number of the journal. Pure.</summary>
/// <param name="Months">That have something to count, the newest first.</param>
public sealed record CountPlan(IReadOnlyList<CountedMonth> Months)
{
    /// <param name="journal">Up to the number.</param>
    /// <param name="catalogue">As of that number.</param>
    /// <param name="definitions">How indicators are counted. Those that follow from others are not.</param>
    /// <param name="months">Null = those that new records are counted for; issued ones are left as they were issued.</param>
    public static CountPlan Make(
        JournalPrefix journal, Catalogue catalogue, IReadOnlyList<Definition> definitions, IReadOnlyList<Month>? months)
    {
        var wanted = months ?? Wanted(journal);
        var covered = definitions.ToDictionary(d => d, d => RecordCoverage.Covered(journal, d, wanted));
        return new CountPlan([.. wanted.Select(Plan).Where(HasAny)]);

        CountedMonth Plan(Month month)
        {
            List<Scorecard> open =
            [
                .. catalogue.Scorecards.Where(s => months is not null || journal.Issue(s.Id, month) is null)
                    .OrderBy(s => s.Id.Value, StringComparer.Ordinal),
            ];

            // What was counted before goes with whatever it was counted by: a definition, a table, a team that has closed. A scorecard that only
            // begins later keeps its history.
            return new CountedMonth(
                month,
                open.FindAll(s => s.IsActive(month)),
                [.. definitions.Where(d => covered[d].Contains(month) && IsCounted(catalogue, d, month))],
                open.FindAll(s => !(s.ActiveFrom > month.LastDay) && CountsInForce.Last(journal, s.Id, month) > 0));
        }
    }

    /// <summary>
    /// Without what a table that is needed has no record of yet: of a month that ended before the first one nothing is known, unless a table said
    /// then that there were none.
    /// </summary>
    /// <param name="first">The first day of each table that has a record.</param>
    public CountPlan After(IReadOnlyDictionary<string, DateOnly> first, JournalPrefix journal) => new(
    [
        .. Months.Select(month => month.Without(month.Definitions.Where(d => RecordScripts.BuiltIn.TablesOf(d, isOfCounty: true)
            .Any(table => first.TryGetValue(table, out var day) && day > month.Month.LastDay
                && !RecordCoverage.SaysNone(journal, table, month.Month)))
            .Select(d => d.Indicator).ToHashSet()))
            .Where(HasAny),
    ]);

    static bool HasAny(CountedMonth month) => (month.Scorecards.Count > 0 && month.Definitions.Count > 0) || month.Before.Count > 0;

    /// <summary>
    /// Those that the records in force are counted for, the newest first, and of the others those that were counted from records which count no more.
    /// </summary>
    static IReadOnlyList<Month> Wanted(JournalPrefix journal)
    {
        var window = RecordCoverage.Newest(journal) is { } received ? CountedMonths.Window(received) : [];
        Dictionary<long, bool> takenBack = [];
        var others = journal.Months.Where(m => journal.Issue(m.Scorecard, m.Month) is null
            && CountsInForce.Last(journal, m.Scorecard, m.Month) is > 0 and var last
            && (window.Count == 0 || m.Month > window[0] || (m.Month < window[^1] && IsTakenBack(journal[last].CountedAsOf)))).Select(m => m.Month);
        return [.. window.Union(others).OrderDescending()];

        bool IsTakenBack(long asOf) =>
            takenBack.TryGetValue(asOf, out var known) ? known : takenBack[asOf] = IsTakenBackSince(journal, asOf);
    }

    /// <summary>Whether an upload that records were counted from, as of a number, was withdrawn or erased since.</summary>
    static bool IsTakenBackSince(JournalPrefix journal, long asOf) =>
        RecordKind.All.SelectMany(kind => journal.UpTo(asOf).Layers(kind.Name)).Any(entry => journal.Holder(entry.Place) is null);

    static bool IsCounted(Catalogue catalogue, Definition definition, Month month) =>
        catalogue.Indicator(definition.Indicator) is { Formula: null } indicator && indicator.IsActive(month);
}
