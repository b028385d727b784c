using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The text part of the month-end mail: the same facts as the HTML part.</summary>
public static class MailText
{
    public static string Write(MonthlyScorecard scorecard, Uri? link)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{scorecard.Name}, {scorecard.Month.ToLongString()}").AppendLine()
            .AppendLine(scorecard.SummaryText).AppendLine();
        var reds = scorecard.Results.Where(r => r.Rating == Rating.Red).ToList();
        text.AppendLine(reds.Count == 0 ? "No indicator is rated red." : "Rated red:");
        foreach (var r in reds)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"- {r.Indicator.Name}")
                .AppendLine(CultureInfo.InvariantCulture, $"  {r.Display}, target {r.TargetDisplay}, previous {r.PreviousDisplay ?? "not known"}, {Marks.Of(r.Travel)}");
        }

        if (link is not null)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The whole scorecard: {link}");
        }

        return text.ToString();
    }
}
