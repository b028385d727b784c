using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Writes what one file states under an attempt: figures and commentary by month, rows of the catalogue by their keys.</summary>
/// <param name="attempt">Null: nothing is written, as when a file is read again for its receipt.</param>
sealed class ExtractStore(CatalogueTable catalogue, StatementWriter writer, string? attempt)
{
    readonly HashSet<(string Kind, string Key)> keys = [];

    /// <summary>The rows that say something, also those that turn out not to count; null = they are written, and nobody asks for them.</summary>
    public RowSet? Given { get; } = attempt is null ? new RowSet() : null;

    /// <summary>Rows of the catalogue, as they are stored: two tables of one file may say something of one key.</summary>
    public int CatalogueRows => keys.Count;

    public IReadOnlyDictionary<ScorecardMonth, int> Parts => writer.Parts;

    public ValueTask AddAsync(Measure measure, ExtractRow row, CancellationToken ct) =>
        attempt is null ? ValueTask.CompletedTask : writer.AddAsync(measure, row.Table.Sheet, row.Number, ct);

    /// <summary>Adds the rows of one table that are no measures.</summary>
    public async Task AddAsync(IEnumerable<ExtractRow> table, CancellationToken ct)
    {
        var items = table.Select(row => row.Item).ToList();
        foreach (var comment in items.OfType<Commentary>().Where(_ => attempt is not null))
        {
            await writer.AddAsync(comment, ct);
        }

        items.RemoveAll(item => item is Commentary);
        keys.UnionWith(items.Select(CatalogueTable.KeyOf));
        if (items.Count > 0 && attempt is not null)
        {
            await catalogue.WriteAsync(attempt, items, ct);
        }
    }

    public Task CompleteAsync(IEnumerable<(Measure Measure, long Row)> withdrawn, CancellationToken ct) =>
        attempt is null ? Task.CompletedTask : writer.CompleteAsync(withdrawn, ct);
}
