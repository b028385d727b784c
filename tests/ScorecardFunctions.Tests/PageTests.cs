using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ScorecardFunctions.Tests;

/// <summary>The pages in a real browser (Debian's Chromium).</summary>
[Collection(nameof(Azurite))]
public sealed class PageTests(Azurite azurite)
{
    static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    [Fact]
    public async Task Pages_ShowTheScorecard_AndHaveNoAccessibilityFault()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { BaseURL = app.Http.BaseAddress!.ToString(), ViewportSize = new() { Width = 1280, Height = 900 } });

        await page.GotoAsync("/");
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Kent, inc UASC" }).ClickAsync();
        Assert.Equal("Kent, inc UASC, May 2012", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(44, await page.Locator("tbody tr:not(.section):not(.comment)").CountAsync());
        Assert.Equal(
            ["How much are we dealing with?", "How long is it taking us?", "How well are we doing it?", "Are we achieving good outcomes?", "Are we supporting our staff?"],
            await page.Locator("tr.section").AllInnerTextsAsync());
        Assert.Equal(12, await page.Locator("td .mark.red").CountAsync());
        Assert.All(await page.Locator("td .mark.red").AllInnerTextsAsync(), mark => Assert.Equal("■ Red", mark));
        Assert.Contains("28 indicators have shown an improvement", await page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
        await CheckAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Uploads" }).ClickAsync();
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "API" }).ClickAsync();
        Assert.Contains("GET, HEAD /api/scorecards/{scorecard}/{month}", await page.Locator("h2").AllInnerTextsAsync());
        Assert.Equal("ResultDocument", await page.Locator("#SectionDocument + div a").InnerTextAsync());
        Assert.Contains("Green, Amber, Red, null", await page.Locator("#ResultDocument + div td").AllInnerTextsAsync());
        await CheckAsync(page);
        var missing = await page.GotoAsync("/scorecards/kent-inc-uasc/2012-07");
        Assert.Equal(404, missing!.Status);
        await CheckAsync(page);
    }

    /// <summary>Chromium, installed where it is missing.</summary>
    internal static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        if (!File.Exists(Chromium))
        {
            await Repository.RunAsync("sh", ["-c", "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium"], Repository.Root);
        }

        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
    }

    internal static async Task CheckAsync(IPage page) => Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Description} {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
}
