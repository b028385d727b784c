using Scorecards.Domain;

namespace ScorecardFunctions.Http;

/// <summary>What functions read from a request.</summary>
public static class HttpRequests
{
    /// <returns>Blank: it is not in the query.</returns>
    public static string Read(this HttpRequest request, QueryOption option) => request.Query[option.Name].ToString();

    /// <summary>The function keys of the header and of the query: the host checks only one of them.</summary>
    public static IEnumerable<string> ReadFunctionKeys(this HttpRequest request) =>
        request.Headers["x-functions-key"].Concat(request.Query["code"]).OfType<string>();

    /// <summary>Whether its address has characters that are no text, such as U+FFFE or U+0000, which no id, path or name can have.</summary>
    public static bool HasUnreadableText(this HttpRequest request) =>
        IsUnreadable(request.Path.Value)
        || request.Query.Any(option => IsUnreadable(option.Key) || option.Value.Any(value => IsUnreadable(value)));

    static bool IsUnreadable(ReadOnlySpan<char> text) => text.Contains('\0') || UnreadableText.IsIn(text);
}
