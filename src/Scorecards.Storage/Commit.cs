using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>What came of committing.</summary>
/// <param name="Entry">As it is on record; null = none of this attempt is.</param>
/// <param name="Journal">Up to the entry, or what was known when there was nothing to be said.</param>
public readonly record struct Commit(JournalEntry? Entry, JournalPrefix Journal, bool IsOutdated);
