using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>Finds the warnings of the figures that an upload states: a pure function of the journal up to its entry.</summary>
public sealed class UploadWarnings(MonthCalculator calculator, CatalogueReader catalogues)
{
    /// <returns>By sheet and row; and how many months that it states were not looked at.</returns>
    public async Task<(IReadOnlyList<WarnedRow> Warnings, int NotLookedAt)> FindAsync(
        JournalEntry entry, JournalPrefix prefix, CancellationToken ct)
    {
        var stated = entry.Touches.Stated.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard).ToList();
        if (stated.Count == 0)
        {
            return ([], 0);
        }

        var looked = stated.Take(Receipt.MostChanges).ToList();
        var catalogue = (await catalogues.AtAsync(prefix, ct)).Catalogue;
        var tree = new ScorecardTree(catalogue.Scorecards);
        var above = looked.Select(m => catalogue.Scorecard(m.Scorecard)?.Parent is { } parent ? m with { Scorecard = parent } : m);
        var whole = looked.Concat(above).Distinct().ToList();
        var months = await ReadAsync([.. whole.SelectMany(m => Family(m, tree)).Distinct()], prefix, ct);
        List<WarnedRow> found = [];
        foreach (var now in whole.Select(m => months.GetValueOrDefault(m)).OfType<MonthlyScorecard>())
        {
            foreach (var warning in await MonthWarnings.FindAsync(now, catalogue, (scorecard, month, _) => Task.FromResult(
                months.GetValueOrDefault(new ScorecardMonth(scorecard, month))), ct))
            {
                if (warning.Rows.FirstOrDefault(r => r.Source.Sha256 == entry.Sha256 && r.Source.Extract == entry.Path) is { } row)
                {
                    found.Add(row);
                }
            }
        }

        return ([.. found.OrderBy(w => w.Fault.Sheet, StringComparer.Ordinal).ThenBy(w => w.Fault.Row)], stated.Count - looked.Count);
    }

    /// <summary>A month and those below it, each with the one before.</summary>
    static IEnumerable<ScorecardMonth> Family(ScorecardMonth month, ScorecardTree tree) =>
        from id in tree.Children(month.Scorecard).Select(c => c.Id).Prepend(month.Scorecard)
        from of in month.Month == Month.First ? (Month[])[month.Month] : [month.Month, month.Month.Previous()]
        select new ScorecardMonth(id, of);

    /// <returns>Those that have figures; what was erased since has none.</returns>
    async Task<Dictionary<ScorecardMonth, MonthlyScorecard>> ReadAsync(
        IReadOnlyList<ScorecardMonth> months, JournalPrefix prefix, CancellationToken ct)
    {
        var stated = months.Where(m => prefix.Stating(m.Scorecard, m.Month).Count > 0).ToList();
        var folds = await calculator.FoldsAsync(stated, prefix, ct);
        Dictionary<ScorecardMonth, MonthlyScorecard> read = [];
        foreach (var month in stated)
        {
            try
            {
                if (folds.At(month, prefix).Scorecard is { } scorecard)
                {
                    read.Add(month, scorecard);
                }
            }
            catch (GoneException)
            {
                // What it was then nobody can tell any more.
            }
        }

        return read;
    }
}
