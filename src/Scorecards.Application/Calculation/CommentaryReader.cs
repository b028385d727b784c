using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Reads what services say of a scorecard's month, with the actions of earlier months that are still open.</summary>
public sealed class CommentaryReader(MeasureTable measures)
{
    /// <param name="shown">The month commented on, with the ratings that its reader sees.</param>
    /// <param name="earlier">Gives one of the months before; null = it has no results.</param>
    /// <param name="journal">Up to the number wanted.</param>
    /// <returns>By indicator: the comment that comes last in the order of statements.</returns>
    public async Task<IReadOnlyDictionary<IndicatorId, Commentary>> ReadAsync(
        MonthlyScorecard shown, Func<Month, Task<MonthlyScorecard?>> earlier, JournalPrefix journal, CancellationToken ct)
    {
        var said = await ReadAsync(shown.Scorecard, shown.Month, journal, ct);
        var before = await Task.WhenAll(MonthsBefore(shown, journal).Select(async month => (
            Results: (await earlier(month))?.Results.ToDictionary(r => r.Indicator.Id),
            Said: await ReadAsync(shown.Scorecard, month, journal, ct))));
        foreach (var id in shown.Results.Where(r => r.Rating == Rating.Red).Select(r => r.Indicator.Id))
        {
            var ofIndicator = before.Select(b => (b.Results?.GetValueOrDefault(id), b.Said.GetValueOrDefault(id)));
            if (OpenAction.Add(shown.Month, said.GetValueOrDefault(id), ofIndicator) is { } found)
            {
                said[id] = found;
            }
        }

        return said;
    }

    /// <summary>The months in which an open action can have been named, the latest first: as far back as there is commentary at all.</summary>
    static List<Month> MonthsBefore(MonthlyScorecard shown, JournalPrefix journal)
    {
        var months = Month.First.To(shown.Month).TakeLast(OpenAction.Months).SkipLast(1).Reverse().ToList();
        return months[..(months.FindLastIndex(m => journal.Commenting(shown.Scorecard, m).Count > 0) + 1)];
    }

    async Task<Dictionary<IndicatorId, Commentary>> ReadAsync(ScorecardId scorecard, Month month, JournalPrefix journal, CancellationToken ct)
    {
        var ranks = journal.Commenting(scorecard, month).Where(n => journal.RankOf(n) is not null)
            .ToDictionary(n => journal[n].Attempt, n => journal.RankOf(n)!.Value);
        var latest = new Dictionary<IndicatorId, Commentary>();
        if (ranks.Count == 0)
        {
            return latest;
        }

        var read = await measures.ReadAsync(month, [scorecard], ct).Where(s => ranks.ContainsKey(s.Attempt)).ToListAsync(ct);
        foreach (var comment in read.OrderBy(s => ranks[s.Attempt]).ThenBy(s => s.Part).SelectMany(s => s.Comments))
        {
            latest[comment.Indicator] = comment;
        }

        return latest;
    }
}
