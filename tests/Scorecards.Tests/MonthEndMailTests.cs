using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>What the month-end mail says: the same in text and HTML.</summary>
public sealed partial class MonthEndMailTests
{
    const int MostHtml = 100 * 1024;

    static readonly Uri Link = new("https://scorecards.example.org/scorecards/kent-inc-uasc/2012-05");

    [Fact]
    public async Task Mail_SaysTheSameInTextAndHtml()
    {
        var report = await Reported.KentAsync();
        var (text, html) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(html));
        Assert.All(Facts(report), fact => Assert.All([text, html], part => Assert.Contains(Spaced(fact), part, StringComparison.Ordinal)));
        Assert.Equal(10, Count(text, Marks.NoCommentary));
        Assert.Equal(10, Count(html, Marks.NoCommentary));
    }

    [Fact]
    public async Task Mail_SaysWhatChangedFirst()
    {
        var report = await Reported.KentAsync();
        Assert.Equal(12, report.Reds.Count);
        Assert.Equal(report.Reds.Where(r => report.Before(r)!.Rating != Rating.Red), report.NewlyRed);
        Assert.Equal(report.Scorecard.Results.Where(r => r.Rating != Rating.Red && report.Before(r)!.Rating == Rating.Red), report.NoLongerRed);
        Assert.NotEmpty(report.RedButImproving);
        foreach (var part in new[] { (await WrittenAsync(report)).Text, (await WrittenAsync(report)).Html })
        {
            int[] order = [.. new[] { "As at 31/05/2012", "What changed since April 2012", $"Newly red ({report.NewlyRed.Count})", "No longer red (", "Red but improving (", "Rated red (12)", "Sections", "About the data", "The whole scorecard" }.Select(words => part.IndexOf(words, StringComparison.Ordinal))];
            Assert.DoesNotContain(-1, order);
            Assert.Equal(order.Order(), order);
        }
    }

    [Fact]
    public async Task Mail_NotesWhatIsMissingRestatedAndOfASmallBase()
    {
        var report = await Reported.KentAsync();
        var missing = report.Scorecard.Results.Select((r, i) => i == 3 ? r with { Figure = null, Rating = null, NoValue = "c" } : i == 4 ? r with { Figure = null, Rating = null } : r).ToList();
        report = report with { Scorecard = report.Scorecard with { Results = missing } };
        Assert.Equal(
            [
                "No figure for 2 of 44 indicators: Number of Initial Assessments per 10,000 population under 18 (c); Number of New & Updated Core Assessments per 10,000 population under 18 (not stated).",
                "Restated since April 2012 was issued: Number of CAFs completed per 10,000 population under 18, was 66.7, now 67.1.",
            ],
            report.DataNotes.Take(2));
        Assert.StartsWith("Percentages of fewer than 20, where a change says little: ", report.DataNotes[2], StringComparison.Ordinal);
        Assert.EndsWith("(12 of 18).", report.DataNotes[2], StringComparison.Ordinal);
        var (text, html) = await WrittenAsync(report);
        Assert.All(report.DataNotes, note => Assert.All([text, html], part => Assert.Contains(Spaced(note), part, StringComparison.Ordinal)));
        Assert.Contains("A new financial year", (await WrittenAsync(await Reported.WorstAsync())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_StaysSmall_ThoughEverythingIsRedAndCommentedOnAtLength()
    {
        var report = await Reported.WorstAsync();
        Assert.Equal(44, report.Reds.Count);
        var html = await HtmlAsync(report);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, MostHtml);
        var (text, read) = await WrittenAsync(report);
        Assert.Equal(Figures(text), Figures(read));
        Assert.DoesNotContain("<more>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_SaysSo_WhereNothingIsRed_OrNothingIsKnownOfTheMonthBefore()
    {
        var report = await Reported.KentAsync();
        var green = report.Scorecard.Results.Select(r => r with { Rating = Rating.Green }).ToList();
        var (text, html) = await WrittenAsync(new MonthReport(report.Scorecard with { Results = green }, [], report.Commentary, report.Limits, [], report.Generated));
        Assert.All([text, html], part => Assert.Contains("No indicator is rated red.", part, StringComparison.Ordinal));
        Assert.All([text, html], part => Assert.Contains("April 2012 has no scorecard to compare the ratings with.", part, StringComparison.Ordinal));
        Assert.Equal(Figures(text), Figures(html));
    }

    [Fact]
    public void Sparkline_IsAPngThatShowsTheTrend()
    {
        var rising = Sparkline.Png([1, 2, null, 4], 3);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], rising[..4]);
        Assert.InRange(rising.Length, 200, 8_000);
        Assert.NotEqual(rising, Sparkline.Png([4, 2, null, 1], 3));
        Assert.All([Sparkline.Png([], null), Sparkline.Png([null, null], 5), Sparkline.Png([7], null), Sparkline.Png([-1, -1, -1], null)], png => Assert.NotEmpty(png));
    }

    static IEnumerable<string> Facts(MonthReport report)
    {
        yield return report.Scorecard.SummaryText;
        foreach (var r in report.Reds)
        {
            string?[] said = [r.Indicator.Name, r.Display, r.TargetDisplay, r.PreviousDisplay, Marks.Of(r.Rating), Marks.Of(r.Travel), report.TrendText(r.Indicator)];
            var commentary = report.Commentary.GetValueOrDefault(r.Indicator.Id);
            foreach (var fact in said.Concat([commentary?.Comment, commentary?.Owner, commentary?.Action, commentary?.Due is { } due ? Marks.Day(due) : null]).OfType<string>())
            {
                yield return fact;
            }
        }

        foreach (var fact in report.Scorecard.Sections.Select(s => s.Key.Name).Concat(report.DataNotes))
        {
            yield return fact;
        }
    }

    /// <summary>Every number that stands in a part, as often as it stands there.</summary>
    static IEnumerable<string> Figures(string part) => Number().Matches(part).Select(m => m.Value).Order(StringComparer.Ordinal);

    static int Count(string part, string words) => part.Split(words).Length - 1;

    /// <summary>Both as they are read: pictures by their alternative text, links with their address.</summary>
    static async Task<(string Text, string Html)> WrittenAsync(MonthReport report)
    {
        var html = await HtmlAsync(report);
        html = Head().Replace(html, "");
        html = Picture().Replace(html, " $1 ");
        html = Anchor().Replace(html, "$2 $1");
        return (Spaced(MailText.Write(report, Link)), Spaced(WebUtility.HtmlDecode(Tag().Replace(html, " "))));
    }

    static Task<string> HtmlAsync(MonthReport report) =>
        new Html(new ServiceCollection().AddLogging().BuildServiceProvider(), NullLoggerFactory.Instance).MailAsync(report, Link, r => "cid:x");

    static string Spaced(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"-?\d+(?:[./,]\d+)*%?")]
    private static partial Regex Number();

    [GeneratedRegex("<!DOCTYPE.*?</head>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<img [^>]*alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture();

    [GeneratedRegex("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>")]
    private static partial Regex Anchor();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
