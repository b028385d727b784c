using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Ingestion;

/// <summary>The warnings of rows that change the catalogue.</summary>
static class CatalogueWarnings
{
    /// <param name="rows">Of one upload.</param>
    /// <param name="with">The catalogue with what the upload declares for its own tables.</param>
    /// <param name="before">The catalogue without the upload.</param>
    /// <param name="journal">Up to the upload.</param>
    /// <param name="isMade">Whether the product made it itself: what it makes ends with its team, and is counted anew.</param>
    public static IReadOnlyList<Fault> Find(
        IReadOnlyList<ExtractRow> rows, PlausibilityRules rules, Catalogue with, Catalogue before, JournalPrefix journal, bool isMade)
    {
        var (scorecards, issued) = (isMade ? [] : Select<Scorecard>(rows), FindIssued(journal));
        return
        [
            .. new TargetWarnings(rules, with).Find(Select<Target>(rows), issued),
            .. new IndicatorWarnings(rules, before).Find(Select<Indicator>(rows), issued),
            .. new ScorecardWarnings(rules, before).Find(
                scorecards, FindWithFigures(journal, scorecards.Select(s => s.Item.Id).ToHashSet()), issued),
        ];
    }

    static IReadOnlyList<(T Item, long Row, string? Sheet)> Select<T>(IEnumerable<ExtractRow> rows) =>
        [.. rows.Where(row => row.Item is T).Select(row => ((T)row.Item, row.Number, row.Table.Sheet))];

    /// <summary>The months that are issued and have figures.</summary>
    static List<ScorecardMonth> FindIssued(JournalPrefix journal) =>
    [
        .. journal.OfKind(EntryKind.Issue).Select(n => journal[n])
            .SelectMany(e => e.Names.Select(id => new ScorecardMonth(id, e.Month!.Value))).Distinct()
            .Where(m => journal.Stating(m.Scorecard, m.Month).Count > 0)
            .OrderBy(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal),
    ];

    /// <summary>The months of some scorecards that have figures, issued or not.</summary>
    static List<ScorecardMonth> FindWithFigures(JournalPrefix journal, HashSet<ScorecardId> of) =>
    [
        .. journal.Months.Where(m => of.Contains(m.Scorecard) && journal.Stating(m.Scorecard, m.Month).Any(n => journal.RankOf(n) is not null))
            .OrderBy(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal),
    ];
}
