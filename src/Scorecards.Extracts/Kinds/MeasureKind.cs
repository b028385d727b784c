using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Figures, a row for each scorecard, indicator and month. A figure affects its month, and the next one, which is compared with it.
/// </summary>
public sealed class MeasureKind()
    : ExtractKind(KindName, ["scorecard", "indicator", "month"], [.. Figures, MeasureParser.Confirmed, Reason])
{
    public const string KindName = "measure";

    internal static readonly string[] Figures = ["numerator", "denominator", "value"];

    /// <summary>The column in which people write sentences: it is looked through for children as commentary is.</summary>
    internal const string Reason = "reason";

    internal override bool HasManyRows => true;

    internal override IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct) =>
        table.RowsAsync(new Parser(table, file).Parse, ct);

    internal override string? FindProblem(IReadOnlyList<string> folded) => Figures.Any(folded.Contains)
        ? null
        : "the columns 'numerator', 'denominator' and 'value' are all missing, so the file has no figures. Add numerator and denominator, or value";

    /// <summary>
    /// Rows mostly come scorecard by scorecard and month by month, and list the same indicators for each month: what the row before said is not
    /// looked up again, nor is the indicator where it comes behind the one that it came behind before.
    /// </summary>
    internal sealed class Parser(ExtractTable table, ExtractFile file) : StatedRowParser(table, file)
    {
        /// <summary>What services say of the figures, which is not read here.</summary>
        readonly Column comment = new(CommentaryKind.Comment, table.Header.Folded.ToList().IndexOf(CommentaryKind.Comment));

        Line? lastLine;
        (string Cell, Scorecard? Scorecard) lastScorecard = ("", null);
        (string Cell, Month Month) lastMonth = ("", default);

        public Measure? Parse(Row row)
        {
            var scorecard = row.IsText(Scorecard, lastScorecard.Cell) ? lastScorecard.Scorecard : Lookup.Scorecard(row.Cell(Scorecard));
            if (scorecard is null && row.RepeatsHeader)
            {
                return null;
            }

            if (comment.Position >= 0 && !row.HasFault(comment) && !row.Cell(comment).IsEmpty)
            {
                row.Notes.AddCommented(row.Number);
            }

            if (scorecard is null)
            {
                RefuseUnknown(row, Scorecard, "scorecard");
            }
            else if (!ReferenceEquals(scorecard, lastScorecard.Scorecard))
            {
                lastScorecard = (row.Cell(Scorecard).ToString(), scorecard);
            }

            var line = ReadLine(row);
            var month = ReadMonth(row);
            var (n, d) = (row.Amount(Numerator, out var noNumerator), row.Amount(Denominator, out var noDenominator));
            var v = row.Amount(Value, out var noValue, line?.Indicator);
            noValue ??= v is null ? noNumerator ?? noDenominator : null;
            return row.IsRefused ? null : Accept(row, scorecard!, line!, month, new Amounts(n, d, v, noValue));
        }

        Line? ReadLine(Row row)
        {
            var line = lastLine?.Following is { } following && row.IsText(Indicator, following.Indicator.Id.Value)
                ? following
                : FindLine(row.Cell(Indicator));
            if (line is null)
            {
                RefuseUnknown(row, Indicator, "indicator");
                return null;
            }

            lastLine?.Following = line;
            lastLine = line;
            return line;
        }

        Month ReadMonth(Row row)
        {
            var month = lastMonth.Cell != "" && row.IsText(Month, lastMonth.Cell) ? lastMonth.Month : row.Month(Month);
            if (month != lastMonth.Month && !row.IsRefused && row.OpenMonth is null)
            {
                lastMonth = (row.Cell(Month).ToString(), month);
            }

            return month;
        }

        Line? FindLine(ReadOnlySpan<char> cell) => Lookup.Indicator(cell) is { } found ? FindLine(found) : null;
    }
}
