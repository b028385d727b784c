using System.ComponentModel;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>
/// GET /api/scorecards/{scorecard}/{month}. Every name but <see cref="SourceDocument.Sheet"/> is there in every answer; what is unknown is null.
/// </summary>
public sealed record ScorecardDocument(
    ScorecardName Scorecard,
    [property: Description("yyyy-MM")] string Month,
    [property: Description("The month's last day.")] DateOnly AsAt,
    [property: Description("0 until the month was issued; each change after that makes the next.")] int Edition,
    SummaryDocument Summary,
    IReadOnlyList<SectionDocument> Sections)
{
    public static ScorecardDocument From(MonthlyScorecard s) => new(
        new ScorecardName(s.Scorecard.Value, s.Name),
        s.Month.ToString(),
        s.Month.LastDay,
        s.Edition,
        new SummaryDocument(
            s.Summary.Green, s.Summary.Amber, s.Summary.Red, s.Summary.Unrated, s.Summary.Improved, s.Summary.Same, s.Summary.Worse, s.SummaryText,
            s.Withheld),
        [.. s.Sections.Select(section => new SectionDocument(section.Key.Id, section.Key.Name, [.. section.Select(ResultDocument.From)]))]);
}
