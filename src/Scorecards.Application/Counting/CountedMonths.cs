using Scorecards.Domain;

namespace Scorecards.Application.Counting;

/// <summary>Which months records are counted for (docs/domain.md, Figures from records).</summary>
public static class CountedMonths
{
    /// <summary>The last month that had ended on the day before the records were taken.</summary>
    public static Month Last(DateOnly received) => Month.Containing(received).Previous();

    /// <summary>From April of the scorecard year before the records were taken to the last month that had ended, the newest first.</summary>
    public static IReadOnlyList<Month> Window(DateOnly received)
    {
        var april = new Month(received.Month < 4 ? received.Year - 2 : received.Year - 1, 4);
        return Between(april, Last(received));
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
