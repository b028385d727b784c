using Scorecards.Domain;

namespace Scorecards.Application.Feed;

/// <summary>An upload, or a month that is left out of the feed.</summary>
/// <param name="Fault">Null: nothing is wrong.</param>
public sealed record ExtractLine(string Sha256, string Extract, string State, DateTimeOffset Received, RowCounts Rows, string? Fault);
