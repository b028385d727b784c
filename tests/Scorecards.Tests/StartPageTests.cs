using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>The list of scorecards: few greens do not read as a month without reds, nor a first month as one in which nothing moved.</summary>
public sealed class StartPageTests
{
    static readonly Scorecard County = Kent.Catalogue.Scorecard("kent-inc-uasc")!;

    static readonly Month April = Kent.May.Previous();

    [Theory]
    [InlineData(40, "● 4 Green ▲ 0 Amber ■ 0 Red – 40 Not rated")]
    [InlineData(0, "● 4 Green ▲ 0 Amber ■ 0 Red ")]
    public async Task Line_SaysHowManyAreNotRated_WhereSomeAreNot(int unrated, string said)
    {
        var page = await ShowAsync(new ScorecardLine(County, new Summary(4, 0, 0, unrated, 1, 2, 3), [Kent.May, April]));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(unrated > 0, page.Contains("Not rated", StringComparison.Ordinal));
        Assert.Contains("↑ 1 improved, → 2 same, ↓ 3 worse", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false, "no figures of the month before")]
    [InlineData(1, true, "no direction of travel")]
    [InlineData(2, true, "no figures of the month before")]
    public async Task Line_WithoutTravel_SaysWhy_InPlaceOfZeros(int monthsBack, bool hasEarlier, string said)
    {
        Month[] months = hasEarlier ? [Kent.May, Kent.May.PlusMonths(-monthsBack)] : [Kent.May];
        var page = await ShowAsync(new ScorecardLine(County, new Summary(4, 0, 0, 0, 0, 0, 0), months));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("improved", page, StringComparison.Ordinal);
    }

    /// <summary>
    /// A column of links, such as that of earlier months, has one in each line: their middles are to be 24 pixels apart (WCAG 2.2, 2.5.8), with 16 to
    /// the rem. The rule of axe for it is off unless it is asked for.
    /// </summary>
    [Fact]
    public void Line_IsHighEnoughForALinkInEach()
    {
        const string font = "font: 1rem/";
        var height = PageStyle.Css[(PageStyle.Css.IndexOf(font, StringComparison.Ordinal) + font.Length)..].Split(' ')[0];
        Assert.InRange(16 * Kent.Number(height), 24, 32);
    }

    /// <summary>Figures of a scorecard that there is not are refused.</summary>
    [Fact]
    public async Task Page_WithoutScorecards_AsksForAScorecardFirst() => Assert.Contains(
        "There are no scorecards yet. Upload a file of kind scorecard to the container extracts , then its figures: they appear here within seconds.",
        PageText.Read(await PageText.Html.StartAsync([])), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://www.council.example/accessibility?a=1&b", true)]
    public async Task Page_LinksToTheAccessibilityStatement_WhereThereIsOne(string? address, bool isLinked)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var html = new Html(services, NullLoggerFactory.Instance) { AccessibilityStatement = address };
        foreach (var page in new[] { await html.StartAsync([]), await html.ProblemAsync("No such month", "There is none.") })
        {
            Assert.Equal(isLinked, PageText.Links(page).Contains(address));
            Assert.Equal(isLinked, page.Contains(">Accessibility statement</a>", StringComparison.Ordinal));
        }
    }

    static async Task<string> ShowAsync(ScorecardLine line)
    {
        var page = await PageText.Html.StartAsync([line]);
        return PageText.Read(page[page.IndexOf("<tbody", StringComparison.Ordinal)..]);
    }
}
