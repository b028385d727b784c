using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Why a figure's direction of travel is what it is (docs/domain.md, Travel).</summary>
static class TravelReason
{
    /// <summary>Of what <see cref="IsTooSmall"/>.</summary>
    public const string TooSmall = "The change is too small to be seen at the decimals that are shown.";

    /// <param name="month">That the result is of.</param>
    public static string Write(Result result, Month month) => result switch
    {
        { Indicator.Polarity: Polarity.N, PreviousDisplay: { } before } => $"None: the indicator has no judgement. It was {before} the month before.",
        { Indicator.Polarity: Polarity.N } => "None: the indicator has no judgement.",
        { Figure: null } => "None: there is no figure.",
        _ when result.Indicator.RestartsIn(month) => "None: a year-to-date figure begins again in April.",
        { Previous: null } => "None: the month before has no figure.",
        { Travel: null } => "None: there is no target to come closer to.",
        { Travel: { } travel } =>
            $"{travel}: {result.Display} now, {result.PreviousDisplay} the month before.{Distance(result)}"
                + (IsTooSmall(result) ? $" {TooSmall}" : ""),
    };

    static string Distance(Result result) =>
        result.Indicator.Polarity == Polarity.T ? $" What counts is the distance to the target, {result.TargetDisplay}." : "";

    /// <summary>Whether two equal figures are shown of what is better or worse.</summary>
    public static bool IsTooSmall(Result result) =>
        result.Travel is Travel.Improved or Travel.Worse && result.Display == result.PreviousDisplay;
}
