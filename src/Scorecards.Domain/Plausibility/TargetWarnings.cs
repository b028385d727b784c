using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Finds targets of an upload that could be right and seldom are (docs/domain.md, Plausibility). Pure.</summary>
/// <param name="rules">Those of severity warning count here.</param>
/// <param name="before">The catalogue without the upload.</param>
public sealed class TargetWarnings(PlausibilityRules rules, Catalogue before)
{
    /// <param name="targets">The upload's, with their rows and sheets.</param>
    /// <param name="issued">The months that are issued, in the order in which they are named.</param>
    public IReadOnlyList<Fault> Find(
        IReadOnlyList<(Target Target, long Row, string? Sheet)> targets, IReadOnlyList<ScorecardMonth> issued)
    {
        var after = new Catalogue(before.Indicators, before.Targets.Concat(targets.Select(t => t.Target)), before.Scorecards);
        return
        [
            .. from target in targets
               where !target.Target.IsConfirmed
               from fault in (Fault?[])
               [
                   FindFraction(target.Target, target.Row), FindDirection(target.Target, target.Row),
                   FindFractionLimit(target.Target, target.Row), FindWrongSide(target.Target, target.Row),
                   FindDatedBack(target.Target, target.Row, after, issued),
               ]
               where fault is not null
               select fault with { Sheet = target.Sheet },
        ];
    }

    /// <summary>0.95 after 95, or first of all where high is good: every figure would be green.</summary>
    Fault? FindFraction(Target target, long row)
    {
        var last = before.TargetInForce(target.Indicator, target.Scorecard ?? "", Month.Containing(target.EffectiveFrom));
        return before.Indicator(target.Indicator) is { } indicator
            && rules.Bound(PlausibilityRules.FractionTarget, Severity.Warning, indicator) is { } most
            && target.Value is { } value && IsFraction(indicator, value, last?.Value, most)
            ? new Fault(
                row, "target", Text(value),
                $"{indicator.Id}: looks like a fraction of 1: it means {Text(value)}%"
                + $"{(last?.Value is { } usual ? $", and the target was {Text(usual)}%" : "")}. {FixOfFraction(value)}")
            : null;
    }

    /// <summary>A least green or amber value of 0.95 beside a target of 95: hardly a figure is below it.</summary>
    Fault? FindFractionLimit(Target target, long row)
    {
        if (before.Indicator(target.Indicator) is not { Polarity: Polarity.H } indicator
            || rules.Bound(PlausibilityRules.FractionTarget, Severity.Warning, indicator) is not { } most)
        {
            return null;
        }

        (string Column, decimal? Edge)[] least = [("green_min", target.Limits.GreenMin), ("amber_min", target.Limits.AmberMin)];
        return least.FirstOrDefault(l => l.Edge > 0 && l.Edge <= most) is { Column: { } column, Edge: { } edge }
            ? new Fault(row, column, Text(edge), $"{indicator.Id}: looks like a fraction of 1: it means {Text(edge)}%. {FixOfFraction(edge)}")
            : null;
    }

    /// <summary>Whether a percentage may be meant as a hundred times as much: where high is good, any target up to 1% may be.</summary>
    /// <param name="usual">A target or a figure of the indicator; null = none is known.</param>
    public static bool IsFraction(Indicator indicator, decimal number, decimal? usual, decimal most) =>
        (indicator.Polarity == Polarity.H && number > 0 && number <= most)
        || (usual is { } known && PlausibilityWarnings.IsFractionOf(number, known, most));

    static string FixOfFraction(decimal value) =>
        $"Write the percentage, such as {Text(value * 100)}. If it is right, upload the row again with confirmed = yes";

    /// <summary>Less than 22% where high is good.</summary>
    Fault? FindDirection(Target target, long row) =>
        before.Indicator(target.Indicator) is { Polarity: Polarity.H or Polarity.L } indicator
        && rules.Bound(PlausibilityRules.TargetDirection, Severity.Warning, indicator) is not null
        && target.Words is { } words && words.Good != indicator.Polarity
            ? new Fault(
                row, "target", words.Text,
                $"{indicator.Id}: says that {Side(words.Good)}, and the catalogue that {Side(indicator.Polarity)} ({indicator.Polarity}). "
                + $"It counts as {Text(target.Value ?? 0)}, and {Side(indicator.Polarity)}. Correct the target, or the indicator's polarity. "
                + "If both are right, upload the row again with confirmed = yes")
            : null;

    /// <summary>A greatest green value where high is good: whatever is better is amber or red.</summary>
    Fault? FindWrongSide(Target target, long row)
    {
        if (before.Indicator(target.Indicator) is not { } indicator
            || rules.Bound(PlausibilityRules.TargetDirection, Severity.Warning, indicator) is null
            || target.FindWrongSide(indicator) is not (var column, var edge))
        {
            return null;
        }

        return new Fault(
            row, column, Text(edge),
            $"{indicator.Id}: a figure {(indicator.Polarity == Polarity.H ? "above" : "below")} {Text(edge)} is not green by this limit, although "
            + $"{Side(indicator.Polarity)} ({indicator.Polarity}). Leave the cell blank, or write the limit into the right column. "
            + "If a band is meant, upload the row again with confirmed = yes");
    }

    static string Side(Polarity polarity) => polarity == Polarity.H ? "high is good" : "low is good";

    Fault? FindDatedBack(Target target, long row, Catalogue after, IReadOnlyList<ScorecardMonth> issued)
    {
        if (before.Indicator(target.Indicator) is not { } indicator
            || rules.Bound(PlausibilityRules.TargetDatedBack, Severity.Warning, indicator) is null)
        {
            return null;
        }

        // A new indicator may have its target since April: the months that it was not on yet have none, before and after.
        var changed = issued.Where(m => indicator.IsActive(m.Month) && IsChangedBy(target, after, m)).ToList();
        if (changed.Count == 0)
        {
            return null;
        }

        var hadOne = changed.Exists(m => before.TargetInForce(target.Indicator, m.Scorecard, m.Month)?.Value is not null);
        var (column, day, remedy) = changed.TrueForAll(m => target.HasEnded(m.Month.LastDay))
            ? ("effective_to", target.EffectiveTo, "upload the row with a later last day")
            : ("effective_from", target.EffectiveFrom,
                $"upload {(hadOne ? "the earlier target" : "a blank target")} with this date and this target with a later one");
        return new Fault(
            row, column, $"{day:yyyy-MM-dd}",
            $"{indicator.Id}: is before months that are issued already, and changes their target: {IssuedMonths.Write(changed)}. "
            + $"If only later months are meant, {remedy}. If these months are meant, upload the row again with confirmed = yes");
    }

    /// <summary>Whether a month has another target because the row is the one in force, or has ended and left it to another.</summary>
    bool IsChangedBy(Target target, Catalogue after, ScorecardMonth m)
    {
        var now = after.TargetInForce(target.Indicator, m.Scorecard, m.Month);
        if (IsSame(before.TargetInForce(target.Indicator, m.Scorecard, m.Month), now))
        {
            return false;
        }

        return ReferenceEquals(now, target)
            || (target.HasEnded(m.Month.LastDay) && (target.Scorecard ?? m.Scorecard) == m.Scorecard
                && (now is null || before.Targets.Contains(now)));
    }

    static bool IsSame(Target? one, Target? other) =>
        one?.Value == other?.Value && (one?.Limits ?? default) == (other?.Limits ?? default);

    static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
