using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Figures, a column for each month or for each scorecard; known by those columns.</summary>
public sealed class WideMeasureKind() : ExtractKind("wide-measure", ["indicator"], ["scorecard", "month"])
{
    /// <summary>The fewest month or scorecard columns that make a table wide.</summary>
    const int LeastSpread = 2;

    static readonly string[] IndicatorColumns = ["indicator", "indicators", "indicator_id", "indicator_name", "measure", "name"];

    public override bool IsKnownByNames => false;

    internal override async IAsyncEnumerable<ExtractRow> ReadAsync(
        ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in table.RowsAsync(new Parser(table, file).Parse, ct))
        {
            foreach (var measure in (List<Measure>)row.Item)
            {
                yield return row with { Item = measure };
            }
        }
    }

    internal override int CompareHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded)
    {
        var months = IndicatorColumns.Any(folded.Contains) ? cells.Count(c => Dates.TryMonth(c, out _)) : 0;
        return months >= LeastSpread ? Header.Complete + months : 0;
    }

    internal override Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue)
    {
        if (IndicatorColumns.FirstOrDefault(folded.Contains) is not { } indicator || FindSpread(cells, catalogue) is not { } spread)
        {
            return null;
        }

        var positions = Header.Positions(this, folded);
        positions["indicator"] = folded.ToList().IndexOf(indicator);
        var twice = spread.GroupBy(c => (c.Month, c.Scorecard?.Id)).FirstOrDefault(g => g.Count() > 1);
        var problem = twice is null
            ? null
            : $"two columns, {string.Join(" and ", twice.Select(c => $"'{c.Column.Name}'"))}, are for the same month or scorecard. "
                + "Keep only one of them";
        return new Header(this, cells, positions, problem, spread);
    }

    /// <summary>The columns named after months, or those named after scorecards where these are more; null: too few of either.</summary>
    static List<SpreadColumn>? FindSpread(IReadOnlyList<string> cells, Catalogue catalogue)
    {
        List<SpreadColumn> months =
        [
            .. cells.Select((c, i) => new SpreadColumn(new Column(c, i), Dates.TryMonth(c, out var month) ? month : null, null))
                .Where(c => c.Month is not null),
        ];
        List<SpreadColumn> scorecards =
        [
            .. cells.Select((c, i) => new SpreadColumn(new Column(c, i), null, NameMatcher.FindScorecard(catalogue, c)))
                .Where(c => c.Scorecard is not null),
        ];
        var spread = months.Count >= scorecards.Count ? months : scorecards;
        return spread.Count < LeastSpread ? null : spread;
    }

    sealed class Parser : StatedRowParser
    {
        readonly bool isByMonth;

        /// <summary>Of the whole table; null: it is in the columns, or each row says it.</summary>
        readonly Scorecard? titleScorecard;

        /// <summary>The same.</summary>
        readonly Month? titleMonth;

        public Parser(ExtractTable table, ExtractFile file)
            : base(table, file)
        {
            isByMonth = table.Header.Spread[0].Month is not null;
            titleScorecard = isByMonth && Scorecard.Position < 0 ? FindTitleScorecard() : null;
            titleMonth = !isByMonth && Month.Position < 0 ? FindTitleMonth() : null;
            var columns = table.Header.Spread.Select(s => $"column '{s.Column.Name}' as {s.Month?.ToString() ?? s.Scorecard!.Id}");
            var all = titleScorecard?.Id ?? titleMonth?.ToString();
            table.Notes.Add($"Read as a wide table: {string.Join("; ", columns)}{(all is null ? "" : $", all for {all}")}.");
        }

        /// <summary>A row is taken as a whole: where a fault is met, what its other cells state does not count.</summary>
        public List<Measure>? Parse(Row row)
        {
            var indicator = ReadIndicator(row);
            var scorecard = isByMonth ? titleScorecard ?? ReadScorecard(row) : null;
            var month = isByMonth ? default : titleMonth ?? row.Month(Month);
            var amounts = Table.Header.Spread.Select(column => (Column: column, Amount: ReadAmount(row, column, indicator))).ToList();
            if (row.IsRefused)
            {
                return null;
            }

            // A symbol in a month that is still to come says only that there is no figure yet.
            var measures = amounts.Where(a => a.Amount.Value is not null || (a.Amount.NoValue is not null && HasEnded(a.Column.Month ?? month)))
                .Select(a => Accept(row, a.Column.Scorecard ?? scorecard!, FindLine(indicator!), a.Column.Month ?? month, a.Amount, a.Column.Column))
                .OfType<Measure>().ToList();
            if (row.IsRefused)
            {
                Conflicts.Forget(measures);
                return null;
            }

            AddTogether(row, measures);
            return measures.Count == 0 ? null : measures;
        }

        bool HasEnded(Month month) => Checks?.HasEnded(month) ?? true;

        Indicator? ReadIndicator(Row row)
        {
            var indicator = NameMatcher.FindIndicator(Catalogue, row.Required(Indicator));
            if (indicator is null && !row.IsRefused)
            {
                row.RefuseForWant("indicator", Indicator, Reasons.NotOneIndicator);
            }

            return indicator;
        }

        Scorecard? ReadScorecard(Row row)
        {
            var scorecard = NameMatcher.FindScorecard(Catalogue, row.Required(Scorecard));
            if (scorecard is null && !row.IsRefused)
            {
                RefuseUnknown(row, Scorecard, "scorecard");
            }

            return scorecard;
        }

        static Amounts ReadAmount(Row row, SpreadColumn column, Indicator? indicator)
        {
            var value = row.Amount(column.Column, out var noValue, indicator?.Unit == Unit.Percent);
            return new Amounts(null, null, value, noValue);
        }
    }
}
