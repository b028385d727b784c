using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Options;
using Scorecards.Reports;

namespace ScorecardFunctions.Startup;

/// <summary>
/// The headers of every answer that leaves the app, whatever makes it: a page, data, a download, an error, nothing. A function says none of
/// them. What the Functions host answers by itself, such as a 401 for want of a key, has none of these.
/// </summary>
public sealed class SecurityHeaders(IOptions<PageSettings> settings) : IStartupFilter
{
    /// <summary>
    /// The style of the pages, by its hash: a style or script that came in with a name or a comment is not run. A trend is a picture within its page.
    /// </summary>
    const string OfPages = "style-src 'sha256-{0}'; img-src data:; ";

    /// <summary>A mail has its style at each element, as mail programs want it, and its pictures within.</summary>
    const string OfMail = "style-src 'unsafe-inline'; img-src data:; ";

    readonly string ofPages = string.Format(
        null, CompositeFormat.Parse(OfPages), Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Css))));

    readonly string ofAll = $"base-uri 'none'; form-action 'none'; frame-ancestors {string.Join(' ', settings.Value.Ancestors.Prepend("'self'"))}";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, answer) =>
        {
            // Last of all, so that no function and no fault takes them away.
            context.Response.OnStarting(() =>
            {
                Set(context.Request, context.Response.Headers);
                return Task.CompletedTask;
            });
            return answer(context);
        });
        next(app);
    };

    void Set(HttpRequest request, IHeaderDictionary headers)
    {
        var styles = headers.ContentType.ToString().StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? StylesOf(request) : "";
        headers.ContentSecurityPolicy = $"default-src 'none'; {styles}{ofAll}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // For the one who asked, and asked again before each use: 304 by the feed's tags. A list has children's ids: it is kept nowhere.
        headers.CacheControl = IsOfList(request) ? "no-store" : "private, no-cache";
    }

    static bool IsOfList(HttpRequest request) => EndsWith(request, "/list");

    string StylesOf(HttpRequest request) => EndsWith(request, "/mail") ? OfMail : ofPages;

    /// <summary>A route takes a slash at its end too.</summary>
    static bool EndsWith(HttpRequest request, string end) =>
        request.Path.Value!.TrimEnd('/').EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
