using Azure;
using Azure.Data.Tables;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The table Measures. A partition is a scorecard's month; a row is what one batch says of an indicator, its key the batch, the extract's row
/// and the indicator: keys that grow while a file is read, which the emulator needs for large files. Every batch stays on record; the latest
/// one that counts (<see cref="ExtractStore"/>) is the figure.
/// </summary>
public sealed class MeasureStore(ScorecardStorage storage, ExtractStore extracts)
{
    readonly TableClient table = storage.Table(StorageNames.MeasuresTable);

    /// <summary>A writer of rows that do not count yet.</summary>
    public Writer Write(Submission submission) => new(table, submission);

    /// <summary>The measures that count, one for each indicator, of two months of a scorecard.</summary>
    public async Task<(IReadOnlyList<StatedMeasure> Of, IReadOnlyList<StatedMeasure> Before)> ReadAsync(string scorecard, Month month, CancellationToken ct)
    {
        var read = await Task.WhenAll(RowsAsync(scorecard, month, ct), RowsAsync(scorecard, month.Previous(), ct));
        var counting = await extracts.CountingBatchesAsync(read.SelectMany(rows => rows).Select(m => m.Source.Sha256), ct);
        return (Latest(read[0], counting), Latest(read[1], counting));
    }

    async Task<List<StatedMeasure>> RowsAsync(string scorecard, Month month, CancellationToken ct) =>
        await table.QueryAsync<TableEntity>(Keys.Partition(Keys.Of(scorecard, month)), cancellationToken: ct).Select(FromEntity).ToListAsync(ct);

    static List<StatedMeasure> Latest(List<StatedMeasure> rows, HashSet<string> counting) =>
    [
        .. rows.Where(m => counting.Contains(m.Batch)).GroupBy(m => m.Measure.Indicator, StringComparer.OrdinalIgnoreCase)
            .Select(ofIndicator => ofIndicator.OrderBy(m => m.Measure.IsSecondHand).ThenByDescending(m => m.Batch, StringComparer.Ordinal).First()),
    ];

    static StatedMeasure FromEntity(TableEntity row) => new(
        new Measure
        {
            Scorecard = row.GetString("Scorecard"),
            Indicator = row.GetString("Indicator"),
            Month = Month.Parse(row.GetString("Month")),
            Numerator = row.GetDecimal("Numerator"),
            Denominator = row.GetDecimal("Denominator"),
            Figure = row.GetFigure("Value"),
            NoValue = row.GetString("NoValue"),
            IsSecondHand = row.GetBoolean("IsSecondHand") ?? false,
        },
        row.GetSource()!,
        row.GetString("Batch"));

    /// <summary>Writes the rows of one batch as they come; memory is bounded whatever their number.</summary>
    public sealed class Writer
    {
        readonly TableClient table;
        readonly TableBatches batches;
        readonly Submission submission;

        internal Writer(TableClient table, Submission submission) => (this.table, batches, this.submission) = (table, new TableBatches(table), submission);

        public ValueTask AddAsync(Measure measure, long row, CancellationToken ct) =>
            batches.AddAsync(new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(measure, row)), ct);

        /// <summary>Returns when all rows are written, but those that turned out not to hold.</summary>
        public async Task CompleteAsync(IEnumerable<(Measure Measure, long Row)> withdrawn, CancellationToken ct)
        {
            await batches.CompleteAsync(ct);
            foreach (var (measure, row) in withdrawn)
            {
                await table.DeleteEntityAsync(Keys.Of(measure.Scorecard, measure.Month), RowKey(measure, row), ETag.All, ct);
            }
        }

        TableEntity ToEntity(Measure m, long row) => new TableEntity(Keys.Of(m.Scorecard, m.Month), RowKey(m, row))
            .With("Scorecard", m.Scorecard).With("Indicator", m.Indicator).With("Month", m.Month.ToString())
            .With("Numerator", m.Numerator).With("Denominator", m.Denominator).WithFigure("Value", m.Figure).With("NoValue", m.NoValue).With("IsSecondHand", m.IsSecondHand ? true : null)
            .WithSource(new Source(submission.Extract, submission.Sha256, row)).With("Batch", submission.AttemptBatch);

        string RowKey(Measure m, long row) => Keys.Of(submission.AttemptBatch, row, m.Indicator) + (m.IsSecondHand ? "|second-hand" : "");
    }
}
