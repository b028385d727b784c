using System.Runtime.InteropServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Holds the measures of a file, all its tables, against each other: each scorecard, indicator and month is stated once. Memory grows with the
/// distinct ones of the file (12 bytes each), not with its rows.
/// </summary>
public sealed class MeasureConflicts(Catalogue catalogue)
{
    readonly Dictionary<Indicator, int> indicators = new(
        catalogue.Indicators.Select((i, index) => KeyValuePair.Create(i, index)), ReferenceEqualityComparer.Instance);
    readonly Dictionary<ScorecardMonth, Seen[]> seen = [];
    readonly HashSet<ScorecardMonth> secondHand = [];
    readonly List<ExtractReader> tables = [];
    readonly List<(Measure Measure, long Row)> withdrawn = [];
    readonly Dictionary<(int Table, int Row), IReadOnlyList<Measure>> together = [];
    readonly HashSet<(int Table, int Row)> refused = [];
    (string Scorecard, Month Month, Seen[] Seen) last = ("", default, []);

    /// <summary>The scorecards and months that figures are stated for.</summary>
    public IEnumerable<ScorecardMonth> Concerns => seen.Keys.Concat(secondHand).Distinct();

    /// <summary>
    /// Measures that were given out, with their rows, and then contradicted by a later row: they must not count. Complete at the end of the rows.
    /// </summary>
    public IReadOnlyList<(Measure Measure, long Row)> Withdrawn => withdrawn;

    /// <summary>For the rows of a table: whether a measure is stated for the first time; a contradiction is noted on both rows.</summary>
    /// <remarks>The number is that of the indicator's <see cref="Place"/>.</remarks>
    public Func<Row, int, Measure, Column, bool> Open(ExtractReader table)
    {
        tables.Add(table);
        var index = tables.Count - 1;
        return (row, place, measure, at) => IsNew(index, row, place, measure, at);
    }

    /// <summary>Where the ledger keeps what is stated for an indicator of the catalogue.</summary>
    public int Place(Indicator indicator) => indicators[indicator];

    /// <summary>What a row that states several measures was accepted with: a contradiction of one of them refuses them all.</summary>
    public void Accepted(ExtractReader table, long row, IReadOnlyList<Measure> measures) => together[(tables.IndexOf(table), (int)row)] = measures;

    /// <summary>A row was refused after some of its measures were taken for new: they are not stated.</summary>
    public void Forget(IEnumerable<Measure> measures)
    {
        foreach (var measure in measures)
        {
            OfMonth(measure.Scorecard, measure.Month)[IndexOf(measure)] = default;
        }
    }

    public void AddSecondHand(Measure measure) => secondHand.Add(new ScorecardMonth(measure.Scorecard, measure.Month));

    /// <summary>
    /// Two rows for one scorecard, indicator and month: the same figures count once; different ones are both refused, since neither can be told to be
    /// right.
    /// </summary>
    bool IsNew(int table, Row row, int place, Measure measure, Column at)
    {
        ref var before = ref OfMonth(measure.Scorecard, measure.Month)[place];

        // Where numerator and denominator are there, the figure follows from them.
        var follows = measure is { Numerator: not null, Denominator: not null };
        var figures = HashCode.Combine(measure.Numerator, measure.Denominator, follows ? null : measure.Figure?.Value, measure.NoValue);
        if (before.Row == 0)
        {
            before = new Seen(table, (int)row.Number, figures);
            return true;
        }

        if (before.Row > 0 && before.Figures == figures)
        {
            return false;
        }

        var earlier = Math.Abs(before.Row);
        var thatPlace = before.Table == table ? "" : $" of '{tables[before.Table].Sheet}'";
        var herePlace = before.Table == table ? "" : $" of '{tables[table].Sheet}'";
        row.Refuse(at, $"has other figures in row {earlier}{thatPlace} for the same scorecard and month: keep the right one of the rows");
        if (before.Row > 0)
        {
            RefuseEarlier(before.Table, earlier, at, measure, $"has other figures in row {row.Number}{herePlace} for the same scorecard and month: keep the right one of the rows");
        }

        return false;
    }

    void RefuseEarlier(int table, int row, Column at, Measure measure, string reason)
    {
        if (refused.Add((table, row)))
        {
            tables[table].RefuseAccepted(row, at.Name, measure.Indicator, reason);
        }
        else
        {
            tables[table].Refused.Add(tables[table].Sheet, row, at.Name, measure.Indicator, reason);
        }

        foreach (var stated in together.GetValueOrDefault((table, row), [measure]))
        {
            withdrawn.Add((stated, row));
            if (!stated.IsSecondHand)
            {
                // Negative: no row of this indicator counts any more.
                ref var seenBefore = ref OfMonth(stated.Scorecard, stated.Month)[IndexOf(stated)];
                seenBefore = seenBefore with { Row = -Math.Abs(seenBefore.Row) };
            }
        }
    }

    int IndexOf(Measure measure) => indicators[catalogue.Indicator(measure.Indicator)!];

    /// <summary>Rows mostly come month by month, so the last one is kept at hand.</summary>
    Seen[] OfMonth(string scorecard, Month month)
    {
        if (!ReferenceEquals(last.Scorecard, scorecard) || last.Month != month)
        {
            ref var ofMonth = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, new ScorecardMonth(scorecard, month), out _);
            last = (scorecard, month, ofMonth ??= new Seen[indicators.Count]);
        }

        return last.Seen;
    }

    readonly record struct Seen(int Table, int Row, int Figures);
}
