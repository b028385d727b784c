using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>A change to an issued month that alters a rating or the counts.</summary>
/// <param name="Was">The edition that a recipient has.</param>
/// <param name="Now">The newest edition.</param>
public sealed record Restated(MonthlyScorecard Was, MonthlyScorecard Now);
