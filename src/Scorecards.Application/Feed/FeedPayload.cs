using Microsoft.OData;

namespace Scorecards.Application.Feed;

/// <summary>An answer that Microsoft's OData writer writes: rows, a row or the service document.</summary>
/// <param name="Tag">The same for the same request, rows and build of the product; becomes the ETag.</param>
/// <param name="WriteAsync">Writes it; calls its second argument whenever a part is ready to send.</param>
public sealed record FeedPayload(FeedRequest Asked, ODataPayloadKind Kind, string Tag, Func<ODataMessageWriter, Func<Task>, Task> WriteAsync)
    : FeedAnswer(Asked.Version);
