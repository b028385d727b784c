namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Monday to Friday without bank holidays.</summary>
sealed class WorkingCalendar
{
    static readonly int First = Day.Number(1990, 1, 1);
    static readonly int Last = Day.Number(2014, 12, 31);

    readonly int[] counts = new int[Last - First + 1];
    readonly List<int> days = [];

    public WorkingCalendar(IEnumerable<DateOnly> bankHolidays)
    {
        var holidays = bankHolidays.Select(d => d.DayNumber).ToHashSet();
        for (var day = First; day <= Last; day++)
        {
            if (DateOnly.FromDayNumber(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day))
            {
                days.Add(day);
            }

            counts[day - First] = days.Count;
        }
    }

    public bool IsWorking(int day) => counts[day - First] > counts[day - First - 1];

    /// <summary>The working days strictly after the first, up to and including the second.</summary>
    public int Between(int first, int second) => counts[second - First] - counts[first - First];

    /// <summary>The n-th working day after a day, n from 1.</summary>
    public int After(int day, int n) => days[counts[day - First] + n - 1];

    /// <summary>The working day of which a day is the n-th after.</summary>
    public int Before(int day, int n) => days[counts[day - First] - n - 1];

    /// <summary>The day itself or the last working day before it.</summary>
    public int OnOrBefore(int day) => days[counts[day - First] - 1];

    /// <summary>A working day of the two days or between them; the first where there is none.</summary>
    public int Any(SplitMix64 random, int first, int last)
    {
        var (before, until) = (counts[first - First - 1], last < first ? 0 : counts[last - First]);
        return until <= before ? first : days[random.Between(before, until - 1)];
    }

    /// <summary>So many days of the span, in order, evenly: a working day has 20 times as many as another.</summary>
    public IEnumerable<int> Spread(int first, int last, int count)
    {
        var total = Enumerable.Range(first, last - first + 1).Sum(d => (long)Weight(d));
        var (weight, done) = (0L, 0L);
        for (var day = first; day <= last; day++)
        {
            weight += Weight(day);
            for (; done < weight * count / total; done++)
            {
                yield return day;
            }
        }
    }

    int Weight(int day) => IsWorking(day) ? 20 : 1;
}
