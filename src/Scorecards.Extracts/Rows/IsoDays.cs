using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>Days from 1900 to 2199 as yyyy-MM-dd. Each is written once: files have millions of days and few different ones.</summary>
static class IsoDays
{
    static readonly int First = new DateOnly(1900, 1, 1).DayNumber;

    static readonly string?[] Texts = new string?[new DateOnly(2199, 12, 31).DayNumber - First + 1];

    /// <param name="day">From 1900 to 2199.</param>
    public static string TextOf(DateOnly day) =>
        Texts[day.DayNumber - First] ??= day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
