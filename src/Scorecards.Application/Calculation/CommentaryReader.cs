using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Reads what services say of a scorecard's month.</summary>
public sealed class CommentaryReader(MeasureTable measures)
{
    /// <param name="scorecard">Its id.</param>
    /// <param name="month">The month commented on.</param>
    /// <param name="journal">Up to the number wanted.</param>
    /// <returns>By indicator: the comment that comes last in the order of statements.</returns>
    public async Task<IReadOnlyDictionary<IndicatorId, Commentary>> ReadAsync(
        ScorecardId scorecard, Month month, JournalPrefix journal, CancellationToken ct)
    {
        var ranks = journal.Commenting(scorecard, month).Where(n => journal.RankOf(n) is not null)
            .ToDictionary(n => journal[n].Attempt, n => journal.RankOf(n)!.Value);
        var latest = new Dictionary<IndicatorId, Commentary>();
        if (ranks.Count == 0)
        {
            return latest;
        }

        var read = await measures.ReadAsync(month, scorecard, scorecard, ct)
            .Where(s => ranks.ContainsKey(s.Attempt) && s.Scorecard == scorecard).ToListAsync(ct);
        foreach (var comment in read.OrderBy(s => ranks[s.Attempt]).ThenBy(s => s.Part).SelectMany(s => s.Comments))
        {
            latest[comment.Indicator] = comment;
        }

        return latest;
    }
}
