using System.Globalization;

namespace Scorecards.Reports;

/// <summary>What administrators read when the bank holidays come to an end.</summary>
public static class CalendarWords
{
    /// <param name="last">The last bank holiday known.</param>
    public static string BankHolidaysEnd(DateOnly last) =>
        $"The last bank holiday known is {last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. "
        + "Upload a bank-holiday file with the later ones: month-end mails are timed by working days, and would come on a wrong day without them.";
}
