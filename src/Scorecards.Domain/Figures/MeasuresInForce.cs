namespace Scorecards.Domain;

/// <summary>What counts of all that is stated of one scorecard's month.</summary>
/// <param name="Measures">One for each indicator.</param>
/// <param name="Overruled">Values that would have replaced the counts that they do not agree with, and symbols that would have replaced a
/// figure.</param>
public sealed record MeasuresInForce(IReadOnlyList<StatedMeasure> Measures, IReadOnlyList<OverruledValue> Overruled)
{
    /// <summary>
    /// The last in the order of statements counts. But a second-hand measure counts only if nothing else is stated, and a value alone never takes the
    /// place of the numerator and denominator that it should follow from, nor a rounded value that of the unrounded one (docs/domain.md, Arithmetic),
    /// nor a symbol, but <see cref="Measure.Withdrawn"/>, that of a figure (docs/domain.md, Missing figures).
    /// What is counted from records comes before what is uploaded (docs/domain.md, Figures from records).
    /// </summary>
    /// <param name="stated">
    /// Of one month; those of one statement in the order of its rows. Of these numerator and denominator come first: the same file may state the
    /// value alone too, on a sheet before.
    /// </param>
    /// <param name="prefersUploads">Of which indicators it is the other way round.</param>
    public static MeasuresInForce Find(IEnumerable<StatedMeasure> stated, Func<IndicatorId, bool> prefersUploads)
    {
        var bySource = stated.ToLookup(s => s.Measure.IsCounted);
        List<OverruledValue> overruled = [];
        var latest = Uploaded(bySource[false], overruled);
        var counted = bySource[true].GroupBy(s => s.Measure.Indicator).Select(same => same.MaxBy(s => s.Rank)!)
            .Where(s => s.Measure.NoValue != Measure.Withdrawn);
        foreach (var record in counted)
        {
            var upload = latest.GetValueOrDefault(record.Measure.Indicator);
            var isUploadKept = upload is { Measure.IsSecondHand: false } && prefersUploads(record.Measure.Indicator)
                && (record.Measure.Figure is null || !IsSymbol(upload.Measure));
            latest[record.Measure.Indicator] = isUploadKept ? upload! : record;
            if (upload is { Measure.IsSecondHand: false } && !Agrees(record.Measure, upload.Measure))
            {
                overruled.Add(isUploadKept ? new OverruledValue(record, upload) : new OverruledValue(upload, record));
            }
        }

        return new MeasuresInForce([.. latest.Values], overruled);
    }

    static Dictionary<IndicatorId, StatedMeasure> Uploaded(IEnumerable<StatedMeasure> stated, List<OverruledValue> overruled)
    {
        var latest = new Dictionary<IndicatorId, StatedMeasure>();
        foreach (var next in stated.OrderBy(s => s.Rank).ThenByDescending(s => HasCounts(s.Measure)))
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

        return latest;
    }

    static StatedMeasure Follow(StatedMeasure known, StatedMeasure next, List<OverruledValue> overruled)
    {
        if (IsSymbol(next.Measure) && (known.Measure.Figure is not null || HasCounts(known.Measure)))
        {
            overruled.Add(new OverruledValue(next, known));
            return known;
        }

        if (next.Measure is { Numerator: not null, Denominator: not null } || next.Measure is not { Figure: { } given })
        {
            return next;
        }

        // A denominator of 0 has no figure, and no value agrees with that.
        var exact = known.Measure.Figure;
        var agrees = exact is not null && Measure.Agree(given.Value, exact.Value.Value);
        if (HasCounts(known.Measure) && !agrees)
        {
            overruled.Add(new OverruledValue(next, known));
            return known;
        }

        return agrees && (HasCounts(known.Measure) || (exact!.Value.IsUnrounded && !given.IsUnrounded)) ? Confirmed(known, next) : next;
    }

    /// <summary>Whether it says that there is no figure, and does not take one away.</summary>
    internal static bool IsSymbol(Measure measure) =>
        measure is { Figure: null, NoValue: { } symbol } && !symbol.Equals(Measure.Withdrawn, StringComparison.OrdinalIgnoreCase);

    /// <summary>A wide table states earlier months again: what was confirmed stays so as long as the figures are the same.</summary>
    static StatedMeasure KeepConfirmed(StatedMeasure known, StatedMeasure next) =>
        known.Measure.IsConfirmed && IsSame(known.Measure, next.Measure) ? next with { Measure = next.Measure with { IsConfirmed = true } } : next;

    /// <summary>Whether an upload says what the records do, as far as it says it. The denominator beside a count divides nothing.</summary>
    static bool Agrees(Measure counted, Measure uploaded) => uploaded is { Numerator: not null, Denominator: not null } && HasCounts(counted)
        ? counted.Numerator == uploaded.Numerator && counted.Denominator == uploaded.Denominator
        : counted.Figure is { } exact && uploaded.Figure is { } given ? Measure.Agree(given.Value, exact.Value)
        : counted.Figure is null && uploaded.Figure is null;

    static bool IsSame(Measure known, Measure next) =>
        known.Figure?.Value == next.Figure?.Value && known.Numerator == next.Numerator && known.Denominator == next.Denominator;

    static StatedMeasure Confirmed(StatedMeasure known, StatedMeasure next) => next.Measure.IsConfirmed
        ? known with { Measure = known.Measure with { IsConfirmed = true } }
        : known;

    /// <summary>Whether its figure, or that there is none, follows from numerator and denominator.</summary>
    // A count's value is its numerator, and as exact. Rows of earlier builds have no unit: theirs follows where it is not the numerator.
    static bool HasCounts(Measure measure) => measure.Unit is not null
        || measure is { Numerator: { } numerator, Denominator: not null, Figure: { } figure } && figure.Value != numerator;
}
