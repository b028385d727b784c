using Microsoft.AspNetCore.Http.Features;
using Scorecards.Application;
using Scorecards.Application.Feed;

namespace ScorecardFunctions.Http;

/// <summary>Where the feed is, as its caller sees it.</summary>
static class FeedAddress
{
    const string Root = "api/odata";

    /// <exception cref="ProblemException">The header Host is not valid.</exception>
    public static Uri ReadRoot(HttpRequest request) => new(BaseAddress(request), Root + "/");

    /// <summary>What comes after the root, still encoded; a slash at least.</summary>
    public static string ReadPath(HttpRequest request)
    {
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target
            ? target.Split('?')[0]
            : request.Path.ToUriComponent();
        var root = raw.IndexOf(Root, StringComparison.OrdinalIgnoreCase);
        var path = root < 0 ? "" : raw[(root + Root.Length)..];
        return path is "" ? "/" : path;
    }

    /// <summary>
    /// As the caller sees it: on Azure the worker is behind the host, which says in headers how it was called. It only ever becomes part of the
    /// caller's own answer.
    /// </summary>
    static Uri BaseAddress(HttpRequest request)
    {
        var host = request.Headers["X-Forwarded-Host"].ToString() is { Length: > 0 } forwarded ? forwarded.Split(',')[0].Trim() : request.Host.Value;
        var scheme = request.Headers["X-Forwarded-Proto"].ToString().Split(',')[0].Trim() is "https" ? "https" : request.Scheme;
        return Uri.TryCreate($"{scheme}://{host}/", UriKind.Absolute, out var address) && address.AbsolutePath == "/" && address.UserInfo == ""
            ? address
            : throw FeedProblem.Wrong("The header Host is not valid.", "Host");
    }
}
