using Azure;

namespace Scorecards.Storage;

/// <summary>What is known of a blob without its content.</summary>
/// <param name="Modified">By the storage's clock, in whole seconds, UTC.</param>
public sealed record BlobFacts(string Name, ETag Version, DateTimeOffset Modified, long Bytes, IReadOnlyDictionary<string, string> Metadata);
