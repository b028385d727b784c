using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ScorecardFunctions.Tests;

/// <summary>
/// A real browser (Debian's Chromium), and what has to hold of every page, receipt and mail that it shows. All tests have one between them: to start
/// it takes longer than most pages.
/// </summary>
sealed class Browser : IAsyncDisposable
{
    const string Fonts = "tests/ScorecardFunctions.Tests/Fonts";

    const int Phone = 390;
    const int Screen = 1280;
    const int Height = 844;

    /// <summary>Two telephones and a screen; the last one is the first that axe looks at.</summary>
    static readonly int[] Widths = [320, Screen, Phone];

    /// <summary>As wide as Arial, and at least a tenth wider: whatever fits into the screen in it does so in any narrower font.</summary>
    static readonly string[] Families = ["arimo", "dejavu-sans"];

    static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    static readonly string? Kept = Environment.GetEnvironmentVariable("SCREENSHOTS");

    static readonly Lazy<Task<(IBrowser Browser, string[][] Faces)>> Started = new(LaunchAsync);

    readonly IBrowser browser;

    /// <summary>Family, weight and content (base64 of a WOFF2 file) of each face.</summary>
    readonly string[][] faces;

    readonly List<IBrowserContext> opened = [];

    Browser((IBrowser Browser, string[][] Faces) started) => (browser, faces) = started;

    /// <summary>With Chromium and the fonts, which are installed where they are missing.</summary>
    public static async Task<Browser> StartAsync() => new(await Started.Value);

