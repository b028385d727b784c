using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Gives scorecards' months as of numbers of the journal.</summary>
public sealed class MonthReader(Catalogues catalogues, ResultReader results, MonthCalculator calculator)
{
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task<MonthsAsOf> AtAsync(JournalPrefix journal, CancellationToken ct) =>
        new(journal, await catalogues.AtAsync(journal, ct), results, calculator);
}
