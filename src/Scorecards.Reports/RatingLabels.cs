using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How ratings and travel are written for people: always a word with a shape, so that nothing depends on colour alone.</summary>
public static class RatingLabels
{
    public static string Describe(Rating? rating) => rating switch
    {
        Rating.Green => "● Green",
        Rating.Amber => "▲ Amber",
        Rating.Red => "■ Red",
        _ => "– Not rated",
    };

    public static string Describe(Travel? travel) => travel switch
    {
        Travel.Improved => "↑ Improved",
        Travel.Same => "→ Same",
        Travel.Worse => "↓ Worse",
        _ => "–",
    };

    public static string Describe(Polarity polarity) => polarity switch
    {
        Polarity.H => "High is good",
        Polarity.L => "Low is good",
        Polarity.T => "Close to target is good",
        _ => "No judgement",
    };

    public static string Class(Rating? rating) => rating switch
    {
        Rating.Green => "green",
        Rating.Amber => "amber",
        Rating.Red => "red",
        _ => "unrated",
    };

    /// <summary>
    /// Why there is no figure: it is withheld, the symbol that was uploaded in its place, that there was nothing to count, or that its formula gives
    /// none.
    /// </summary>
    /// <param name="month">That has the result.</param>
    public static string WhyNoFigure(Result result, MonthlyScorecard month) =>
        result.IsSuppressed ? "withheld"
        : result.IsNoneToCount ? $"{result.Shown}: {Plain(result.Numerator)} of 0"
        : result.NoValue ?? (result.Indicator.Formula is not { } formula ? "not received"
            : month.DividesByZero(formula) ? "its formula divides by 0"
            : "cannot be calculated");

    /// <summary>A number as it is, without noughts that were not stated; – where it is not known.</summary>
    public static string Plain(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    /// <summary>What a small base is (docs/domain.md, Summary).</summary>
    public static string SmallBase => $"a percentage of fewer than {Plain(Result.SmallBase)}, which swings widely";

    /// <summary>In place of counts of travel, where there is nothing to compare with.</summary>
    public const string NoFiguresBefore = "no figures of the month before";

    /// <summary>Where a direction of travel is not known, or cannot be.</summary>
    public const string NoDirection = "no direction of travel";

    /// <summary>
    /// The same as <see cref="NoFiguresBefore"/>, of a month without travel: there may be earlier figures that are not compared.
    /// </summary>
    public static string NoTravel(MonthlyScorecard month) =>
        month.Results.Any(r => r.Previous is not null || r.Indicator.RestartsIn(month.Month)) ? NoDirection : NoFiguresBefore;

    /// <summary>Behind a month that changes with each upload: <c>, not issued</c>. Blank: it is issued, or there is none.</summary>
    /// <param name="edition">Of the month; null = there is none.</param>
    public static string Issue(int? edition) => edition == 0 ? ", not issued" : "";

    public const string NoCommentary = "No commentary";

    /// <summary>
    /// Who sees to it, what is done, since when and by when: <c>Owner: Head of Assessment. Action: recruit (since March 2012, 3rd month). Due:
    /// 30/09/2012.</c> Null: the target says nothing about it.
    /// </summary>
    public static string? Answer(Commentary? commentary)
    {
        if (commentary is null)
        {
            return null;
        }

        string[] said =
        [
            .. commentary.Owner is { } owner ? [$"Owner: {owner.TrimEnd('.')}."] : Array.Empty<string>(),
            .. commentary.IsClosed ? ["Action closed."]
                : commentary.Action is { } action ? [$"Action: {action.TrimEnd('.')}{(Age(commentary) is { } age ? $" ({age})" : "")}."]
                : Array.Empty<string>(),
            .. commentary is { IsClosed: false, Due: { } due } ? [$"Due: {Day(due)}."] : Array.Empty<string>(),
        ];
        return said.Length == 0 ? null : string.Join(' ', said);
    }

    /// <summary>
    /// How old an action is: <c>since March 2012, 3rd month</c>. One of <see cref="OpenAction.Months"/> may be older: no earlier month is read.
    /// Null: it is not from an earlier month.
    /// </summary>
    public static string? Age(Commentary? commentary) => commentary is { Since: { } since, Age: { } age }
        ? age < OpenAction.Months
            ? $"since {since.ToLongString()}, {age switch { 2 => "2nd", 3 => "3rd", _ => $"{age}th" }} month"
            : $"since {since.ToLongString()} or before, {age}th month or later"
        : null;

    /// <summary>As the scorecard prints days: 31/05/2012.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
