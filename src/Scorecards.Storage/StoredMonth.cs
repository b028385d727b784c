using Azure;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>A scorecard's month as it is stored.</summary>
/// <param name="Scorecard">Null: the month has no figures.</param>
public sealed record StoredMonth(StoredSummary Summary, MonthlyScorecard? Scorecard, ETag ETag);
