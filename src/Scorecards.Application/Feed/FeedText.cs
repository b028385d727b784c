using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>An answer that is plain text: the schema or a count.</summary>
/// <param name="Type">Its media type, with the charset.</param>
public sealed record FeedText(string Text, string Type, ODataVersion Version) : FeedAnswer(Version);
