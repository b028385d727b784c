namespace Scorecards.Domain;

/// <summary>Whether a month is issued.</summary>
/// <param name="Entry">To be committed; null = there is nothing to issue.</param>
/// <param name="IsOutdated">What was planned by has changed: plan again.</param>
public readonly record struct IssueDecision(JournalEntry? Entry, bool IsOutdated = false);
