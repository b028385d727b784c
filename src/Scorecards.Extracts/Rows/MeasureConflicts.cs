using System.Runtime.InteropServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Holds the measures of a file, all its tables, against each other: each scorecard, indicator and month is stated once. But a figure alone, as of a
/// trend, may be there beside numerator and denominator: which counts is decided with all that is stated of the month (docs/domain.md, Arithmetic).
/// A count with a denominator, by which nothing is divided, may be there beside the same count without one, and is what counts.
/// Beside a symbol that says why there is no figure nothing counts. What counts does not depend on the order of rows and tables.
/// Memory grows with the distinct ones of the file (12 bytes each, 24 in a month that has both), not with its rows.
/// </summary>
public sealed class MeasureConflicts(Catalogue catalogue)
{
    readonly Dictionary<Indicator, int> indicators = new(
        catalogue.Indicators.Select((i, index) => KeyValuePair.Create(i, index)), ReferenceEqualityComparer.Instance);

    /// <summary>By place, whether numerator and denominator give the figure: not of a count.</summary>
    readonly bool[] areQuotients = [.. catalogue.Indicators.Select(i => i.Unit.Factor is not null)];

    /// <summary>Of each month the two <see cref="Side"/>s, by place; null = there is nothing on it.</summary>
    readonly Dictionary<ScorecardMonth, Seen[]?[]> seen = [];
    readonly Dictionary<(int Table, int Row), IReadOnlyList<Measure>> together = [];
    (ScorecardId Scorecard, Month Month, Seen[]?[] Seen) last = ("", default, []);

    /// <summary>Under which number what is stated for an indicator of the catalogue is kept.</summary>
    public int Place(Indicator indicator) => indicators[indicator];

    /// <summary>Compares a measure with what the file has stated before, and keeps it where it is new.</summary>
    /// <param name="table">Which table of the file, from 0.</param>
    /// <param name="row">Of the table.</param>
    /// <param name="place">The indicator's <see cref="Place"/>.</param>
    /// <param name="conflicts">
    /// The earlier rows whose figures are others: none of them, and not this one, can be told to be right. None: it is new, or an earlier row has the
    /// same figures, which count once.
    /// </param>
    /// <returns>Whether it is the first for its scorecard, indicator and month.</returns>
    public bool Add(int table, long row, int place, Measure measure, out IReadOnlyList<MeasureConflict> conflicts)
    {
        if (Side(measure, place) == 0 || areQuotients[place])
        {
            return AddOnItsSide(table, row, place, measure, out conflicts);
        }

        // It states the count as a row without the denominator does, and the denominator besides.
        AddOnItsSide(table, row, place, measure with { Denominator = null }, out conflicts);
        return conflicts.Count == 0 && AddOnItsSide(table, row, place, measure, out conflicts);
    }

    bool AddOnItsSide(int table, long row, int place, Measure measure, out IReadOnlyList<MeasureConflict> conflicts)
    {
        conflicts = [];
        ref var before = ref Find(measure, place);
        var side = Side(measure, place);
        var other = FindMonth(measure.Scorecard, measure.Month)[1 - side]?[place] ?? default;
        var figures = Hash(measure);
        var isBesideIt = other.Row == 0 || (IsFigure(figures) && IsFigure(other.Figures));
        if (before.Row == 0 && isBesideIt)
        {
            before = new Seen(table, (int)row, figures);
            return true;
        }

        if (before.Row > 0 && before.Figures == figures)
        {
            return false;
        }

        // A symbol contradicts whatever there is, and so does another count: what is on its two sides is one figure. A symbol is remembered, so that
        // no later row counts either, whatever the order.
        var isOfBoth = !IsFigure(figures) || !areQuotients[place];
        conflicts = Contradict(isOfBoth ? [side, 1 - side] : before.Row != 0 ? [side] : [1 - side], place, measure);
        before = IsFigure(figures) ? before : new Seen(table, -(int)row, figures);
        return false;
    }

    /// <summary>Notes what a row that states several measures was accepted with: a conflict of one of them takes them all away.</summary>
    public void AddTogether(int table, long row, IReadOnlyList<Measure> measures) => together[(table, (int)row)] = measures;

