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
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? "";
        return (Below(raw) ?? Below(request.Path.ToUriComponent())) is { Length: > 0 } path ? path : "/";
    }

    /// <returns>Null: the root is not in it, or has encoded letters.</returns>
    static string? Below(string address) =>
        address.IndexOf(Root, StringComparison.OrdinalIgnoreCase) is >= 0 and var root ? address[(root + Root.Length)..] : null;

    /// <summary>
    /// As the caller sees it. In Azure the worker is behind the Functions host, which replaces X-Forwarded-Host by the name that it was called by,
    /// and the official packages read that before any function runs. Nobody else's is believed: no header is read here.
    /// </summary>
    static Uri BaseAddress(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}/", UriKind.Absolute, out var address)
            && address.AbsolutePath == "/"
            && address.UserInfo == ""
            ? address
            : throw FeedProblem.Wrong("The header Host is not valid.", "Host");
}
