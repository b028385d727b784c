using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What a year's figures come to, in whole numbers and by the words of docs/domain.md.</summary>
static class ExpectedYear
{
    /// <summary>A result as it is shown, blank where there is none.</summary>
    public static (string Shown, string Rating, string Travel) Find(CountyYear year, string scorecard, Indicator indicator, Month month)
    {
        if (Value(year, scorecard, indicator.Id, month) is not { } now)
        {
            return ("", "", "");
        }

        var target = FindTarget(year, scorecard, indicator.Id, month);
        var shown = now.Value.Rounded(indicator.Decimals);
        var previous = indicator.Basis == "YTD" && month.Number == 4 ? null : Value(year, scorecard, indicator.Id, month.PlusMonths(-1));
        return (
            shown.Text(indicator.Decimals) + (indicator.Unit == Unit.Percent ? "%" : ""),
            target is { } aim ? Rate(indicator, shown, aim) : "",
            previous is { } then ? Compare(indicator, now, then, target) : "");
    }

    static (Ratio Value, bool IsUnrounded)? Value(CountyYear year, string scorecard, IndicatorId id, Month month)
    {
        if (id == "posts-unfilled")
        {
            return (Value(year, scorecard, "posts-qsw", month), Value(year, scorecard, "posts-agency", month)) is ({ } qsw, { } agency)
                ? (Ratio.Parse("100") - qsw.Value - agency.Value, qsw.IsUnrounded && agency.IsUnrounded)
                : null;
        }

        if (year.Find(scorecard, id, month) is not { } stated || stated.Denominator == "0")
        {
            return null;
        }

        var factor = year.Catalogue.Indicator(id)!.Unit.Name switch { "per10000" => "10000", "percent" => "100", _ => "1" };
        var quotient = stated.Denominator == "" ? Ratio.Parse(stated.Numerator == "" ? stated.Value : stated.Numerator)
            : Ratio.Parse(stated.Numerator) * Ratio.Parse(factor) * Inverse(Ratio.Parse(stated.Denominator));
        return (quotient, stated.IsUnrounded);

        static Ratio Inverse(Ratio ratio) => new(ratio.Below, ratio.Above);
    }

    static Ratio? FindTarget(CountyYear year, string scorecard, IndicatorId indicator, Month month)
    {
        var inForce = year.Catalogue.Targets.Where(t => t.Indicator == indicator && t.EffectiveFrom <= month.LastDay).ToList();
        var own = inForce.Where(t => t.Scorecard == scorecard).ToList();
        var value = (own.Count > 0 ? own : inForce.Where(t => t.Scorecard is null)).OrderBy(t => t.EffectiveFrom).LastOrDefault()?.Value;
        return value is { } number ? Ratio.Parse(number.ToString(CultureInfo.InvariantCulture)) : null;
    }

    static string Rate(Indicator indicator, Ratio shown, Ratio target)
    {
        var quarter = target * Ratio.Parse("0.75");
        var ten = target - Ratio.Parse("10");
        var (isGreen, isAmber) = indicator.Polarity switch
        {
            Polarity.H => (
                Ratio.Compare(shown, target) >= 0,
                Ratio.Compare(shown, quarter) >= 0 && (indicator.Unit != Unit.Percent || Ratio.Compare(shown, ten) >= 0)),
            Polarity.L => (Ratio.Compare(shown, target) <= 0, Ratio.Compare(shown, target * Ratio.Parse("1.5")) <= 0),
            _ => (
                Ratio.Compare(shown.Distance(target), target * Ratio.Parse("0.10")) <= 0,
                Ratio.Compare(shown.Distance(target), target * Ratio.Parse("0.15")) <= 0),
        };
        return isGreen ? "Green" : isAmber ? "Amber" : "Red";
    }

    static string Compare(Indicator indicator, (Ratio Value, bool IsUnrounded) now, (Ratio Value, bool IsUnrounded) then, Ratio? target)
    {
        var isExact = now.IsUnrounded && then.IsUnrounded;
        var (current, earlier) = isExact ? (now.Value, then.Value) : (now.Value.Rounded(indicator.Decimals), then.Value.Rounded(indicator.Decimals));
        int? better = indicator.Polarity switch
        {
            Polarity.H => Ratio.Compare(current, earlier),
            Polarity.L => Ratio.Compare(earlier, current),
            _ => target is { } aim ? Ratio.Compare(earlier.Distance(aim), current.Distance(aim)) : null,
        };
        return better switch { null => "", > 0 => "Improved", 0 => "Same", _ => "Worse" };
    }
}
