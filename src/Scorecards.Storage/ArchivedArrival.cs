namespace Scorecards.Storage;

/// <summary>An arrival as the archive keeps it beside its bytes, so that it can be read again should the journal be lost.</summary>
public sealed record ArchivedArrival(string Path, int Arrival, string Content, DateTimeOffset Received, string Sha256, long Bytes);
