using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard's month with all that the mail and the workbook say about it.</summary>
/// <param name="Scorecard">The month itself.</param>
/// <param name="Earlier">Those of the <see cref="Months"/> - 1 months before it that have results, in any order.</param>
/// <param name="Commentary">On the month, by indicator.</param>
/// <param name="Limits">That the month is rated by, by indicator; an indicator without is not rated.</param>
/// <param name="Corrected">Of the month and the earlier ones, as far as no earlier mail has named it.</param>
/// <param name="Generated">When the report is made.</param>
public sealed record MonthReport(
    MonthlyScorecard Scorecard,
    IReadOnlyList<MonthlyScorecard> Earlier,
    IReadOnlyDictionary<IndicatorId, Commentary> Commentary,
    IReadOnlyDictionary<IndicatorId, RatingLimits> Limits,
    IReadOnlyList<CorrectedFigure> Corrected,
    DateTimeOffset Generated)
{
    /// <summary>A trend's.</summary>
    public const int Months = 12;

    /// <summary>Of a trend, the earliest first.</summary>
    public IReadOnlyList<Month> TrendMonths => [.. Enumerable.Range(1 - Months, Months).Select(Scorecard.Month.PlusMonths)];

    public IReadOnlyList<Result> Reds => [.. Scorecard.Results.Where(r => r.Rating == Rating.Red)];

    /// <summary>The month before; null = it has no results, so that nothing can be compared.</summary>
    public MonthlyScorecard? Previous => Earlier.FirstOrDefault(m => m.Month == Scorecard.Month.Previous());

    /// <summary>Whether the reader is shown every figure of both months.</summary>
    public bool IsWhole => Scorecard.Withheld == 0 && Previous is not { Withheld: > 0 };

    /// <summary>That the month before was rated by, by indicator; one that is left out is not known.</summary>
    public IReadOnlyDictionary<IndicatorId, RatingLimits> LimitsBefore { get; init; } = new Dictionary<IndicatorId, RatingLimits>();

    /// <summary>Whether the month is another than it was issued, in more than names.</summary>
    public bool IsCorrected { get; init; }

    /// <summary>The edition that is current now, where the report is of an earlier one; null = it is of the current one.</summary>
    public int? CurrentEdition { get; init; }

    /// <summary>As far as no earlier mail has named them: of the month and the earlier ones.</summary>
    public IReadOnlyList<ChangedTarget> ChangedTargets { get; init; } = [];

    /// <summary>The months, of those that may be corrected, whose corrections could tell this reader what is withheld.</summary>
    public IReadOnlyList<Month> CorrectionsWithheld { get; init; } = [];

    /// <summary>The months whose figures have all been taken back, as far as no earlier mail has named them.</summary>
    public IReadOnlyList<Month> TakenBack { get; init; } = [];

    /// <summary>By which small numbers are withheld from the reader, and with them all commentary; null = none are.</summary>
    public SuppressionProfile? Profile { get; init; }

    /// <summary>Whether the mail carries its workbook.</summary>
    public bool IsAttached { get; init; } = true;

    /// <summary>The text in place of commentary.</summary>
    public string NoCommentary => Profile is not null ? "Commentary is withheld outside the council" : RatingLabels.NoCommentary;

    /// <summary>The scorecards below this one that have begun or ended since the month before.</summary>
    public ScorecardsBelow Below { get; init; } = ScorecardsBelow.Same;

    /// <summary>The month before, where its first figures came too late for a mail of their own; null = it was mailed, or none ever was.</summary>
    public Month? NotMailed => Previous is { Edition: 0 } previous && Earlier.Any(m => m.Edition > 0) ? previous.Month : null;

    /// <summary>What has changed since the month before; null = there is none.</summary>
    public MonthChanges? Changes => Previous is { } previous
        ? new MonthChanges(previous, Scorecard, LimitsBefore) { Limits = Limits, IsRounded = Profile is not null }
        : null;

    public IReadOnlyList<Result> RedButImproving => [.. Reds.Where(r => r.Travel == Travel.Improved)];

    /// <summary>What a reader should know about the figures.</summary>
    public IReadOnlyList<string> DataNotes
    {
        get
        {
            var without = Scorecard.Results.Where(r => r.Figure is null).ToList();
            var missing = without.Where(r => !FollowsFromMissing(r))
                .Select(r => $"{r.Indicator.Name} ({RatingLabels.WhyNoFigure(r, Scorecard)})").ToList();
            if (without.Count - missing.Count is > 0 and var following)
            {
                missing.Add($"and {following} that {(following == 1 ? "is" : "are")} calculated from these");
            }

            var small = Scorecard.Results.Where(r => r.IsSmallBase)
                .Select(r => $"{r.Indicator.Name} ({RatingLabels.Plain(r.Numerator)} of {RatingLabels.Plain(r.Denominator)})").ToList();
            List<string> notes = [];
            if (without.Count > 0)
            {
                notes.Add($"No figure for {without.Count} of {Scorecard.Results.Count} indicators: {string.Join("; ", missing)}.");
            }

            notes.AddRange(SinceIssue);
            if (small.Count > 0)
            {
                notes.Add(
                    $"Percentages based on fewer than {RatingLabels.Plain(Result.SmallBase)}, which can change a lot from month to month: "
                    + $"{string.Join("; ", small)}.");
            }

            return notes.Count > 0 ? notes
                : IsAsIssued ? ["Every indicator has a figure, and none has been corrected since it was issued."]
                : ["Every indicator has a figure."];
        }
    }

    /// <summary>
    /// Whether every figure is known to be as it was issued. A reader of rounded figures is told of no correction that does not show in them, and so
    /// not that there was none.
    /// </summary>
    bool IsAsIssued => Scorecard.Edition > 0 && CurrentEdition is null && !IsCorrected && Profile is null;

    /// <summary>What has become of the month and the earlier ones since they were issued.</summary>
    IEnumerable<string> SinceIssue =>
    [
        .. Corrected.Select(c =>
            $"Corrected since {c.Month.ToLongString()} was issued: {c.Indicator.Name}, was {c.Was ?? "missing"}, now {c.Now ?? "missing"}. {c.Why}"),
        .. TakenBack.Select(m => $"The figures of {m.ToLongString()} have been taken back since it was issued: there are none now."),
        .. ChangedTargets.GroupBy(t => (t.Indicator.Id, t.Was, t.Now, t.IsByPolarity)).Select(WriteTarget),
        .. CorrectionsWithheld.Select(m =>
            $"Figures of {m.ToLongString()} have been corrected since it was issued. What they were is withheld outside the council."),
    ];

    /// <summary>One target in all the months that it changed.</summary>
    static string WriteTarget(IEnumerable<ChangedTarget> changed)
    {
        List<ChangedTarget> all = [.. changed.OrderBy(t => t.Month)];
        var target = all[0];
        var recoloured = all.Where(t => t.RatingWas != t.RatingNow).Select(t =>
            $"{t.Month.ToLongString()} was {RatingLabels.Describe(t.RatingWas)}, now {RatingLabels.Describe(t.RatingNow)}").ToList();
        var months = $"{MailTimes.Months(all.Select(t => t.Month))} {(all.Count == 1 ? "was" : "were")} issued";
        return (target.IsByPolarity ? $"What counts as good changed after {months}: {target.Indicator.Name}. "
                : target.Was == target.Now
                ? $"Limits for the rating changed after {months}: {target.Indicator.Name}, target {target.Now ?? "not set"}. "
                : $"Target changed after {months}: {target.Indicator.Name}, was {target.Was ?? "not set"}, now {target.Now ?? "not set"}. ")
            + (recoloured.Count == 0 ? "No rating has changed." : $"Ratings: {string.Join("; ", recoloured)}.");
    }

    /// <summary>Whether a line shows something: of a single figure there is no trend.</summary>
    public bool HasTrend(Indicator indicator) => Trend(indicator).Count(value => value is not null) > 1;

    /// <summary>
    /// The indicator's values of the <see cref="TrendMonths"/>; where a month has none, what the following month has as its previous one.
    /// </summary>
    public IReadOnlyList<Figure?> Trend(Indicator indicator)
    {
        var months = Earlier.Append(Scorecard).ToDictionary(m => m.Month);
        return
        [
            .. TrendMonths.Select(m =>
                Find(months.GetValueOrDefault(m), indicator)?.Figure ?? Find(months.GetValueOrDefault(m.Next()), indicator)?.Previous),
        ];
    }

    /// <summary>The place in <see cref="TrendMonths"/> at which the indicator begins again; null = it does not.</summary>
    public int? Restart(Indicator indicator) =>
        TrendMonths.Index().Where(m => m.Index > 0 && indicator.RestartsIn(m.Item)).Select(m => (int?)m.Index).FirstOrDefault();

    /// <summary>The place in <see cref="TrendMonths"/> from which a red's target is in force: no later month has another.</summary>
    public int TargetSince(Result red) =>
        Earlier.Where(m => Find(m, red.Indicator) is { } other && other.Target != red.Target).Select(m => (Month?)m.Month).Max() is { } last
            ? TrendMonths.Count(month => month <= last)
            : 0;

    /// <summary>A trend in words: <c>Apr 2012 66.7, May 2012 66.0</c>. A new financial year is named where the figures begin again.</summary>
    public string TrendText(Indicator indicator)
    {
        var known = TrendMonths.Zip(Trend(indicator)).Where(t => t.Second is not null).ToList();
        return string.Concat(known.Select((t, i) =>
            (i == 0 ? "" : IsRestart(indicator, known[i - 1].First, t.First) ? "; new financial year: " : ", ")
            + $"{Short(t.First)} {indicator.Display(t.Second!.Value)}"));
    }

    /// <summary>Whether the indicator begins again after a month, up to a later one.</summary>
    bool IsRestart(Indicator indicator, Month after, Month upTo) => TrendMonths.Any(m => m > after && m <= upTo && indicator.RestartsIn(m));

    internal static string Short(Month month) => month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Whether it is calculated from figures of which one is missing: that one is named.</summary>
    bool FollowsFromMissing(Result result) => result is { Indicator.Formula: { } formula, NoValue: null, IsSuppressed: false, IsNoneToCount: false }
        && Scorecard.Results.Any(r => r.Figure is null && formula.Indicators.Contains(r.Indicator.Id));

    static Result? Find(MonthlyScorecard? month, Indicator indicator) =>
        month?.Results.FirstOrDefault(r => r.Indicator.Id == indicator.Id);
}
