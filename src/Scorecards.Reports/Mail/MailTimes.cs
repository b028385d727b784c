using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How times are written in mails and previews: <c>14/06/2012 07:00</c>, in London's local time.</summary>
static class MailTimes
{
    public static string Text(DateTimeOffset time) => Text(MonthEndRule.LocalTime(time));

    /// <param name="local">In London.</param>
    public static string Text(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
