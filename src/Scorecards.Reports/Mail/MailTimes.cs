using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How times are written in mails and previews: <c>14/06/2012 07:00</c>, in London's local time.</summary>
static class MailTimes
{
    public static string Text(DateTimeOffset time) => Text(MonthEndRule.LocalTime(time));

    /// <summary>Such as <c>April 2012, May 2012 and June 2012</c>; each once, the earliest first.</summary>
    public static string Months(IEnumerable<Month> months)
    {
        List<string> names = [.. months.Distinct().Order().Select(m => m.ToLongString())];
        return names is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} and {last}" : string.Concat(names);
    }

    /// <param name="local">In London.</param>
    public static string Text(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
