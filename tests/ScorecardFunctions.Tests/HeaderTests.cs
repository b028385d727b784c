using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ScorecardFunctions.Tests;

/// <summary>The headers of every answer: of each route, of errors, of downloads, and of addresses that are none.</summary>
[Collection(nameof(FeedReaders))]
public sealed class HeaderTests(FeedApp feed)
{
    const string Data = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ";
    const string Page =
        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors ";
    const string Mail = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors ";

    /// <summary>Method, address, status, and the start of the content's type; blank = no content.</summary>
    public static TheoryData<string, string, int, string> Answers => new()
    {
        { "GET", "/", 200, "text/html" },
        { "HEAD", "/", 200, "text/html" },
        { "GET", "/scorecards/kent-inc-uasc/2012-05", 200, "text/html" },
        { "GET", "/scorecards/kent-inc-uasc/2019-05", 404, "text/html" },
        { "GET", "/scorecards/kent-inc-uasc/2012-05?editon=1", 400, "text/html" },
        { "GET", "/scorecards/kent-inc-uasc/indicators/caf-rate", 200, "text/html" },
        { "GET", "/indicators/caf-rate/2012-05", 200, "text/html" },
        { "GET", "/explain/kent-inc-uasc/caf-rate/2012-05", 200, "text/html" },
        { "GET", "/uploads", 200, "text/html" },
        { "GET", "/api-docs", 200, "text/html" },
        { "GET", "/api/health", 200, "application/json" },
        { "GET", "/api/openapi.json", 200, "application/json" },
        { "GET", "/api/extracts", 200, "application/json" },
        { "GET", "/api/extracts?top=none", 400, "application/problem+json" },
        { "GET", "/api/months/2012-05/missing", 200, "application/json" },
        { "GET", "/api/scorecards", 200, "application/json" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05", 200, "application/json" },
        { "GET", "/api/scorecards/nobody/2012-05", 404, "application/problem+json" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05?format=csv", 200, "text/csv" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05?format=xlsx", 200, "application/vnd.openxmlformats-officedocument" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05/mail", 200, "text/html" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05/mail/", 200, "text/html" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05/mail?format=text", 200, "text/plain" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05/lac-pep/explain", 200, "application/json" },
        { "GET", "/api/scorecards/kent-inc-uasc/2012-05/lac-pep/list", 403, "application/problem+json" },
        { "GET", "/api/results?from=2012-05&to=2012-05", 200, "application/json" },
        { "GET", "/api/results?format=csv", 200, "text/csv" },
        { "GET", "/api/odata", 200, "application/json" },
        { "GET", "/api/odata/$metadata", 200, "application/xml" },
        { "GET", "/api/odata/Results?$top=1", 200, "application/json" },
        { "HEAD", "/api/odata/Results", 200, "application/json" },
        { "GET", "/api/odata/Results/$count", 200, "text/plain" },
        { "GET", "/api/odata/Nothing", 404, "application/json" },
        { "GET", "/api/operations/deliveries", 200, "application/json" },
        { "POST", "/api/operations/deliveries/none/resend", 404, "application/problem+json" },
        { "POST", "/api/operations/deliveries/none/settle", 400, "application/problem+json" },
        { "POST", "/api/operations/recalculate", 400, "application/problem+json" },
        { "POST", "/api/operations/calculate", 400, "application/problem+json" },
        { "POST", "/api/operations/replay", 400, "application/problem+json" },
        { "POST", "/api/operations/withdraw", 400, "application/problem+json" },
        { "POST", "/api/operations/erase", 400, "application/problem+json" },
        { "POST", "/api/operations/restore?option=none", 400, "application/problem+json" },
        { "POST", "/api/operations/tick?option=none", 400, "application/problem+json" },
        { "POST", "/api/operations/export", 200, "application/zip" },
        { "GET", "/nothing", 404, "" },
        { "POST", "/api/scorecards", 404, "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_HasTheHeaders(string method, string path, int status, string type)
    {
        using var response = await feed.SendAsync(new HttpMethod(method), path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.StartsWith(type, $"{response.Content.Headers.ContentType}", StringComparison.Ordinal);
        Assert.Equal(type == "", response.Content.Headers.ContentType is null);
        AssertHeaders(response, "'self'");
    }

    [Fact]
    public void Answers_AreOfEveryRoute()
    {
        var routes = typeof(Services).Assembly.GetTypes().SelectMany(t => t.GetMethods()).SelectMany(m => m.GetParameters())
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToList();
        var asked = Answers.Where(a => (string)a[3] != "").Select(a => (Method: (string)a[0], Path: ((string)a[1]).Split('?')[0])).ToList();
        Assert.True(routes.Count > 20);
        Assert.All(routes, route => Assert.Contains(
            asked,
            a => route.Methods!.Contains(a.Method, StringComparer.OrdinalIgnoreCase) && Regex.IsMatch(a.Path, $"^/{Expression(route.Route!)}$")));
    }

    [Fact]
    public async Task Tag_GivesAnAnswerThatIsKnown_WithTheHeaders()
    {
        using var first = await feed.SendAsync("/api/odata/Results?$top=1");
        using var again = await feed.SendAsync("/api/odata/Results?$top=1", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(304, (int)again.StatusCode);
        AssertHeaders(again, "'self'");
    }

    /// <summary>Names that a header, a shell and a disk can have, whatever the scorecard is called.</summary>
    [Theory]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?format=csv", "kent-inc-uasc-2012-05.csv")]
    [InlineData("/api/scorecards/kent-inc-uasc/2012-05?format=xlsx", "kent-inc-uasc-2012-05.xlsx")]
    [InlineData("/api/results?format=csv", "results.csv")]
    public async Task Download_HasASafeName(string path, string name)
    {
        using var response = await feed.SendAsync(path);
        var disposition = response.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", name), (disposition.DispositionType, disposition.FileName!.Trim('"')));
    }

    /// <summary>What the browser makes of the policies: every page has its style, nothing of ours is stopped, what is foreign is.</summary>
    [Fact]
    public async Task Pages_BreakNoPolicy_InABrowser()
    {
        await using var browser = await Browser.StartAsync();
        ConcurrentQueue<string> printed = [];
        var page = await browser.OpenAsync(feed.App, keepsPolicy: true);
        page.Console += (_, message) => printed.Enqueue(message.Text);
        await page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.log(`Stopped: ${e.violatedDirective}`))");
        var paths = Answers.Where(a => (string)a[0] == "GET" && (string)a[3] == "text/html").Select(a => (string)a[1]).ToList();
        Assert.Equal(11, paths.Count);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            Assert.Equal(
                path.TrimEnd('/').EndsWith("/mail", StringComparison.Ordinal) ? "18px" : "flex",
                await page.EvaluateAsync<string>(
                    """
                    () => document.querySelector('header')
                        ? getComputedStyle(document.querySelector('header')).display
                        : getComputedStyle(document.querySelector('h2')).fontSize
                    """));
        }

        Assert.Equal([], printed.Where(line => !line.Contains("status of 40", StringComparison.Ordinal)));
        string[] foreign = ["<img src=none onerror=alert(1)>", "<script>alert(1)</script>", "<p style='color: red'>red</p>", "<base href=/>"];
        foreach (var html in foreign)
        {
            await page.GotoAsync("/");
            printed.Clear();
            await page.EvaluateAsync("html => document.body.append(document.createRange().createContextualFragment(html))", html);
            await Repository.UntilAsync(
                () => Task.FromResult(printed.Any(line => line.StartsWith("Stopped: ", StringComparison.Ordinal)) ? html : null), $"word of {html}");
        }
    }

    /// <param name="response">Of the app.</param>
    /// <param name="ancestors">Who may show it in a frame.</param>
    internal static void AssertHeaders(HttpResponseMessage response, string ancestors)
    {
        var path = response.RequestMessage!.RequestUri!.AbsolutePath;
        var isMail = path.TrimEnd('/').EndsWith("/mail", StringComparison.Ordinal);
        var policy = response.Content.Headers.ContentType?.MediaType != "text/html" ? Data : isMail ? Mail : Page;
        Assert.Matches($"^{policy}{Regex.Escape(ancestors)}$", Header("Content-Security-Policy"));
        Assert.Equal(
            ("nosniff", "no-referrer", path.EndsWith("/list", StringComparison.Ordinal) ? "no-store" : "private, no-cache"),
            (Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("Cache-Control")));

        string Header(string name) => Assert.Single(((HttpHeaders)response.Headers).NonValidated[name]);
    }

    /// <summary>A parameter is one segment; the first character of its rest says where it is more, or none.</summary>
    static string Expression(string route) => string.Join('/', RoutePatternFactory.Parse(route).PathSegments.Select(segment => segment.Parts[0] switch
    {
        RoutePatternLiteralPart literal => Regex.Escape(literal.Content),
        RoutePatternParameterPart { IsCatchAll: true } => ".*",
        RoutePatternParameterPart { IsOptional: true } => "",
        _ => "[^/]+",
    }));
}
