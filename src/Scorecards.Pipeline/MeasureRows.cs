using System.Runtime.InteropServices;
using Scorecards.Domain;

namespace Scorecards.Pipeline;

/// <summary>
/// Checks the rows of a measure file against the catalogue and against each other. Memory grows with the distinct scorecards,
/// indicators and months of the file (8 bytes each), not with its rows.
/// </summary>
public sealed class MeasureRows
{
    readonly ExtractReader extract;
    readonly Catalogue catalogue;
    readonly Dictionary<string, (Indicator Indicator, int Index)> indicators;
    readonly Dictionary<string, (Indicator Indicator, int Index)>.AlternateLookup<ReadOnlySpan<char>> indicatorsBySpan;
    readonly Dictionary<ScorecardMonth, Seen[]> seen = [];
    readonly List<Measure> withdrawn = [];
    readonly Column scorecard;
    readonly Column indicator;
    readonly Column month;
    readonly Column numerator;
    readonly Column denominator;
    readonly Column value;

    public MeasureRows(ExtractReader extract, Catalogue catalogue)
    {
        (this.extract, this.catalogue) = (extract, catalogue);
        indicators = catalogue.Indicators.Select((i, index) => (i, index)).ToDictionary(i => i.i.Id, StringComparer.OrdinalIgnoreCase);
        indicatorsBySpan = indicators.GetAlternateLookup<ReadOnlySpan<char>>();
        scorecard = Column("scorecard");
        indicator = Column("indicator");
        month = Column("month");
        numerator = Column("numerator");
        denominator = Column("denominator");
        value = Column("value");
        Column Column(string name) => new(name, extract.Header.Position(name));
    }

    /// <summary>The scorecards and months that accepted rows state figures for.</summary>
    public IReadOnlyCollection<ScorecardMonth> Concerns => seen.Keys;

    /// <summary>Measures that were given out and then contradicted by a later row: they must not count. Complete at the end of the rows.</summary>
    public IReadOnlyList<Measure> Withdrawn => withdrawn;

    public IAsyncEnumerable<Checked<Measure>> AllAsync(CancellationToken ct) => extract.RowsAsync(Parse, ct);

    Measure? Parse(Row row)
    {
        var found = catalogue.Scorecard(row.Cell(scorecard));
        if (found is null)
        {
            row.Refuse(scorecard, row.Cell(scorecard).IsEmpty ? "is blank: fill it in" : "is not a scorecard of the catalogue: correct it, or drop a file of kind scorecard first");
        }

        if (!indicatorsBySpan.TryGetValue(row.Cell(indicator), out var line))
        {
            row.Refuse(indicator, row.Cell(indicator).IsEmpty ? "is blank: fill it in" : "is not an indicator of the catalogue: correct it, or drop a file of kind indicator first");
        }

        var monthOf = row.Month(month);
        var (n, d, v) = (row.Amount(numerator), row.Amount(denominator), row.Amount(value));
        if (row.IsRefused)
        {
            return null;
        }

        if (!found!.IsActive(monthOf))
        {
            row.Refuse(scorecard, $"is not active in {monthOf}: correct the month, or the scorecard's active_from and active_to");
        }

        if (!line.Indicator.IsActive(monthOf))
        {
            row.Refuse(indicator, $"is not active in {monthOf}: correct the month, or the indicator's active_from and active_to");
        }

        if (Measure.Check(line.Indicator, n, d, v, out var figure, out var column) is { } reason)
        {
            row.Refuse(column == "numerator" ? numerator : column == "denominator" ? denominator : value, reason);
        }

        if (row.IsRefused)
        {
            return null;
        }

        var measure = new Measure { Scorecard = found.Id, Indicator = line.Indicator.Id, Month = monthOf, Numerator = n, Denominator = d, Figure = figure };
        return IsNew(row, measure, line.Index, HashCode.Combine(n, d, v)) ? measure : null;
    }

    /// <summary>Two rows for one scorecard, indicator and month: the same figures count once; different ones are both refused, since neither can be told to be right.</summary>
    bool IsNew(Row row, Measure measure, int index, int figures)
    {
        ref var ofMonth = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, new ScorecardMonth(measure.Scorecard, measure.Month), out _);
        ofMonth ??= new Seen[indicators.Count];
        ref var before = ref ofMonth[index];
        if (before.Row == 0)
        {
            before = new Seen((int)row.Number, figures);
            return true;
        }

        if (before.Row > 0 && before.Figures == figures)
        {
            return false;
        }

        var earlier = Math.Abs(before.Row);
        row.Refuse(indicator, $"has other figures in row {earlier} for the same scorecard and month: keep the right one of the rows");
        if (before.Row > 0)
        {
            extract.RefuseAccepted(earlier, indicator.Name, measure.Indicator, $"has other figures in row {row.Number} for the same scorecard and month: keep the right one of the rows");
            withdrawn.Add(measure);

            // Negative: no row of this indicator counts any more.
            before = before with { Row = -before.Row };
        }

        return false;
    }

    readonly record struct Seen(int Row, int Figures);
}
