using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Figures that the product has counted from records, a row for each scorecard, indicator and month. It writes these files itself and keeps them in
/// the archive, so that what was counted can be read again like any other extract.
/// </summary>
public sealed class CountedKind() : ExtractKind(
    JournalEntry.Counted, ["scorecard", "indicator", "month", AsOf], ["numerator", "denominator", "value"])
{
    /// <summary>The column of the journal's number as of which the records were counted.</summary>
    public const string AsOf = "counted_as_of";

    internal override bool HasManyRows => true;

    internal override IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct) => file.IsOfCount
        ? table.RowsAsync(new MeasureKind.Parser(table, file).Parse, ct)
        : throw new ExtractException(
            $"only ScorecardFunctions writes a file with the column '{AsOf}'. Remove the column to upload the figures as your own");
}
