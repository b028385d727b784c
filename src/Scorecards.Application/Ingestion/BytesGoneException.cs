namespace Scorecards.Application.Ingestion;

/// <summary>Neither the archive nor the inbox has the bytes of an entry any more.</summary>
public sealed class BytesGoneException(long entry) : Exception($"Neither the archive nor the inbox has the bytes of entry {entry} any more.");
