namespace Scorecards.Domain;

/// <summary>
/// What has changed from the month before (docs/domain.md, What changed). An indicator is on one list of its colour at most. A year-to-date indicator
/// is not compared in April.
/// </summary>
/// <param name="Before">The month before, as the reader sees it.</param>
/// <param name="Now">The month, as the reader sees it.</param>
/// <param name="LimitsBefore">That the month before was rated by, by indicator; one that is left out is not known.</param>
public sealed record MonthChanges(MonthlyScorecard Before, MonthlyScorecard Now, IReadOnlyDictionary<IndicatorId, RatingLimits> LimitsBefore)
{
    readonly IReadOnlyList<ResultDiff> all = ScorecardDiff.Between(Before, Now).Results;

    /// <summary>That the month is rated by, by indicator; one that is left out is not known, or not rated.</summary>
    public IReadOnlyDictionary<IndicatorId, RatingLimits> Limits { get; init; } = new Dictionary<IndicatorId, RatingLimits>();

    /// <summary>
    /// Whether the reader is shown rounded figures. By the limits of the month before these could have another colour than the exact ones, and that
    /// of the exact ones would be one more than the reader may see: so none is found.
    /// </summary>
    public bool IsRounded { get; init; }

    /// <summary>Red now and not before, by its figure: there is a target in both months.</summary>
    public IReadOnlyList<ResultDiff> NewlyRed =>
        [.. Recoloured.Where(d => d.Now!.Rating == Rating.Red && !IsByTarget(d) && d.Was is not { Figure: null, Target: null })];

    /// <summary>Red before and not now, by its figure: there is one in both months.</summary>
    public IReadOnlyList<ResultDiff> NoLongerRed =>
        [.. Recoloured.Where(d => d.Was!.Rating == Rating.Red && d.Now!.Figure is not null && !IsByTarget(d))];

    /// <summary>Another colour by its figure, red in neither month: there is a figure in this one.</summary>
    public IReadOnlyList<ResultDiff> OtherwiseRecoloured =>
    [
        .. Recoloured.Where(d =>
            d is { Was.Rating: not Rating.Red, Now: { Rating: not Rating.Red, Figure: not null } } && !IsByTarget(d)),
    ];

    /// <summary>Those that had a figure and have none; nothing is known of how they are.</summary>
    public IReadOnlyList<ResultDiff> LostFigure =>
        [.. Both.Where(d => d.Was!.Figure is not null && d.Now is { Figure: null, IsSuppressed: false })];

    /// <summary>Those of which the reader sees one month only.</summary>
    public IReadOnlyList<ResultDiff> Withheld =>
        [.. Both.Where(d => d.Was!.IsSuppressed != d.Now!.IsSuppressed && d.IsRatingChanged)];

    /// <summary>Those with another colour that the figure alone would not have given them.</summary>
    public IReadOnlyList<ResultDiff> ByTarget => [.. Recoloured.Where(IsByTarget)];

    /// <summary>Those with another target, or with other limits of the same one.</summary>
    public IReadOnlyList<ResultDiff> Retargeted => [.. Both.Where(d => d.Was!.Target != d.Now!.Target || HasOtherLimits(d))];

    /// <summary>Whether a financial year begins with the targets of the last one: the new ones may not have been uploaded yet.</summary>
    public bool HasOldTargets => Now.Month.IsFirstOfYear && Retargeted.Count == 0 && Both.Any(d => d.Now!.Target is not null);

    /// <summary>Those that were not on the scorecard.</summary>
    public IReadOnlyList<Result> Added => [.. all.Where(d => d.Was is null).Select(d => d.Now!)];

    /// <summary>Those that are no longer on the scorecard, as they were.</summary>
    public IReadOnlyList<Result> Retired => [.. all.Where(d => d.Now is null).Select(d => d.Was!)];

    /// <summary>Those that begin again with the month.</summary>
    public IReadOnlyList<Result> Restarted => [.. Now.Results.Where(r => r.Indicator.RestartsIn(Now.Month))];

    /// <summary>The counts as they would be by the targets of the month before: what had none then is not rated.</summary>
    public Summary AtTargetsBefore
    {
        get
        {
            // What is withheld keeps the colour that it has in the counts.
            List<ResultDiff> shown = [.. all.Where(d => d.Now is not null)];
            var now = Summary.From([.. shown.Select(d => d.Now!)]);
            var before = Summary.From([.. shown.Select(d => d.Now! with { Rating = AtTargetBefore(d) })]);
            return Now.Summary with
            {
                Green = Now.Summary.Green + before.Green - now.Green,
                Amber = Now.Summary.Amber + before.Amber - now.Amber,
                Red = Now.Summary.Red + before.Red - now.Red,
                Unrated = Now.Summary.Unrated + before.Unrated - now.Unrated,
            };
        }
    }

    /// <summary>On the scorecard in both months.</summary>
    IEnumerable<ResultDiff> Both => all.Where(d => d is { Was: not null, Now: not null });

    /// <summary>Those whose colours of both months may be compared, and differ.</summary>
    public IReadOnlyList<ResultDiff> Recoloured =>
    [
        .. Both.Where(d =>
            d.IsRatingChanged && d is { Was.IsSuppressed: false, Now.IsSuppressed: false } && !d.Indicator.RestartsIn(Now.Month)),
    ];

    /// <summary>
    /// Red now, while no colour of the month before can be held against it: new on the scorecard, withheld then, without figure and target then, or
    /// begun again and not red then.
    /// </summary>
    public IReadOnlyList<ResultDiff> RedUncompared =>
    [
        .. all.Where(d => d.Now?.Rating == Rating.Red
            && (d.Was is null or { IsSuppressed: true } or { Figure: null, Target: null }
                || (d.Indicator.RestartsIn(Now.Month) && d.Was.Rating != Rating.Red))),
    ];

    /// <summary>With a figure in both months, not rated in one of them means that there was no target.</summary>
    bool IsByTarget(ResultDiff diff) => diff is { Was.Figure: not null, Now.Figure: not null }
        && (diff.Was.Rating is null || diff.Now.Rating is null || AtTargetBefore(diff) == diff.Was.Rating);

    bool HasOtherLimits(ResultDiff diff) => LimitsBefore.TryGetValue(diff.Indicator.Id, out var before)
        && Limits.TryGetValue(diff.Indicator.Id, out var now) && before != now;

    Rating? AtTargetBefore(ResultDiff diff) => diff switch
    {
        { Now.Figure: { } figure } when !IsRounded && diff.Was is not null && LimitsBefore.TryGetValue(diff.Indicator.Id, out var limits) =>
            limits.Rate(diff.Indicator.Displayed(figure.Value)),
        { Was: { IsSuppressed: false, Target: null, Rating: null }, Now: { Figure: not null, Target: not null } } => null,
        _ => diff.Now!.Rating,
    };
}
