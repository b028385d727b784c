namespace Scorecards.Domain;

/// <summary>What counts of all that is stated of one scorecard's month.</summary>
/// <param name="Measures">One for each indicator.</param>
/// <param name="Overruled">Values that would have replaced the counts that they do not agree with.</param>
public sealed record MeasuresInForce(IReadOnlyList<StatedMeasure> Measures, IReadOnlyList<OverruledValue> Overruled)
{
    /// <summary>
    /// The last in the order of statements counts. But a second-hand measure counts only if nothing else is stated, and a value alone never takes the
    /// place of the numerator and denominator that it should follow from, nor a rounded value that of the unrounded one (docs/domain.md, Arithmetic).
    /// </summary>
    /// <param name="stated">Of one month; those of one statement in the order of its rows.</param>
    public static MeasuresInForce Find(IEnumerable<StatedMeasure> stated)
    {
        var latest = new Dictionary<IndicatorId, StatedMeasure>();
        List<OverruledValue> overruled = [];
        foreach (var next in stated.OrderBy(s => s.Rank))
        {
            var known = latest.GetValueOrDefault(next.Measure.Indicator);
            if (known is null || known.Measure.IsSecondHand)
            {
                latest[next.Measure.Indicator] = next;
            }
            else if (!next.Measure.IsSecondHand)
            {
                latest[next.Measure.Indicator] = KeepConfirmed(known, Follow(known, next, overruled));
            }
        }

        return new MeasuresInForce([.. latest.Values], overruled);
    }

    static StatedMeasure Follow(StatedMeasure known, StatedMeasure next, List<OverruledValue> overruled)
    {
        if (known.Measure is not { Figure: { } exact } || next.Measure is not { Figure: { } given }
            || next.Measure is { Numerator: not null, Denominator: not null })
        {
            return next;
        }

        var agrees = Measure.Agree(given.Value, exact.Value);
        if (HasCounts(known.Measure) && !agrees)
        {
            overruled.Add(new OverruledValue(next, known));
            return known;
        }

        return agrees && (HasCounts(known.Measure) || (exact.IsUnrounded && !given.IsUnrounded)) ? Confirmed(known, next) : next;
    }

    /// <summary>A wide table states earlier months again: what was confirmed stays so as long as the figures are the same.</summary>
    static StatedMeasure KeepConfirmed(StatedMeasure known, StatedMeasure next) =>
        known.Measure.IsConfirmed && IsSame(known.Measure, next.Measure) ? next with { Measure = next.Measure with { IsConfirmed = true } } : next;

    static bool IsSame(Measure known, Measure next) =>
        known.Figure?.Value == next.Figure?.Value && known.Numerator == next.Numerator && known.Denominator == next.Denominator;

    static StatedMeasure Confirmed(StatedMeasure known, StatedMeasure next) => next.Measure.IsConfirmed
        ? known with { Measure = known.Measure with { IsConfirmed = true } }
        : known;

    /// <summary>A count's value is its numerator, and as exact.</summary>
    static bool HasCounts(Measure measure) =>
        measure is { Numerator: { } numerator, Denominator: not null, Figure: { } figure } && figure.Value != numerator;
}
