namespace Scorecards.Storage;

/// <summary>A blob being read: one version of its content.</summary>
/// <param name="Content">To be disposed of.</param>
public sealed record OpenBlob(BlobFacts Facts, Stream Content);
