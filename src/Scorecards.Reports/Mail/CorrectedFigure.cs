using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A figure that was corrected since its month was issued; as displayed, null = there is none.</summary>
/// <param name="Why">In a sentence.</param>
public sealed record CorrectedFigure(Month Month, Indicator Indicator, string? Was, string? Now, string Why)
{
    /// <summary>Of a correction that does not show, but turned the direction of travel, the arrows are told beside the figure.</summary>
    /// <param name="diff">Between the edition that the reader has and the current one.</param>
    /// <param name="month">The scorecard's.</param>
    /// <param name="journal">Up to the number that the current edition is as of.</param>
    /// <param name="isWhole">Whether the reader may see everything.</param>
    public static CorrectedFigure From(ResultDiff diff, Month month, JournalPrefix journal, bool isWhole)
    {
        var isTurned = isWhole && diff.IsTravelChanged && diff.ShownBefore == diff.ShownNow;
        return new CorrectedFigure(month, diff.Indicator, Words(diff.Was), Words(diff.Now), ChangeReasons.Why(diff, month, journal, isWhole));

        string? Words(Result? result) => isTurned ? $"{result?.Shown} ({ChangeNote.Direction(result?.Travel)})" : result?.Shown;
    }
}
