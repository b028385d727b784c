using Scorecards.Domain;
using static Scorecards.Reports.MissingLines;

namespace Scorecards.Reports;

/// <summary>What has changed since the month before, in the words of the mail, the page and the workbook.</summary>
public static class WhatChanged
{
    /// <summary>What makes the months differ though no figure does: targets, indicators, scorecards, the new year. Said first.</summary>
    /// <param name="changes">Of the month.</param>
    /// <param name="below">The scorecards below it.</param>
    public static IReadOnlyList<string> Framework(MonthChanges changes, ScorecardsBelow below)
    {
        // The counts are of the whole scorecard: what a reader of rounded figures is shown does not add up to them.
        var hasCounts = !changes.IsRounded;
        List<string> said = [];
        if (changes.Restarted.Count is > 0 and var restarted)
        {
            said.Add(
                $"Year-to-date figures restart this month and cannot be compared with {changes.Before.Month.ToLongString()}. "
                + $"{restarted} of {changes.Now.Results.Count} indicators "
                + $"{(restarted == 1 ? "is year-to-date and has" : "are year-to-date and have")} no direction of travel.");
        }

        if (changes.Retargeted is { Count: > 0 } retargeted)
        {
            said.Add($"Targets that have changed ({retargeted.Count}): {Named([.. retargeted.Select(OtherTarget)])}."
                + (hasCounts ? $" By last month's targets: {Ratings(changes.AtTargetsBefore)}." : ""));
        }
        else if (changes.HasOldTargets)
        {
            said.Add("No target has changed with the new financial year.");
        }

        if (changes.Added is { Count: > 0 } added)
        {
            said.Add($"New on the scorecard ({added.Count}): {Named([.. added.Select(r => r.Indicator.Name)])}."
                + (hasCounts ? $" This adds to the counts: {Ratings(Summary.From(added))}." : ""));
        }

        if (changes.Retired is { Count: > 0 } retired)
        {
            said.Add($"No longer on the scorecard ({retired.Count}): {Named([.. retired.Select(r => r.Indicator.Name)])}."
                + (hasCounts ? $" This takes from last month's counts: {Ratings(Summary.From(retired))}." : ""));
        }

        return [.. said, .. Scorecards("New scorecards", below.Opened), .. Scorecards("Closed scorecards", below.Closed)];
    }

    /// <summary>The lists by indicator. Those of red are always there; the others where they have lines.</summary>
    public static IEnumerable<(string Title, List<string> Lines)> Lists(MonthChanges changes)
    {
        var before = changes.Before.Month.ToLongString();
        yield return ("Newly red", [.. changes.NewlyRed.Select(d =>
            $"{d.Indicator.Name}: {d.Now!.Display}, target {d.Now.TargetDisplay}, {Was(d.Was!, changes)}")]);
        yield return ("No longer red", [.. changes.NoLongerRed.Select(d =>
            $"{d.Indicator.Name}: {d.Now!.Display}, {RatingLabels.Describe(d.Now.Rating)}")]);

        // Of rounded figures that are equal it is not known how small a change is.
        yield return ("Red but improving", [.. changes.Now.Results.Where(r => r is { Rating: Rating.Red, Travel: Travel.Improved }).Select(r =>
            $"{r.Indicator.Name}: from {r.PreviousDisplay ?? "a figure that is not shown"} to {r.Display}, target {r.TargetDisplay}"
            + (!TravelReason.IsTooSmall(r) ? ""
                : changes.IsRounded ? ". The change does not show in rounded numbers."
                : $". {TravelReason.TooSmall}"))]);
        (string, List<string>)[] others =
        [
            ("Other changes of colour", [.. changes.OtherwiseRecoloured.Select(d =>
                $"{d.Indicator.Name}: {d.Now!.Display}, {RatingLabels.Describe(d.Now.Rating)}, {Was(d.Was!, changes)}")]),
            ("No figure this month", [.. changes.LostFigure.Select(d =>
                $"{d.Indicator.Name}: {RatingLabels.WhyNoFigure(d.Now!, changes.Now)}, {Was(d.Was!, changes)}")]),
            ("Withheld from you, this month or the one before", [.. changes.Withheld.Select(d =>
                $"{d.Indicator.Name}: withheld {(d.Now!.IsSuppressed ? "this month" : $"in {before}")}, "
                + "so the two months cannot be compared")]),
            ("Another colour because the target has changed", [.. changes.ByTarget.Select(d =>
                $"{d.Indicator.Name}: {d.Now!.Display}, {RatingLabels.Describe(d.Now.Rating)}, {Was(d.Was!, changes)}; "
                + (d.Was!.Target == d.Now.Target ? $"target {d.Now.TargetDisplay} with other limits"
                    : $"target {d.Was.TargetDisplay ?? "none"}, now {d.Now.TargetDisplay ?? "none"}"))]),
        ];
        foreach (var list in others.Where(o => o.Item2.Count > 0))
        {
            yield return list;
        }
    }

    static string OtherTarget(ResultDiff diff) => diff.Was!.Target == diff.Now!.Target
        ? $"{diff.Indicator.Name}, {diff.Now.TargetDisplay} with other limits"
        : $"{diff.Indicator.Name}, from {diff.Was.TargetDisplay ?? "none"} to {diff.Now.TargetDisplay ?? "none"}";

    static string Was(Result before, MonthChanges changes) =>
        before.Figure is null ? $"had no figure last month ({RatingLabels.WhyNoFigure(before, changes.Before)})"
        : before.Rating is { } rating ? $"was {RatingLabels.Describe(rating)} at {before.Display}"
        : $"was not rated at {before.Display}";

    static IEnumerable<string> Scorecards(string title, IReadOnlyList<string> names) =>
        names.Count == 0 ? [] : [$"{title} below this one ({names.Count}): {Named(names)}. The counts of this scorecard do not include them."];

    static string Ratings(Summary c) => $"{c.Green} green, {c.Amber} amber, {c.Red} red, {c.Unrated} not rated";
}
