using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// Finds what could be true and seldom is, in a calculated month (docs/domain.md, Plausibility). What was confirmed does not come again. Pure: of the
/// month, the one before it, the scorecards below it and the catalogue.
/// </summary>
/// <param name="rules">Those of severity warning count here.</param>
public sealed class PlausibilityWarnings(PlausibilityRules rules, Catalogue catalogue)
{
    const string Confirm = "If it is right, upload the row again with confirmed = yes";
    /// <param name="before">The month before it; null = it has no figures.</param>
    /// <param name="children">The scorecards directly below it, each with its month before.</param>
    public IReadOnlyList<PlausibilityWarning> Find(
        MonthlyScorecard now, MonthlyScorecard? before, IReadOnlyList<(MonthlyScorecard Now, MonthlyScorecard? Before)> children)
    {
        var earlier = ById(before);
        var figures = now.Results.Where(r => r is { Figure: not null, Source: not null } && !now.FollowsFormula(r)).ToList();
        var single = figures.Where(r => !r.IsConfirmed).Select(r => FindOne(now, r, earlier.GetValueOrDefault(r.Indicator.Id)));
        return
        [
            .. single.OfType<PlausibilityWarning>(),
            .. FindTargets(now),
            .. FindUnchanged(now, figures, earlier),
            .. new PartsOfScorecards(rules, catalogue).Find(now, before, children),
        ];
    }

    /// <summary>The first rule that a figure breaks.</summary>
    PlausibilityWarning? FindOne(MonthlyScorecard now, Result result, Result? before)
    {
        var (value, last) = (result.Figure!.Value.Value, before?.Figure?.Value);
        return FindImpossible(now, result, value) ?? FindFraction(now, result, value, last) ?? FindJump(now, result, value, last)
            ?? FindFall(now, result, before);
    }

    PlausibilityWarning? FindImpossible(MonthlyScorecard now, Result result, decimal value)
    {
        if (Bound(PlausibilityRules.Negative, result.Indicator) is { } least && value < least)
        {
            return Warn(PlausibilityRules.Negative, now, result, $"is below {least}. Correct it. {Advice(result)}");
        }

        return result.Indicator.NumeratorIsPart is null && Bound(PlausibilityRules.OverHundred, result.Indicator) is { } most && value > most
            ? Warn(
                PlausibilityRules.OverHundred, now, result,
                $"is more than {most}%. Correct it, or say in the indicator's row by numerator_is_part whether that can be. {Advice(result)}")
            : null;
    }

    /// <summary>0.903 after 90.3, or against a target of 95: last month's may be a fraction too.</summary>
    PlausibilityWarning? FindFraction(MonthlyScorecard now, Result result, decimal value, decimal? last)
    {
        if (Bound(PlausibilityRules.Fraction, result.Indicator) is not { } most)
        {
            return null;
        }

        var isOfLast = last is { } earlier && IsFractionOf(value, earlier, most);

        // Counts give the percentage by themselves: a small one is small.
        return (isOfLast ? last : last is null || result.Numerator is null ? result.Target : null) is { } usual && IsFractionOf(value, usual, most)
            ? Warn(
                PlausibilityRules.Fraction, now, result,
                $"looks like a fraction of 1: {(isOfLast ? "last month's figure" : "the target")} is {Text(usual)}%. "
                + $"Write the percentage, such as {Text(value * 100)}. {Advice(result)}")
            : null;
    }

    /// <summary>A decimal point that was lost, or a digit too many.</summary>
    PlausibilityWarning? FindJump(MonthlyScorecard now, Result result, decimal value, decimal? last)
    {
        if (last is not { } usual || usual == 0 || value == 0 || Bound(PlausibilityRules.Jump, result.Indicator) is not { } times
            || result.Indicator.RestartsIn(now.Month)
            || Math.Max(Math.Abs(value), Math.Abs(usual)) < (Bound(PlausibilityRules.JumpFrom, result.Indicator) ?? 0))
        {
            return null;
        }

        var ratio = Math.Abs(value / usual);
        return ratio >= times || ratio * times <= 1
            ? Warn(
                PlausibilityRules.Jump, now, result,
                $"is {(ratio > 1 ? $"{Text(Math.Round(ratio, 1))} times" : $"1/{Text(Math.Round(1 / ratio, 1))} of")} last month's figure, "
                + $"{Text(usual)}. Look whether a decimal point or a digit is wrong. {Advice(result)}")
            : null;
    }