    static async Task<(IBrowser Browser, string[][] Faces)> LaunchAsync()
    {
        if (!File.Exists(Chromium))
        {
            const string Install = "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium";
            await Repository.RunAsync("sh", ["-c", Install], Repository.Root);
        }

        await Repository.NpmAsync(Fonts);
        var faces = Families.SelectMany(family => new[] { "400", "700" }.Select(weight => new[] { family, weight, Content(family, weight) }));
        var playwright = await Playwright.CreateAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return (await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments }), [.. faces]);

        static string Content(string family, string weight) => Convert.ToBase64String(File.ReadAllBytes(
            Path.Combine(Repository.Root, Fonts, "node_modules", "@fontsource", family, "files", $"{family}-latin-{weight}-normal.woff2")));
    }

    /// <param name="app">Whose pages are gone to; null = content is set.</param>
    /// <param name="keepsPolicy">Whether their Content-Security-Policy holds, which stops the fonts and styles that the checks here put in.</param>
    public async Task<IPage> OpenAsync(RunningApp? app = null, bool keepsPolicy = false)
    {
        opened.Add(await browser.NewContextAsync(new() { BaseURL = app?.Http.BaseAddress!.ToString(), BypassCSP = !keepsPolicy }));
        return await opened[^1].NewPageAsync();
    }

    /// <summary>Checks a receipt, which is a page without a site.</summary>
    public async Task CheckReceiptAsync(RunningApp app, string path, string name)
    {
        var page = await OpenAsync();
        var receipt = await app.Blobs.GetBlobContainerClient("receipts").GetBlobClient(path + ".html").DownloadContentAsync();
        await page.SetContentAsync(receipt.Value.Content.ToString());
        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    /// <summary>Checks the HTML part of a mail, also where a mail program takes its style block away.</summary>
    /// <returns>With the mail as it is without the block.</returns>
    public async Task<IPage> CheckMailAsync(string html, string name)
    {
        var page = await OpenAsync();
        await page.SetContentAsync(html);
        await CheckAsync(page, name);
        await page.EvaluateAsync("document.querySelectorAll('style:not(#forced)').forEach(s => s.remove())");
        await CheckWidthsAsync(page, name + "-without-style");
        return page;
    }

    /// <summary>
    /// No violation of axe's rules, light and dark, and nothing wider than the screen or what it stands in, whatever the font is.
    /// With SCREENSHOTS set to a folder, pictures of every state are kept there.
    /// </summary>
    /// <param name="name">Of the state, for pictures and failures.</param>
    public async Task CheckAsync(IPage page, string name)
    {
        await page.EvaluateAsync(
            """
            async faces => {
                for (const [family, weight, content] of faces) {
                    document.fonts.add(await new FontFace(family, `url(data:font/woff2;base64,${content})`, { weight }).load());
                }
                document.head.appendChild(document.createElement('style')).id = 'forced';
            }
            """,
            faces);
        await CheckWidthsAsync(page, name);
        await page.EvaluateAsync("style => document.getElementById('forced').textContent = style", Forced(Families[0]));

        // Not by the package's own way, which opens a page more for each result.
        await page.EvaluateAsync(Axe);
        foreach (var (scheme, width) in new[] { (ColorScheme.Dark, Phone), (ColorScheme.Light, Screen) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, Height);
            var violations = await page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                    .map(v => `${v.id}: ${v.description} ${v.nodes.map(n => n.html).join(' ')}`)
                """);
            Assert.True(violations.Length == 0, $"{name}, {scheme}, {width} px:\n{string.Join('\n', violations)}");
            await KeepAsync(page, $"{name}-{width}-{scheme}");
        }
    }

    /// <summary>A mail as a telephone or a desktop shows it at first; with SCREENSHOTS set to a folder, its picture is kept there.</summary>
    /// <param name="html">Of the mail, with its pictures in it.</param>
    /// <param name="name">Of the picture.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <returns>Where the list of the three things to know ends, in pixels from the top.</returns>
    public async Task<double> ShowMailAsync(string html, string name, ColorScheme scheme, int width, int height)
    {
        var page = await OpenAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, height);
        await page.SetContentAsync(html);
        if (Kept is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, Kept, $"{name}.png") });
        }

        var end = await page.EvaluateAsync<double>("(document.querySelector('h2 + ul') ?? document.body).getBoundingClientRect().bottom");
        await page.Context.CloseAsync();
        return end;
    }

    static async Task CheckWidthsAsync(IPage page, string name)
    {
        Dictionary<string, double> rendered = [];

        // A page is made as wide as this once, and not once in each family: to lay it out and paint it anew is most of the work.
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, Height);
            foreach (var family in Families)
            {
                // How wide a text is in the family, then whatever is too wide.
                var found = await page.EvaluateAsync<string[]>(
                    """
                    style => {
                        document.getElementById('forced').textContent = style;
                        const text = document.body.appendChild(document.createElement('span'));
                        text.style = 'position: absolute; white-space: nowrap; font: 16px monospace';
                        text.textContent = 'Percentage of children, improved';
                        const { width } = text.getBoundingClientRect();
                        text.remove();
                        const wide = [...document.querySelectorAll('html, body, body *')]
                            .filter(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth && !e.matches('.scroll'))
                            .map(e => `${e.scrollWidth} px in ${e.clientWidth} px: ${e.outerHTML.slice(0, 200)}`);
                        return [`${width}`, ...wide];
                    }
                    """,
                    Forced(family));
                rendered[family] = double.Parse(found[0], CultureInfo.InvariantCulture);
                await KeepAsync(page, $"{name}-{width}-{family}");
                Assert.True(found.Length == 1, $"{name}, {family}, {width} px:\n{string.Join('\n', found.Skip(1))}");
            }
        }

        Assert.True(
            rendered[Families[1]] > 1.1 * rendered[Families[0]],
            $"{name}: the families are rendered {string.Join(", ", rendered.Values)} px wide.");
    }

    /// <summary>Has everything rendered in a family; what it has no character for is taken from the widest, not from the machine.</summary>
    /// <param name="family">One of the families.</param>
    static string Forced(string family) => $"* {{ font-family: '{family}', '{Families[^1]}' !important }}";

    static async Task KeepAsync(IPage page, string name)
    {
        if (Kept is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, Kept, $"{name}.png"), FullPage = true });
        }
    }

    /// <summary>Closes what was opened.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var context in opened)
        {
            await context.CloseAsync();
        }
    }
}
