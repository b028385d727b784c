using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>
/// Gives scorecards' months as of numbers of the journal. Those of the number asked for last are kept: as long as nothing is committed nothing is
/// read again.
/// </summary>
public sealed class MonthReader(CatalogueReader catalogues, ResultReader results, MonthCalculator calculator)
{
    MonthsAsOf? latest;

    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task<MonthsAsOf> AtAsync(JournalPrefix journal, CancellationToken ct)
    {
        if (latest is { } kept && kept.Journal == journal)
        {
            return kept;
        }

        return latest = new MonthsAsOf(journal, await catalogues.AtAsync(journal, ct), results, calculator);
    }
}
