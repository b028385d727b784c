using System.Globalization;

namespace Scorecards.Faults;

/// <summary>
/// Which months the scenarios speak of. The apps' clocks are close to the real one, since the storage has no other; at most some days ahead or
/// behind, so that the month before is due whatever day the campaign runs on, and had ended when its file was received.
/// </summary>
static class Calendar
{
    const int FirstDay = 12;
    const int LastDay = 26;

    static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    static readonly DateTimeOffset Shown = Start.Day < FirstDay ? At(Start)
        : Start.Day > LastDay ? Start.AddDays(LastDay - Start.Day)
        : Start;

    /// <summary>What the apps' clocks are ahead; below zero: behind.</summary>
    public static TimeSpan Offset => Shown - Start;

    /// <summary>The month that is mailed now, yyyy-MM.</summary>
    public static string Due { get; } = Text(-1);

    /// <summary>The month before <see cref="Due"/>.</summary>
    public static string Before { get; } = Text(-2);

    /// <summary>The first day of <see cref="Before"/>.</summary>
    public static string FirstOfBefore => $"{Before}-01";

    static DateTimeOffset At(DateTimeOffset time) => new(time.Year, time.Month, FirstDay, 10, 0, 0, TimeSpan.Zero);

    static string Text(int months) => Shown.AddDays(1 - Shown.Day).AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
