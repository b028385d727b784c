using Scorecards.Application.Calculation;
using Scorecards.Domain;
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
        return new CountPlan(
        [
            .. wanted.Select(month => new CountedMonth(
                month,
                [
                    .. catalogue.Scorecards.Where(s => s.IsActive(month) && (months is not null || journal.Issue(s.Id, month) is null))
                        .OrderBy(s => s.Id.Value, StringComparer.Ordinal),
                ],
                [.. definitions.Where(d => covered[d].Contains(month) && IsCounted(catalogue, d, month))],
                [.. definitions.Where(d => !covered[d].Contains(month) && IsCounted(catalogue, d, month))]))
                .Where(month => HasAny(journal, month)),
        ]);
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
            .Where(month => HasAny(journal, month)),
    ]);

    static bool HasAny(JournalPrefix journal, CountedMonth month) =>
        month.Scorecards.Count > 0 && (month.Definitions.Count > 0 || IsCountedBefore(journal, month));

    /// <summary>
    /// Those that the records in force are counted for, and those after them that withdrawn records were counted for: their figures are taken away.
    /// </summary>
    static IReadOnlyList<Month> Wanted(JournalPrefix journal)
    {
        var window = RecordCoverage.Newest(journal) is { } received ? CountedMonths.Window(received) : [];
        var later = journal.Months.Where(m => (window.Count == 0 || m.Month > window[0]) && IsCountedBefore(journal, m.Scorecard, m.Month))
            .Select(m => m.Month).Distinct().OrderDescending();
        return [.. later, .. window];
    }

    static bool IsCounted(Catalogue catalogue, Definition definition, Month month) =>
        catalogue.Indicator(definition.Indicator) is { Formula: null } indicator && indicator.IsActive(month);

    /// <summary>Figures that cannot be counted any more are taken away.</summary>
    static bool IsCountedBefore(JournalPrefix journal, CountedMonth month) => month.Scorecards.Any(s => IsCountedBefore(journal, s.Id, month.Month));

    /// <summary>Whether figures of a scorecard's month that count were counted from records.</summary>
    public static bool IsCountedBefore(JournalPrefix journal, ScorecardId scorecard, Month month) =>
        journal.Stating(scorecard, month).Any(n => journal[n].IsCount && journal.RankOf(n) is not null);
}
