using Azure;

namespace Scorecards.Tests.Simulation;

/// <summary>A blob, as the service keeps it.</summary>
/// <param name="Modified">In whole seconds.</param>
public sealed record StoredBlob(
    string Container, string Name, byte[] Content, IReadOnlyDictionary<string, string> Metadata, ETag Version, DateTimeOffset Modified);
