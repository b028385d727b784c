namespace Scorecards.Domain;

/// <summary>One result of a family's month: what it counts, and whether it is withheld.</summary>
sealed class SuppressionCell
{
    /// <summary>The kinds of count: 0 numerator, 1 denominator, 2 rest of the denominator.</summary>
    public const int Kinds = 3;

    readonly SuppressionProfile profile;
    readonly bool wasSuppressed;
    readonly bool isRate;
    SuppressedAs? reason;

    public SuppressionCell(SuppressionProfile profile, MonthlyScorecard scorecard, Result result)
    {
        (this.profile, Scorecard, Result) = (profile, scorecard, result);
        (reason, wasSuppressed) = (result.Suppressed, result.Suppressed is not null);
        isRate = result.Indicator.Unit == Unit.Per10000;
        var numerator = result.Indicator.Unit == Unit.Count ? result.Numerator ?? result.Figure?.Value : result.Numerator;
        Counts = CountsOf(numerator, result.Denominator);

        // The source's own "c": a number that exists and was withheld from us.
        var isHeldBack = result is { Figure: null, Numerator: null } && string.Equals(result.NoValue, "c", StringComparison.OrdinalIgnoreCase);
        IsUnknown = numerator is null && !wasSuppressed && (isHeldBack || (result is { Figure: not null, Indicator.Formula: null }));
        IsPresent = IsUnknown || wasSuppressed || numerator is not null;
        IsHidden = wasSuppressed || IsUnknown;
        if (IsUnknown && !isHeldBack)
        {
            reason = SuppressedAs.Unchecked;
        }
        else if (!IsHidden && IsSmall(Counts))
        {
            (reason, IsHidden) = (SuppressedAs.SmallNumber, true);
        }
    }

    public MonthlyScorecard Scorecard { get; }

    public Result Result { get; }

    /// <summary>The counts by kind; null = the kind does not exist or is unknown.</summary>
    public IReadOnlyList<decimal?> Counts { get; }

    public bool HasCounts => Counts[0] is not null;

    /// <summary>Whether there is a number that adds up with others: known to us, or known only to its source.</summary>
    public bool IsPresent { get; }

    public bool IsUnknown { get; }

    public bool WasSuppressed => wasSuppressed;

    public bool IsHidden { get; private set; }

    /// <summary>Whether a count must not even be narrowed down: it is small, and that is why the result is hidden.</summary>
    public bool IsSensitive(int kind) => reason == SuppressedAs.SmallNumber && Counts[kind] is decimal count && profile.IsSmall(count);

    /// <returns>Whether it was shown until now.</returns>
    public bool Hide(SuppressedAs why = SuppressedAs.Secondary)
    {
        if (IsHidden || (Result.Figure is null && !HasCounts))
        {
            return false;
        }

        (reason, IsHidden) = (why, true);
        return true;
    }

    /// <summary>Whether the result would be hidden for the same reason if its numerator and denominator were greater by these amounts.</summary>
    public bool LooksTheSame(decimal numerator, decimal denominator)
    {
        if (IsUnknown || wasSuppressed)
        {
            return true;
        }

        var other = CountsOf(Counts[0] + numerator, isRate ? Result.Denominator : Counts[1] + denominator);
        return other.Zip(Counts).All(c => c.First is null or >= 0 && c.First is null == c.Second is null)
            && IsSmall(other) == (reason == SuppressedAs.SmallNumber);
    }

    /// <summary>The result as a reader outside sees it.</summary>
    public Result Shown() => reason is null || wasSuppressed
        ? Result
        : Result with { Numerator = null, Denominator = null, Figure = null, Rating = null, Travel = null, Source = null, Suppressed = reason };

    decimal?[] CountsOf(decimal? numerator, decimal? denominator) =>
    [
        numerator,
        isRate || Result.Indicator.Unit == Unit.Count ? null : denominator,
        Result.Indicator.Unit == Unit.Percent && numerator <= denominator ? denominator - numerator : null,
    ];

    bool IsSmall(IReadOnlyList<decimal?> counts) => counts.Any(c => c is decimal count && profile.IsSmall(count))
        || (isRate && Result.Denominator is decimal population && profile.IsSmall(population));
}
