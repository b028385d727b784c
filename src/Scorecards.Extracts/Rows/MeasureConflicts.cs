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
    readonly Dictionary<(int Table, int Row), IReadOnlyList<Measure>> together = [];
    (ScorecardId Scorecard, Month Month, Seen[] Seen) last = ("", default, []);

    /// <summary>Under which number what is stated for an indicator of the catalogue is kept.</summary>
    public int Place(Indicator indicator) => indicators[indicator];

    /// <summary>Compares a measure with what the file has stated before, and keeps it where it is new.</summary>
    /// <param name="table">Which table of the file, from 0.</param>
    /// <param name="row">Of the table.</param>
    /// <param name="place">The indicator's <see cref="Place"/>.</param>
    /// <param name="conflict">Set where the measure is conflicting.</param>
    public MeasureNovelty Add(int table, long row, int place, Measure measure, out MeasureConflict conflict)
    {
        conflict = default;
        ref var before = ref FindMonth(measure.Scorecard, measure.Month)[place];

        // Where numerator and denominator are there, the figure follows from them.
        var follows = measure is { Numerator: not null, Denominator: not null };
        var figures = HashCode.Combine(measure.Numerator, measure.Denominator, follows ? null : measure.Figure?.Value, measure.NoValue);
        if (before.Row == 0)
        {
            before = new Seen(table, (int)row, figures);
            return MeasureNovelty.New;
        }

        if (before.Row > 0 && before.Figures == figures)
        {
            return MeasureNovelty.Repeated;
        }

        conflict = new MeasureConflict(before.Table, Math.Abs(before.Row), before.Row > 0 ? Withdraw(before, measure) : []);
        return MeasureNovelty.Conflicting;
    }

    /// <summary>Notes what a row that states several measures was accepted with: a conflict of one of them takes them all away.</summary>
    public void AddTogether(int table, long row, IReadOnlyList<Measure> measures) => together[(table, (int)row)] = measures;

    /// <summary>Forgets measures of a row that was refused after they were taken for new.</summary>
    public void Forget(IEnumerable<Measure> measures)
    {
        foreach (var measure in measures)
        {
            FindMonth(measure.Scorecard, measure.Month)[FindPlace(measure)] = default;
        }
    }

    IReadOnlyList<Measure> Withdraw(Seen row, Measure conflicting)
    {
        var all = together.GetValueOrDefault((row.Table, row.Row), [conflicting]);
        foreach (var stated in all.Where(m => !m.IsSecondHand))
        {
            // Negative: no row of this indicator counts any more.
            ref var before = ref FindMonth(stated.Scorecard, stated.Month)[FindPlace(stated)];
            before = before with { Row = -Math.Abs(before.Row) };
        }

        return all;
    }

    int FindPlace(Measure measure) => indicators[catalogue.Indicator(measure.Indicator)!];

    /// <summary>Rows mostly come month by month, so the last one is kept at hand.</summary>
    Seen[] FindMonth(ScorecardId scorecard, Month month)
    {
        if (!ReferenceEquals(last.Scorecard.Value, scorecard.Value) || last.Month != month)
        {
            ref var ofMonth = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, new ScorecardMonth(scorecard, month), out _);
            last = (scorecard, month, ofMonth ??= new Seen[indicators.Count]);
        }

        return last.Seen;
    }

    /// <param name="Row">0: nothing is stated; negative: the row was in a conflict.</param>
    /// <param name="Figures">Their hash.</param>
    readonly record struct Seen(int Table, int Row, int Figures);
}
