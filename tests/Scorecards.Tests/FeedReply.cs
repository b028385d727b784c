using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Scorecards.Tests;

/// <summary>What the feed answered.</summary>
/// <param name="Text">The whole body.</param>
sealed record FeedReply(int Status, IHeaderDictionary Headers, string Text)
{
    public JsonElement Body => Text == "" ? default : JsonDocument.Parse(Text).RootElement;

    public IReadOnlyList<JsonElement> Rows => [.. Body.GetProperty("value").EnumerateArray()];

    /// <summary>Path and query below the feed; null = this is the last page.</summary>
    public string? Next => Text != "" && (Body.TryGetProperty("@odata.nextLink", out var link) || Body.TryGetProperty("@nextLink", out link))
        ? new Uri(link.GetString()!).PathAndQuery["/api/odata".Length..]
        : null;
}
