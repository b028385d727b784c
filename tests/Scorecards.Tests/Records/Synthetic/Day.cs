using System.Globalization;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Days as whole numbers (<see cref="DateOnly.DayNumber"/>), and those on which the figures turn.</summary>
static class Day
{
    /// <summary>What has not happened by the extract.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The first day of the five years.</summary>
    public static readonly int Start = Number(2007, 6, 1);

    /// <summary>The first day of the twelve months.</summary>
    public static readonly int TwelveMonths = Number(2011, 6, 1);

    /// <summary>The first day of the year to date.</summary>
    public static readonly int Year = Number(2012, 4, 1);

    /// <summary>The last day of May 2012.</summary>
    public static readonly int Period = Number(2012, 5, 31);

    /// <summary>The day of the extract: what is later is not known.</summary>
    public static readonly int Extract = Number(2012, 6, 6);

    static readonly string[] Texts = new string[20_000];
    static readonly int FirstText = Number(1970, 1, 1);

    public static int Number(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    public static int MonthsAfter(int day, int months) => DateOnly.FromDayNumber(day).AddMonths(months).DayNumber;

    /// <summary>The day of the 18th birthday.</summary>
    public static int Grown(int birth) => MonthsAfter(birth, 12 * 18);

    /// <summary>Blank where it is after the extract.</summary>
    public static string Known(int day) => day > Extract ? "" : Text(day);

    public static string Text(int day) =>
        Texts[day - FirstText] ??= DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
