using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>Months that are on record as if they had been calculated, of scorecards that no catalogue has, for tests of what reads them.</summary>
static class FeedMonths
{
    public static Task StoreAsync(this StoredFigures stored, MonthlyScorecard month, DateTimeOffset changed) => Table(stored).TrySaveAsync(
        new StoredSummary(month.Scorecard, month.Name, month.Month, 1, month.Edition, month.Summary, changed, month.Results.Count, null),
        month,
        null,
        default);

    /// <summary>A month of another scorecard, on record as this one.</summary>
    /// <param name="value">Of the rate of assessments; null = as the other has it.</param>
    public static async Task CopyAsync(this StoredFigures stored, ScorecardId from, Month month, ScorecardId scorecard, decimal? value = null)
    {
        var whole = (await stored.Results.ReadAsync(from, month, null, default))!;
        var results = whole.Results.Select(
            r => value is { } other && r.Indicator.Id == "caf-rate" ? r with { Figure = new Figure(other, true) } : r);
        await stored.StoreAsync(whole with { Scorecard = scorecard, Name = scorecard.Value, Results = [.. results] }, DateTimeOffset.UnixEpoch);
    }

    static ResultTable Table(StoredFigures stored) => new(stored.Storage, new ConditionalWrite(stored.Time, Guid.NewGuid));
}