    /// <summary>What is counted from 1 April on only grows.</summary>
    PlausibilityWarning? FindFall(MonthlyScorecard now, Result result, Result? before)
    {
        if (before is null || !result.Indicator.IsYearToDate() || result.Indicator.RestartsIn(now.Month)
            || Bound(PlausibilityRules.YearToDateFalls, result.Indicator) is null)
        {
            return null;
        }

        var isCount = result.Indicator.Unit == Unit.Count;
        (string Column, decimal? Now, decimal? Before)[] counts =
        [
            ("numerator", result.Numerator, before.Numerator),
            ("denominator", isCount ? null : result.Denominator, before.Denominator),
            ("value", isCount ? result.Figure?.Value : null, before.Figure?.Value),
        ];
        return counts.FirstOrDefault(c => c.Now < c.Before) is { Column: { } column, Now: { } count, Before: { } last }
            ? Warn(
                PlausibilityRules.YearToDateFalls, now, result,
                $"is counted from 1 April on, and is below last month's {Text(last)}. It may be the month alone. "
                + $"Correct one of the two months. {Advice(result)}",
                column, Text(count))
            : null;
    }

    /// <summary>0.95 where the figures are around 90, or where high is good.</summary>
    IEnumerable<PlausibilityWarning> FindTargets(MonthlyScorecard now) =>
        from result in now.Results
        where Bound(PlausibilityRules.FractionTarget, result.Indicator) is { } most && result is { Target: { } target, Figure: { } figure }
            && TargetWarnings.IsFraction(result.Indicator, target, figure.Value, most)
        where catalogue.TargetInForce(result.Indicator.Id, now.Scorecard, now.Month) is not { IsConfirmed: true }
        select new PlausibilityWarning(
            PlausibilityRules.FractionTarget, now.Scorecard, now.Month, result.Indicator.Id, [], Text(result.Target!.Value),
            $"is the target, and looks like a fraction of 1: the figure is {result.Display}. Upload a target file with the percentage. "
            + "If it is right, upload it again with confirmed = yes");

    /// <summary>Last month's file under this month's name.</summary>
    IEnumerable<PlausibilityWarning> FindUnchanged(MonthlyScorecard now, List<Result> figures, Dictionary<IndicatorId, Result> earlier)
    {
        var pairs = figures.Select(r => (Now: r, Before: earlier.GetValueOrDefault(r.Indicator.Id)))
            .Where(p => p.Before?.Figure is not null).ToList();
        var isUnchanged = rules.Bound(PlausibilityRules.Unchanged, Severity.Warning) is { } least
            && pairs.Count(p => p.Now.Figure!.Value.Value != 0) >= least
            && pairs.TrueForAll(p => IsEqual(p.Now, p.Before!)) && !pairs.Exists(p => p.Now.IsConfirmed);
        if (!isUnchanged)
        {
            return [];
        }

        var reason = $"all {pairs.Count} figures are equal to last month's: "
            + (pairs.TrueForAll(p => p.Now.Source!.IsCounted()) ? "the exports may be last month's. Look at the days in them"
                : "either this file is last month's, or last month's figures are this month's: look at both. "
                    + "If they are right, upload one of the rows again with confirmed = yes");
        var (month, said) = ($"{now.Month}", $"{PlausibilityWarning.Say(null, now.Scorecard, now.Month)}: {reason}");
        return
        [
            new PlausibilityWarning(
                PlausibilityRules.Unchanged, now.Scorecard, now.Month, null,
                [.. pairs.Select(p => WarnedRow.From(now, p.Now, "month", month, said))], month, reason),
        ];
    }

    static bool IsEqual(Result now, Result before) => now.Figure!.Value.Value == before.Figure!.Value.Value
        && (now.Numerator is null || before.Numerator is null || now.Numerator == before.Numerator)
        && (now.Denominator is null || before.Denominator is null || now.Denominator == before.Denominator);

    /// <summary>Whether a hundred times a number is about what is usual: between half and twice that.</summary>
    public static bool IsFractionOf(decimal number, decimal usual, decimal most) =>
        number > 0 && number <= most && usual > most && number * 100 >= usual / 2 && number * 100 <= usual * 2;

    static string Advice(Result result) => result.Source!.IsCounted()
        ? "It was counted from records: look at its list of cases, and correct the records if it is wrong" : Confirm;

    decimal? Bound(string rule, Indicator indicator) => rules.Bound(rule, Severity.Warning, indicator);

    /// <param name="column">Null = that of the figure.</param>
    /// <param name="value">Null = the figure.</param>
    static PlausibilityWarning Warn(
        string rule, MonthlyScorecard now, Result result, string reason, string? column = null, string? value = null)
    {
        var (id, shown) = (result.Indicator.Id, value ?? WarnedRow.ValueOf(result));
        var said = $"{PlausibilityWarning.Say(id, now.Scorecard, now.Month)}: {reason}";
        return new PlausibilityWarning(
            rule, now.Scorecard, now.Month, id,
            [WarnedRow.From(now, result, column ?? WarnedRow.ColumnOf(result, isFollowed: false), shown, said)], shown, reason);
    }

    static Dictionary<IndicatorId, Result> ById(MonthlyScorecard? month) =>
        (month?.Results ?? []).ToDictionary(r => r.Indicator.Id);

    static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
