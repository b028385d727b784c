using System.Globalization;
using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Reads the measures of a table, which has a row for each (kind measure), a column for each month or scorecard (kind wide-measure), or is the
/// printed scorecard; checks them against the catalogue and against each other.
/// </summary>
public sealed class MeasureRows
{
    readonly ExtractReader extract;
    readonly Catalogue catalogue;
    readonly string path;
    readonly MeasureConflicts ledger;
    readonly Func<Row, int, Measure, Column, bool> isNew;
    readonly Column scorecard;
    readonly Column indicator;
    readonly Column month;
    readonly Column numerator;
    readonly Column denominator;
    readonly Column value;
    readonly Dictionary<Indicator, Line> lines;
    Line? lastLine;
    (string Cell, Scorecard? Scorecard) lastScorecard = ("", null);
    (string Cell, Month Month) lastMonth = ("", default);

    /// <param name="extract">Opened, its header without a problem.</param>
    /// <param name="catalogue">In force.</param>
    /// <param name="path">The file's name may say the scorecard and month that the table does not.</param>
    /// <param name="ledger">Of the whole file.</param>
    public MeasureRows(ExtractReader extract, Catalogue catalogue, string path, MeasureConflicts ledger)
    {
        (this.extract, this.catalogue, this.path, this.ledger) = (extract, catalogue, path, ledger);
        isNew = ledger.Open(extract);
        lines = new(catalogue.Indicators.Select(i => KeyValuePair.Create(i, new Line(i, ledger.Place(i)))), ReferenceEqualityComparer.Instance);
        scorecard = Column("scorecard");
        indicator = Column("indicator");
        month = Column("month");
        numerator = Column("numerator");
        denominator = Column("denominator");
        value = Column("value");
    }

    /// <exception cref="ExtractException">The table cannot be read, or does not say which scorecard or month it is of.</exception>
    public IAsyncEnumerable<Checked<Measure>> AllAsync(CancellationToken ct) =>
        extract.Header.Kind == ExtractKind.Measure ? extract.RowsAsync(Parse, ct)
        : extract.Header.Kind == ExtractKind.WideMeasure ? FlatAsync(extract.RowsAsync(WideParser(), ct), ct)
        : new PrintedScorecard(extract, catalogue, ledger, Title(), TitleMonth()).AllAsync(isNew, ct);

    Measure? Parse(Row row)
    {
        // Rows mostly come scorecard by scorecard and month by month: what the row before said is not looked up again.
        var found = row.IsText(scorecard, lastScorecard.Cell) ? lastScorecard.Scorecard : FindScorecard(row.Cell(scorecard));
        if (found is null && row.RepeatsHeader)
        {
            return null;
        }

        if (found is null)
        {
            RefuseUnknown(row, scorecard, "scorecard");
        }
        else if (!ReferenceEquals(found, lastScorecard.Scorecard))
        {
            lastScorecard = (row.Cell(scorecard).ToString(), found);
        }

        // Nor is the indicator where it comes behind the one that it came behind before, as in a file that lists the same ones for each month.
        var line = lastLine?.Following is { } following && row.IsText(indicator, following.Indicator.Id) ? following : FindLine(row.Cell(indicator));
        if (line is null)
        {
            RefuseUnknown(row, indicator, "indicator");
        }
        else
        {
            lastLine?.Following = line;
            lastLine = line;
        }

        var monthOf = lastMonth.Cell != "" && row.IsText(month, lastMonth.Cell) ? lastMonth.Month : row.Month(month);
        if (monthOf != lastMonth.Month && !row.IsRefused)
        {
            lastMonth = (row.Cell(month).ToString(), monthOf);
        }

        var (n, d) = (row.Amount(numerator, out var noNumerator), row.Amount(denominator, out var noDenominator));
        var v = row.Amount(value, out var noValue, line?.Indicator.Unit == Unit.Percent);
        return row.IsRefused ? null : Accept(row, found!, line!, monthOf, n, d, v, noValue ?? (v is null ? noNumerator ?? noDenominator : null));
    }

    Scorecard? FindScorecard(ReadOnlySpan<char> cell) => catalogue.Scorecard(cell) ?? catalogue.Scorecard(NameMatcher.WithPlainDashes(cell));

    Line? FindLine(ReadOnlySpan<char> cell) =>
        (catalogue.Indicator(cell) ?? catalogue.Indicator(NameMatcher.WithPlainDashes(cell))) is { } found ? lines[found] : null;

