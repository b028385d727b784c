using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Reads what services say of a scorecard's month: of each indicator the comment that comes last in the order of statements.</summary>
public sealed class CommentaryReader(MeasureTable measures)
{
    /// <param name="scorecard">Its id.</param>
    /// <param name="month">The reporting month.</param>
    /// <param name="journal">Says what counts.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>By indicator; ids ignore case.</returns>
    public async Task<IReadOnlyDictionary<string, Commentary>> ReadAsync(string scorecard, Month month, JournalPrefix journal, CancellationToken ct)
    {
        if (journal.Commenting(scorecard, month).Count == 0)
        {
            return new Dictionary<string, Commentary>();
        }

        var latest = new Dictionary<string, (Rank Rank, int Part, Commentary Comment)>(StringComparer.OrdinalIgnoreCase);
        await foreach (var statement in measures.ReadAsync(month, scorecard, scorecard, ct))
        {
            if (statement.Comments.Count == 0 || journal.OfAttempt(statement.Attempt) is not { } number || journal.RankOf(number) is not { } rank)
            {
                continue;
            }

            foreach (var comment in statement.Comments)
            {
                if (!latest.TryGetValue(comment.Indicator, out var known) || (known.Rank, known.Part).CompareTo((rank, statement.Part)) <= 0)
                {
                    latest[comment.Indicator] = (rank, statement.Part, comment);
                }
            }
        }

        return latest.ToDictionary(l => l.Key, l => l.Value.Comment, StringComparer.OrdinalIgnoreCase);
    }
}
