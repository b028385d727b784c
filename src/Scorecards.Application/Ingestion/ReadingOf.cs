using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>As what a content is read.</summary>
/// <param name="Path">Its name may say the scorecard and month that a table does not.</param>
/// <param name="ReadOn">The day that its months are held against.</param>
/// <param name="IsOfCount">Whether the product wrote it itself.</param>
/// <param name="Received">When it was received, UTC: what it withdraws was received before.</param>
public readonly record struct ReadingOf(string Path, DateOnly ReadOn, bool IsOfCount, DateTimeOffset Received)
{
    /// <summary>As an entry's content was read.</summary>
    public static ReadingOf Again(JournalEntry entry) => new(entry.Path!, entry.SeenOn(), entry.IsCount, entry.Received);
}