    Func<Row, List<Measure>?> WideParser()
    {
        var bySpread = extract.Header.Spread[0].Month is not null;
        var fixedScorecard = bySpread && scorecard.Position < 0 ? Title() : null;
        var fixedMonth = !bySpread && month.Position < 0 ? TitleMonth() : default;
        extract.Notes.Add($"Read as a wide table: {string.Join("; ", extract.Header.Spread.Select(s => $"column '{s.Column.Name}' as {s.Month?.ToString() ?? s.Scorecard!.Id}"))}"
            + (bySpread ? (fixedScorecard is null ? "." : $", all of {fixedScorecard.Id}.") : (month.Position < 0 ? $", all of {fixedMonth}." : ".")));
        return row =>
        {
            var line = NameMatcher.Indicator(catalogue, row.Required(indicator));
            if (line is null && !row.IsRefused)
            {
                row.RefuseForWant("indicator", indicator, "is not an indicator of the catalogue, or is like more than one: write its id, or drop a file of kind indicator first");
            }

            var ofRow = bySpread ? fixedScorecard ?? NameMatcher.Scorecard(catalogue, row.Required(scorecard)) : null;
            if (bySpread && ofRow is null && !row.IsRefused)
            {
                RefuseUnknown(row, scorecard, "scorecard");
            }

            var monthOfRow = bySpread || month.Position < 0 ? fixedMonth : row.Month(month);
            var amounts = extract.Header.Spread.Select(s => (s.Column, Amount: row.Amount(s.Column, out var noValue, line?.Unit == Unit.Percent), NoValue: noValue, Of: s)).ToList();
            if (row.IsRefused)
            {
                return null;
            }

            var measures = amounts.Where(a => a.Amount is not null || a.NoValue is not null)
                .Select(a => Accept(row, a.Of.Scorecard ?? ofRow!, lines[line!], a.Of.Month ?? monthOfRow, null, null, a.Amount, a.NoValue, a.Column)).OfType<Measure>().ToList();

            // A row is taken as a whole: what some of its cells stated before a fault was met must not count.
            if (row.IsRefused)
            {
                ledger.Forget(measures);
                return null;
            }

            ledger.Accepted(extract, row.Number, measures);
            return measures.Count == 0 ? null : measures;
        };
    }

    Measure? Accept(Row row, Scorecard of, Line line, Month monthOf, decimal? n, decimal? d, decimal? v, string? noValue, Column? at = null)
    {
        if (!of.IsActive(monthOf))
        {
            row.Refuse(at ?? scorecard, $"the scorecard {of.Id} is not active in {monthOf}: correct the month, or the scorecard's active_from and active_to");
        }

        if (!line.Indicator.IsActive(monthOf))
        {
            row.Refuse(at ?? indicator, $"the indicator {line.Indicator.Id} is not active in {monthOf}: correct the month, or the indicator's active_from and active_to");
        }

        Figure? figure = null;
        string column;
        if ((noValue is null ? Measure.Check(line.Indicator, n, d, v, out figure, out column) : Measure.CheckBounds(n, d, v, out column)) is { } reason)
        {
            row.Refuse(at ?? (column == "numerator" ? numerator : column == "denominator" ? denominator : value), reason);
        }

        if (row.IsRefused)
        {
            return null;
        }

        var measure = new Measure
        {
            Scorecard = of.Id,
            Indicator = line.Indicator.Id,
            Month = monthOf,
            Numerator = n,
            Denominator = d,
            Figure = figure,
            NoValue = noValue,
        };
        return isNew(row, line.Place, measure, at ?? indicator) ? measure : null;
    }

    Scorecard Title() => extract.Notes.Texts.Append(path).Select(t => NameMatcher.ScorecardIn(catalogue, t)).FirstOrDefault(s => s is not null)
        ?? throw new ExtractException("neither a title above the table nor the file's name says which scorecard it is of: write it above the table, such as 'Scorecard - Kent, inc UASC May 2012', or add a column 'scorecard'");

    Month TitleMonth() => extract.Notes.Texts.Append(path).Select(NameMatcher.MonthIn).FirstOrDefault(m => m is not null)
        ?? throw new ExtractException("neither a title above the table nor the file's name says which month it is of: write it above the table, such as 'Scorecard - Kent, inc UASC May 2012', or add a column 'month'");

    Column Column(string name) => new(name, extract.Header.Position(name));

    static void RefuseUnknown(Row row, Column column, string kind)
    {
        if (!row.IsRefused || !row.Cell(column).IsEmpty)
        {
            row.RefuseForWant(kind, column, row.Cell(column).IsEmpty ? "is blank: fill it in" : string.Create(CultureInfo.InvariantCulture, $"is not {(kind == "indicator" ? "an" : "a")} {kind} of the catalogue: correct it, or drop a file of kind {kind} first"));
        }
    }

    static async IAsyncEnumerable<Checked<Measure>> FlatAsync(
        IAsyncEnumerable<Checked<List<Measure>>> rows, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var measure in row.Item)
            {
                yield return new Checked<Measure>(measure, row.Row);
            }
        }
    }

    sealed class Line(Indicator indicator, int place)
    {
        public Indicator Indicator => indicator;

        /// <summary>In the ledger.</summary>
        public int Place => place;

        /// <summary>The one that came behind it the last time.</summary>
        public Line? Following { get; set; }
    }
}
