using Azure.Data.Tables;
using Microsoft.Playwright;

namespace ScorecardFunctions.Tests;

/// <summary>The pages and receipts in a real browser.</summary>
public sealed class PageTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    /// <summary>A file's name without a place to break it at.</summary>
    const string LongName = "kent_childrens_services_monthly_scorecard_extract_version_12_final_corrected.csv";

    [Fact]
    public async Task Pages_ShowTheScorecard_AndAreReadableByEverybodyOnAnyScreen()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(app);
        await GoAsync("/", "start-empty");
        await GoAsync("/uploads", "uploads-empty");
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));

        await GoAsync("/", "start");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kent, inc UASC" }).ClickAsync();
        Assert.Equal("Kent, inc UASC, May 2012", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(44, await page.Locator("tbody tr:not(.section):not(.comment)").CountAsync());
        Assert.Equal(
            [
                "How much are we dealing with?", "How long is it taking us?", "How well are we doing it?", "Are we achieving good outcomes?",
                "Are we supporting our staff?",
            ],
            await page.Locator("tr.section").AllInnerTextsAsync());
        Assert.Equal(12, await page.Locator("td .mark.red").CountAsync());
        Assert.All(await page.Locator("td .mark.red").AllInnerTextsAsync(), mark => Assert.Equal("■ Red", mark));
        Assert.Contains("28 indicators have shown an improvement", await page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
        await browser.CheckAsync(page, "scorecard");

        // Who reads by headings finds what changed: a rule of axe's does not see what looks like a heading and is none.
        Assert.Equal("What changed since April 2012", await page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First.InnerTextAsync());
        Assert.Matches(@"^Newly red \([0-9]+\)$", await page.GetByRole(AriaRole.Heading, new() { Level = 3 }).First.InnerTextAsync());

        // Printed, every column is on the paper: A4 landscape has 1,047 px between Chromium's margins. So are the words on how it is rated.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(1047, 740);
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('.scroll').scrollWidth"), 1, 1007);
        Assert.True(await page.Locator("footer").IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        // On a telephone name, result and rating are seen at once; the rest of the row by moving it.
        await page.SetViewportSizeAsync(390, 844);
        Assert.InRange(
            await page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('td .mark')].map(e => e.getBoundingClientRect().right))"),
            1, 390);
        Assert.Equal("H, Rolling 12 Months", await page.Locator("tbody th .narrow").First.InnerTextAsync());
        await page.Locator("tbody th a").First.ClickAsync();
        Assert.Equal(
            ["May 2012, not issued", "66.0", "▲ Amber", "↓ Worse", "2064", "312597", "66.7", "77.2", "All scorecards"],
            await page.Locator("tbody tr:first-child > *").AllInnerTextsAsync());
        await browser.CheckAsync(page, "indicator");
        await page.Locator("td.figure a").First.ClickAsync();
        Assert.Equal("2,064 / 312,597 × 10,000 = 66.0275, shown as 66.0", await page.Locator("td").First.InnerTextAsync());
        await page.Locator("summary").ClickAsync();
        await browser.CheckAsync(page, "explanation");
        await page.GetByRole(AriaRole.Link, new() { Name = "All scorecards" }).ClickAsync();
        Assert.Equal("Kent, inc UASC, not issued", await page.Locator("tbody th").InnerTextAsync());
        await browser.CheckAsync(page, "indicator-month");
        await page.GetByRole(AriaRole.Link, new() { Name = "Uploads" }).ClickAsync();
        Assert.Equal(2, await page.Locator("table:has(caption:text('Newest first')) tbody tr").CountAsync());
        await browser.CheckAsync(page, "uploads");
        await page.GetByRole(AriaRole.Link, new() { Name = "API" }).ClickAsync();
        Assert.Contains("GET, HEAD /api/scorecards/{scorecard}/{month}", await page.Locator("h2").AllInnerTextsAsync());
        Assert.Equal("ResultDocument", await page.Locator("#SectionDocument + div a").InnerTextAsync());
        Assert.Contains("Green, Amber, Red, null", await page.Locator("#ResultDocument + div td").AllInnerTextsAsync());
        await browser.CheckAsync(page, "api");
        Assert.Equal(404, await GoAsync("/scorecards/kent-inc-uasc/2012-07", "problem"));

        // Names as long as names are, a scorecard without figures, a mail of which nobody knows whether it arrived.
        await app.IngestAsync(
            "scorecards.csv",
            """
            scorecard,name,slice,uasc,parent
            llan,"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, exc UASC",district,exc,kent-inc-uasc
            ashford,Ashford,district,inc,kent-inc-uasc
            """);
        await app.IngestAsync($"2012/05/{LongName}", Header + "llan,caf-rate,2012-05,3,312597,\nllan,ia-rate,2012-05,,,NA\n");
        await app.Tables.GetTableClient("Deliveries").AddEntityAsync(new TableEntity("*|2012-05", "0001|one@example.org")
        {
            ["Group"] = "*",
            ["Editions"] = """{"kent-inc-uasc":1,"llan":1}""",
            ["Month"] = "2012-05",
            ["Edition"] = 1,
            ["Email"] = "one@example.org",
            ["State"] = "Unknown",
            ["ClaimedUntil"] = new DateTimeOffset(2012, 6, 14, 8, 0, 0, TimeSpan.Zero),
        });
        await GoAsync("/", "start-long");
        await GoAsync("/scorecards/llan/2012-05", "scorecard-long");
        await GoAsync("/scorecards/llan/indicators/caf-rate", "indicator-long");
        await GoAsync("/indicators/caf-rate/2012-05", "indicator-month-long");
        await GoAsync("/explain/llan/caf-rate/2012-05", "explanation-long");
        await GoAsync("/uploads", "uploads-long");
        Assert.Equal(1, await page.GetByRole(AriaRole.Region, new() { Name = "Mail that may not have arrived" }).Locator("tbody tr").CountAsync());
        await GoAsync($"/scorecards/{LongName}/2012-07", "problem-long");

        async Task<int> GoAsync(string path, string name)
        {
            var answer = await page.GotoAsync(path);
            await browser.CheckAsync(page, name);
            return answer!.Status;
        }
    }

    [Fact]
    public async Task Receipts_AreReadableByEverybodyOnAnyScreen()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await using var browser = await Browser.StartAsync();
        await CheckAsync("measure-2012-05.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")), "Accepted", "receipt-good");
        await CheckAsync("again.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")), "SameBytes", "receipt-same");
        await CheckAsync("no-indicator.csv", "scorecard,indikator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n", "Refused", "receipt-refused");
        var mixed =
            """
            Kent Specialist Children's Services,,,,,,
            Exported 14/06/2012,,,,,,
            ,,,,,,
            scorecard,indicator,month,numerator,denominator,value,Comment
            kent-inc-uasc,lac-pep,2012-05,1010,1062,,
            kent-inc-uasc,lac-with-cpp,2012-05,,,NA,
            kent-inc-uasc,caf-rate,2012-13,,,66.0,
            kent,foo,2012-05,=1+1,two,,
            kent-inc-uasc,ia-rate,2012-05,13777,312597,39.2,
            """;
        await CheckAsync("june/mixed.csv", mixed, "Accepted", "receipt-mixed");
        var value = new string('x', 100);
        var rows = $"{value},{value},2012-05,{value},312597,\nkent-inc-uasc,lac-pep,2012-05,1000,1062,\n";
        await CheckAsync($"2012/05/{LongName}", Header + rows, "Accepted", "receipt-long");

        async Task CheckAsync(string path, string content, string outcome, string name)
        {
            Assert.Equal(outcome, (await app.IngestAsync(path, content)).GetProperty("outcome").GetString());
            await browser.CheckReceiptAsync(app, path, name);
        }
    }
}
