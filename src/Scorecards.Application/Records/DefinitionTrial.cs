using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Records;

/// <summary>Tries a council's own definitions on the records that count: the empty tables do not say whether a record comes twice.</summary>
static class DefinitionTrial
{
    /// <param name="rows">Of an upload.</param>
    /// <param name="journal">That the upload was read against; the records in the upload itself are not tried.</param>
    /// <returns>The definitions that count nothing in the last month that has ended, and why.</returns>
    public static async Task<IReadOnlyList<Fault>> FindFailingAsync(
        IEnumerable<ExtractRow> rows, RecordTables tables, JournalPrefix journal, CancellationToken ct)
    {
        var own = rows.Where(row => row.Item is OwnDefinition { Sql.Length: > 0 }).ToList();
        if (own.Count == 0 || RecordCoverage.Newest(journal) is not { } received)
        {
            return [];
        }

        try
        {
            using var database = await tables.OpenAsync(journal, ct);
            var month = Month.LastBefore(received);
            return
            [
                .. from row in own
                   let fault = RecordTables.FaultOfDefinition(database, ((OwnDefinition)row.Item).Sql, month, ct)
                   where fault is not null
                   select new Fault(
                       row.Number, DefinitionKind.Sql, "",
                       $"counts nothing in {month.ToLongString()}, nor in other months of which this is so. {fault}", row.Table.Sheet),
            ];
        }
        catch (RowsMissingException)
        {
            // A restore brings the records back. Where a definition then fails, its indicator is missing.
            return [];
        }
    }
}
