using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Checks measures of tables that name their scorecard, indicator and month by ids and dates.</summary>
abstract class StatedRowParser(ExtractTable table, ExtractFile file) : MeasureParser(table, file)
{
    readonly Dictionary<Indicator, Line> lines = new(
        file.Catalogue.Indicators.Select(i => KeyValuePair.Create(i, new Line(i, file.Conflicts.Place(i)))), ReferenceEqualityComparer.Instance);

    /// <summary>Whether the rows are figures that the product counted itself.</summary>
    readonly bool isOfCount = file.IsOfCount;

    /// <summary>Why the row states what it does.</summary>
    readonly Column reasonColumn = new(MeasureKind.Reason, table.Header.Kind is MeasureKind ? table.Header.Position(MeasureKind.Reason) : -1);

    protected Column Scorecard { get; } = table.Header.Column("scorecard");

    protected Column Indicator { get; } = table.Header.Column("indicator");

    protected Column Month { get; } = table.Header.Column("month");

    protected Column Numerator { get; } = table.Header.Column("numerator");

    protected Column Denominator { get; } = table.Header.Column("denominator");

    protected Column Value { get; } = table.Header.Column("value");

    protected Line FindLine(Indicator indicator) => lines[indicator];

    /// <param name="at">The column that its faults are noted on; null = each on its own.</param>
    /// <param name="figures">The columns that faults of the figures are noted on, where <paramref name="at"/> is not meant for these too.</param>
    /// <returns>Null: the row is refused, or repeats what an earlier one states.</returns>
    protected Measure? Accept(
        Row row, Scorecard scorecard, Line line, Month month, Amounts amounts, Column? at = null, FigureColumns? figures = null)
    {
        var isConflicting = IsConflicting(row);
        RefuseMonth(row, scorecard, line.Indicator, month, at);
        var columns = figures ?? (at is { } one ? new FigureColumns(one, one, one) : new FigureColumns(Numerator, Denominator, Value));
        var (n, d, v, noValue) = Check(row, line.Indicator, amounts, columns);
        var isConfirmed = IsConfirmed(row);
        var why = reasonColumn.Position < 0 || row.Cell(reasonColumn).IsEmpty ? null : row.Prose(reasonColumn, Measure.LongestReason);
        if (row.IsRefused && !isConflicting)
        {
            return null;
        }

        row.Notes.AddNoValue(noValue, row.Number);
        row.Notes.AddDenominator(line.Indicator, d, row.Number);
        var (unit, isFigure) = (line.Indicator.Unit, noValue is null);
        var follows = isFigure && unit.Divides(n, d);
        var measure = new Measure
        {
            Scorecard = scorecard.Id,
            Indicator = line.Indicator.Id,
            Month = month,
            Numerator = n,
            Denominator = d,
            Unit = follows ? unit : null,
            Figure = isFigure && !follows ? Figure.From(line.Indicator, n, d, v) : null,
            NoValue = noValue,
            IsCounted = isOfCount,
            IsConfirmed = isConfirmed,
            Reason = why,
        };
        return IsNew(row, line.Place, measure, at ?? Indicator) ? measure : null;
    }

    /// <summary>Checks figures against each other and what can be.</summary>
    /// <returns>What the row states; of a count that cannot be right, that the figure goes.</returns>
    Amounts Check(Row row, Indicator indicator, Amounts amounts, FigureColumns columns)
    {
        var (n, d, v, noValue) = amounts;
        var contradiction = noValue is null ? Measure.Check(indicator, n, d, v, out var column) : Measure.CheckBounds(n, d, v, out column);

        // Records may have something and nothing to divide it by: of these that is the answer, and no mistake.
        var reason = contradiction ?? (isOfCount && d == 0 ? null
            : Checks?.FindFault(
                indicator, n, d, v ?? (noValue is null ? Figure.From(indicator, n, d, null)?.Value : null), out column,
                SymbolOf(row, columns.Denominator, n, d)));
        if (reason is not null && isOfCount)
        {
            // Nobody can correct the row. What was counted before goes, since it cannot be counted any more.
            row.Notes.AddNotStated(indicator.Id, column, reason);
            return new(null, null, null, Measure.Withdrawn);
        }

        if (reason is not null)
        {
            var place = column == "numerator" ? columns.Numerator : column == "denominator" ? columns.Denominator : columns.Value;
            Refuse(row, place, reason, isByIndicator: contradiction is null);
        }

        return amounts;
    }

    void RefuseMonth(Row row, Scorecard scorecard, Indicator indicator, Month month, Column? at)
    {
        if (Checks?.FindFault(month) is { } fault)
        {
            row.Refuse(at ?? Month, fault);
        }

        // A count says itself which months of a scorecard it is of, and takes its own figures away where the scorecard has ended meanwhile.
        if (!isOfCount && !scorecard.IsActive(month))
        {
            row.RefuseForWant("scorecard", at ?? Scorecard, NotActive(scorecard, month));
        }

        if (!isOfCount)
        {
            RefuseInactive(row, indicator, month, at ?? Indicator);
        }
    }

    /// <summary>The figures of a cell or a row; null = blank.</summary>
    /// <param name="NoValue">The symbol that says why there is no value.</param>
    protected readonly record struct Amounts(decimal? Numerator, decimal? Denominator, decimal? Value, string? NoValue);

    /// <summary>Where the numerator, the denominator and the value of a figure are.</summary>
    protected readonly record struct FigureColumns(Column Numerator, Column Denominator, Column Value);

    /// <summary>An indicator as the rows of a table name it.</summary>
    protected sealed class Line(Indicator indicator, int place)
    {
        public Indicator Indicator => indicator;

        /// <summary>In the conflicts.</summary>
        public int Place => place;

        /// <summary>The one that came behind it the last time.</summary>
        public Line? Following { get; set; }
    }
}
