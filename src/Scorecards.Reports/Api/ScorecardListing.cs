using System.ComponentModel;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard in GET /api/scorecards.</summary>
public sealed record ScorecardListing(
    string Id,
    string Name,
    string? Parent,
    string Slice,
    string? SliceCode,
    string Uasc,
    [property: Description("The latest month, yyyy-MM; null while there are no results.")] string? Latest,
    [property: Description("Of the latest month, of the whole scorecard.")] Summary? Summary,
    [property: Description("The latest first.")] IReadOnlyList<string> Months)
{
    public static ScorecardListing From(ScorecardLine line) => new(
        line.Scorecard.Id.Value,
        line.Scorecard.Name,
        line.Scorecard.Parent?.Value,
        line.Scorecard.Slice.Name,
        line.Scorecard.SliceCode,
        line.Scorecard.Uasc.Name,
        line.Months.Count == 0 ? null : line.Months[0].ToString(),
        line.Latest,
        [.. line.Months.Select(m => m.ToString())]);
}
