using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Commentary. A partition is a scorecard's month; a row is what one batch says of an indicator. Every batch stays on record; the
/// latest one that counts (<see cref="ExtractStore"/>) is shown.
/// </summary>
public sealed class CommentaryStore(ScorecardStorage storage, ExtractStore extracts)
{
    readonly TableClient table = storage.Table(StorageNames.CommentaryTable);

    /// <summary>Writes rows that do not count yet.</summary>
    public Task WriteAsync(Submission submission, IEnumerable<(Commentary Item, long Row)> items, CancellationToken ct) =>
        TableBatches.WriteAsync(table, TableTransactionActionType.UpsertReplace, items.Select(i => ToEntity(submission, i.Item, i.Row)), ct);

    /// <summary>The commentary that counts, by indicator; ids ignore case.</summary>
    public async Task<IReadOnlyDictionary<string, Commentary>> ReadAsync(string scorecard, Month month, CancellationToken ct)
    {
        var rows = await table.QueryAsync<TableEntity>(Keys.Partition(Keys.Of(scorecard, month)), cancellationToken: ct).ToListAsync(ct);
        var counting = await extracts.CountingBatchesAsync(rows.Select(r => r.GetSource()!.Sha256), ct);
        var latest = new Dictionary<string, Commentary>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(r => counting.Contains(r.GetString("Batch"))).OrderBy(r => r.GetString("Batch"), StringComparer.Ordinal))
        {
            latest[row.GetString("Indicator")] = FromEntity(row);
        }

        return latest;
    }

    static TableEntity ToEntity(Submission submission, Commentary c, long row) =>
        new TableEntity(Keys.Of(c.Scorecard, c.Month), Keys.Of(submission.AttemptBatch, row, c.Indicator))
            .With("Scorecard", c.Scorecard).With("Indicator", c.Indicator).With("Month", c.Month.ToString())
            .With("Comment", c.Comment).With("Owner", c.Owner).With("Action", c.Action).With("Due", c.Due)
            .WithSource(new Source(submission.Extract, submission.Sha256, row)).With("Batch", submission.AttemptBatch);

    static Commentary FromEntity(TableEntity row) => new()
    {
        Scorecard = row.GetString("Scorecard"),
        Indicator = row.GetString("Indicator"),
        Month = Month.Parse(row.GetString("Month")),
        Comment = row.GetString("Comment"),
        Owner = row.GetString("Owner"),
        Action = row.GetString("Action"),
        Due = row.GetDate("Due"),
    };
}
