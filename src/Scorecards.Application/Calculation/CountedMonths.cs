using Scorecards.Domain;

namespace Scorecards.Application.Calculation;

/// <summary>Which months records are counted for (docs/domain.md, Figures from records).</summary>
public static class CountedMonths
{
    /// <summary>From April of the scorecard year before the records were taken to the last month that had ended, the newest first.</summary>
    public static IReadOnlyList<Month> Window(DateOnly received)
    {
        var april = new Month(Month.Containing(received).FinancialYear - 1, 4);
        return Between(april, Month.LastBefore(received));
    }

    /// <summary>The newest first; none where the first is after the last.</summary>
    public static IReadOnlyList<Month> Between(Month first, Month last)
    {
        List<Month> months = [];
        for (var month = last; month >= first; month = month.Previous())
        {
            months.Add(month);
            if (month == Month.First)
            {
                break;
            }
        }

        return months;
    }
}