    /// <summary>Forgets measures of a row that was refused after they were taken for new.</summary>
    public void Forget(IEnumerable<Measure> measures)
    {
        foreach (var measure in measures)
        {
            Change(measure, Find(measure, FindPlace(measure)), _ => default);
        }
    }

    /// <summary>Takes the measures of a row that was refused for a conflict for contradicted too: no later row of them counts either.</summary>
    public void Withhold(IEnumerable<Measure> measures)
    {
        foreach (var measure in measures)
        {
            Change(measure, Find(measure, FindPlace(measure)), stated => stated with { Row = -Math.Abs(stated.Row) });
        }
    }

    List<MeasureConflict> Contradict(int[] sides, int place, Measure conflicting)
    {
        var conflicts = new List<MeasureConflict>();
        foreach (var side in sides)
        {
            if (FindMonth(conflicting.Scorecard, conflicting.Month)[side]?[place] is { Row: not 0 } against)
            {
                var isCounts = side == 0 && areQuotients[place] && IsFigure(against.Figures);
                conflicts.Add(new MeasureConflict(
                    against.Table, Math.Abs(against.Row), against.Row > 0 ? Withdraw(against, conflicting, isCounts) : []));
            }
        }

        return conflicts;
    }

    /// <param name="isCounts">Whether the row states numerator and denominator.</param>
    IReadOnlyList<Measure> Withdraw(Seen row, Measure conflicting, bool isCounts)
    {
        // Of a row that states one measure the figures are not kept: what counts is in which way it states them.
        var all = together.GetValueOrDefault((row.Table, row.Row))
            ?? [conflicting with { Unit = isCounts ? catalogue.Indicator(conflicting.Indicator)!.Unit : null }];
        foreach (var stated in all.Where(m => !m.IsSecondHand))
        {
            // Negative: no later row on this side counts either.
            Change(stated, row, before => before with { Row = -before.Row });
        }

        return all;
    }

    /// <summary>Changes what one row has stated of a measure: of a count with a denominator that is on both sides.</summary>
    void Change(Measure measure, Seen row, Func<Seen, Seen> change)
    {
        var place = FindPlace(measure);
        foreach (var side in FindMonth(measure.Scorecard, measure.Month))
        {
            if (side is not null && (side[place].Table, side[place].Row) == (row.Table, row.Row))
            {
                side[place] = change(side[place]);
            }
        }
    }

    int FindPlace(Measure measure) => indicators[catalogue.Indicator(measure.Indicator)!];

    /// <summary>
    /// 1: a figure that should follow from numerator and denominator, and is stated alone; a count with a denominator. 0: all else.
    /// </summary>
    int Side(Measure measure, int place) =>
        measure is { Unit: null, NoValue: null } && (areQuotients[place] || measure.Denominator is not null) ? 1 : 0;

    /// <summary>Odd: of a figure; even: of a symbol that says why there is none.</summary>
    static int Hash(Measure measure)
    {
        // Where numerator and denominator are there, the figure follows from them; a count's numerator is the figure.
        var figure = measure.Unit is null ? measure.Figure?.Value : null;
        var numerator = measure.Numerator == figure ? null : measure.Numerator;
        var hash = HashCode.Combine(numerator, measure.Denominator, figure, measure.NoValue);
        return measure.NoValue is null ? hash | 1 : hash & ~1;
    }

    static bool IsFigure(int hash) => (hash & 1) == 1;

    ref Seen Find(Measure measure, int place) =>
        ref (FindMonth(measure.Scorecard, measure.Month)[Side(measure, place)] ??= new Seen[indicators.Count])[place];

    /// <summary>Rows mostly come month by month, so the last one is kept at hand.</summary>
    Seen[]?[] FindMonth(ScorecardId scorecard, Month month)
    {
        if (!ReferenceEquals(last.Scorecard.Value, scorecard.Value) || last.Month != month)
        {
            ref var ofMonth = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, new ScorecardMonth(scorecard, month), out _);
            last = (scorecard, month, ofMonth ??= new Seen[]?[2]);
        }

        return last.Seen;
    }

    /// <param name="Row">0: nothing is stated; negative: the row was in a conflict, and of a symbol no row of the indicator counts.</param>
    /// <param name="Figures">Their hash.</param>
    readonly record struct Seen(int Table, int Row, int Figures);
}
