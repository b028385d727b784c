using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>What a month still lacks, in GET /api/months/{month}/missing.</summary>
public sealed record MonthMissing(
    [property: Description("yyyy-MM.")] string Month,
    [property: Description("Those that are waited for or have figures, the ones above first.")] IReadOnlyList<ScorecardMissing> Scorecards,
    [property: Description("The names of those above one of them that never had figures: none is added up from those below it.")]
    IReadOnlyList<string> WithoutFigures)
{
    /// <summary>Whether nothing of the month waits for its issue.</summary>
    public bool IsIssued() => Scorecards.Count > 0 && Scorecards.All(s => s.Issued);
}
