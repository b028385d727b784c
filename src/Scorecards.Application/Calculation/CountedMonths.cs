using Scorecards.Domain;

namespace Scorecards.Application.Calculation;

/// <summary>Which months records are counted for (docs/domain.md, Figures from records).</summary>
public static class CountedMonths
{
    /// <summary>From April of the scorecard year before the records were taken to the last month that had ended, the newest first.</summary>
    public static IReadOnlyList<Month> Window(DateOnly received) =>
        Between(new Month(Month.Containing(received).FinancialYear - 1, 4), Month.LastBefore(received));

    /// <summary>The newest first; none where the first is after the last.</summary>
    public static IReadOnlyList<Month> Between(Month first, Month last) => [.. first.To(last).Reverse()];
}
