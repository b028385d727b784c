using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Finds counts of a scorecard that are not the sum of those below it, though they were last month (docs/domain.md, Plausibility).</summary>
/// <param name="rules">Those of severity warning count here.</param>
sealed class PartsOfScorecards(PlausibilityRules rules, Catalogue catalogue)
{
    /// <summary>One scorecard below is no division.</summary>
    const int LeastParts = 2;

    const string NotTheSum = "is not the sum of the scorecards below it";

    /// <param name="now">The scorecard above.</param>
    /// <param name="before">Its month before; null = it has no figures.</param>
    /// <param name="children">The scorecards directly below it, each with its month before.</param>
    public IEnumerable<PlausibilityWarning> Find(
        MonthlyScorecard now, MonthlyScorecard? before, IReadOnlyList<(MonthlyScorecard Now, MonthlyScorecard? Before)> children)
    {
        var parent = catalogue.Scorecard(now.Scorecard);

        // Areas and districts below one county each make the whole; so do those that count UASC like it.
        var levels = from child in children
                     let known = catalogue.Scorecard(child.Now.Scorecard)
                     where known is not null && known.Uasc == parent?.Uasc
                     group child by known.Slice into level
                     where level.Count() >= LeastParts && level.Count() == CountBelow(parent!, level.Key, now.Month)
                     select level;
        return from level in levels
               from result in now.Results
               where !HasEndedPart(parent!, level.Key, now.Month, result.Indicator)
               let warning = FindOne(now, before, result, [.. level])
               where warning is not null
               select warning;
    }

    int CountBelow(Scorecard parent, Slice slice, Month month) => catalogue.Scorecards.Count(s =>
        s.Slice == slice && s.Uasc == parent.Uasc && s.IsActive(month) && parent.Id == s.Parent);

    /// <summary>Whether the whole has of the period what a scorecard had that ended in it, as by a merger: no part has that.</summary>
    bool HasEndedPart(Scorecard parent, Slice slice, Month month, Indicator indicator)
    {
        if (BasisNames.Find(indicator.Basis) == BasisNames.Snapshot)
        {
            return false;
        }

        var first = indicator.IsYearToDate() ? new Month(month.FinancialYear, 4) : month.PlusMonths(-11);
        return catalogue.Scorecards.Any(s => s.Slice == slice && s.Uasc == parent.Uasc && parent.Id == s.Parent
            && s.HasEnded(month.LastDay) && !s.HasEnded(first.FirstDay));
    }

    PlausibilityWarning? FindOne(
        MonthlyScorecard now, MonthlyScorecard? before, Result whole, List<(MonthlyScorecard Now, MonthlyScorecard? Before)> level)
    {
        var id = whole.Indicator.Id;
        List<Result?> parts = [.. level.Select(c => Find(c.Now, id))];
        if (rules.Bound(PlausibilityRules.Parts, Severity.Warning, whole.Indicator) is not { } most || Count(whole) is not { } count
            || Sum(parts) is not { } sum || Math.Abs(sum - count) <= most || parts.Append(whole).Any(p => p!.IsConfirmed)
            || (Count(Find(before, id)) is { } wholeBefore && Sum([.. level.Select(c => Find(c.Before, id))]) is { } sumBefore
                && Math.Abs(sumBefore - wholeBefore) > most))
        {
            return null;
        }

        (MonthlyScorecard Month, Result Result)[] all = [(now, whole), .. level.Zip(parts, (child, part) => (child.Now, part!))];
        return new PlausibilityWarning(
            PlausibilityRules.Parts, now.Scorecard, now.Month, id,
            [.. all.Where(a => a.Result.Source is not null).Select(a => ToRow(a, all, sum))],
            Text(count),
            $"{NotTheSum}: {Added(all, null)} is {Text(sum)}. {Advice(all)}")
        {
            Remark = Remark(whole, now.Scorecard, count, level.Zip(parts).Select(p => (p.First.Now.Scorecard, Count(p.Second)!.Value)), sum),
        };
    }

    /// <summary>For the receipt of one of the rows: it says where the other figures came from.</summary>
    /// <param name="all">The scorecard above first.</param>
    static WarnedRow ToRow((MonthlyScorecard Month, Result Result) own, (MonthlyScorecard Month, Result Result)[] all, decimal sum)
    {
        var (month, whole) = all[0];
        var fault = ReferenceEquals(own.Result, whole) ? NotTheSum
            : $"does not add up with the others to the figure of {month.Scorecard}, which is {Text(Count(whole)!.Value)}{Place(all, whole)}";
        return WarnedRow.From(
            own.Month, own.Result,
            whole.Indicator.Unit == Unit.Count ? WarnedRow.ColumnOf(own.Result, own.Month.FollowsFormula(own.Result)) : "numerator",
            Text(Count(own.Result)!.Value),
            $"{PlausibilityWarning.Say(whole.Indicator.Id, own.Month.Scorecard, month.Month)}: {fault}: "
            + $"{Added(all, own.Result)} is {Text(sum)}. {Advice(all)}");
    }

    /// <param name="own">The result of the row in whose receipt it is said; null = no receipt says it.</param>
    static string Added((MonthlyScorecard Month, Result Result)[] all, Result? own) => string.Join(
        " + ",
        all.Skip(1).Select(p => $"{p.Month.Scorecard} {Text(Count(p.Result)!.Value)}"
            + (own is null || ReferenceEquals(p.Result, own) ? "" : Place(all, p.Result))));

    /// <summary>Where a figure came from, unless all were counted, which the advice says.</summary>
    static string Place((MonthlyScorecard Month, Result Result)[] all, Result result) => result switch
    {
        { Source: null } or { Indicator.Formula: not null } => "",
        { Source: { } source } when !source.IsCounted() => $" ({source.RowWords()})",
        _ => AreCounted(all) ? "" : " (counted from records)",
    };

    static string Advice((MonthlyScorecard Month, Result Result)[] all) => AreCounted(all)
        ? "They were counted from records: look for records whose team has no row in team.csv, and for scorecards that are missing below it"
        : "Correct one of them. If all are right, upload one of the rows again with confirmed = yes";

    static bool AreCounted((MonthlyScorecard Month, Result Result)[] all) => all.All(a => a.Result.Source?.IsCounted() == true);

    string Remark(Result whole, ScorecardId scorecard, decimal count, IEnumerable<(ScorecardId Scorecard, decimal Count)> parts, decimal sum)
    {
        var added = string.Join(" + ", parts.Select(p => $"{Name(p.Scorecard)} {Text(p.Count)}"));
        var counted = whole.Indicator.Unit == Unit.Count ? "" : " (numerator)";
        return $"{whole.Indicator.Name}{counted}: {Name(scorecard)} has {Text(count)}, the scorecards below it add up to {Text(sum)} ({added})";
    }

    string Name(ScorecardId id) => catalogue.Scorecard(id)?.Name ?? id.Value;

    static Result? Find(MonthlyScorecard? month, IndicatorId indicator) =>
        month?.Results.FirstOrDefault(r => r.Indicator.Id == indicator);

    /// <summary>What adds up: a count's value, else the numerator.</summary>
    static decimal? Count(Result? result) => result?.Indicator.Unit == Unit.Count ? result.Figure?.Value : result?.Numerator;

    static decimal? Sum(IReadOnlyList<Result?> parts) => parts.Aggregate((decimal?)0, (sum, part) => sum + Count(part));

    static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
