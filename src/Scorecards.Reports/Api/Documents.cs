using System.ComponentModel;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>GET /api/scorecards/{scorecard}/{month}. Every name is there in every answer; what is unknown is null.</summary>
public sealed record ScorecardDocument(
    ScorecardName Scorecard,
    [property: Description("yyyy-MM")] string Month,
    [property: Description("The month's last day.")] DateOnly AsAt,
    [property: Description("0 until the month was issued; each change after that makes the next.")] int Edition,
    SummaryDocument Summary,
    IReadOnlyList<SectionDocument> Sections)
{
    public static ScorecardDocument Of(MonthlyScorecard s) => new(
        new ScorecardName(s.Scorecard, s.Name),
        s.Month.ToString(),
        s.Month.LastDay,
        s.Edition,
        new SummaryDocument(s.Summary.Green, s.Summary.Amber, s.Summary.Red, s.Summary.Unrated, s.Summary.Improved, s.Summary.Same, s.Summary.Worse, s.SummaryText),
        [.. s.Sections.Select(section => new SectionDocument(section.Key.Id, section.Key.Name, [.. section.Select(ResultDocument.Of)]))]);
}

public sealed record ScorecardName(string Id, string Name);

public sealed record SummaryDocument(
    int Green,
    int Amber,
    int Red,
    [property: Description("Without a rating: no value, no target, no judgement, or suppressed.")] int Unrated,
    int Improved,
    int Same,
    int Worse,
    [property: Description("The sentence for leadership, of what is shown.")] string Text);

public sealed record SectionDocument(string Id, string Name, IReadOnlyList<ResultDocument> Results);

public sealed record ResultDocument(
    string Indicator,
    string Name,
    [property: Description("H high is good, L low is good, T close to the target is good, N no judgement.")] Polarity Polarity,
    string Basis,
    [property: Description("per10000, percent, count or average.")] string Unit,
    decimal? Numerator,
    decimal? Denominator,
    [property: Description("To four decimals, or as many as are displayed if these are more.")] decimal? Value,
    string? Display,
    Rating? Rating,
    decimal? Previous,
    string? PreviousDisplay,
    decimal? Target,
    string? TargetDisplay,
    Travel? Travel,
    [property: Description("Why there is no value: the source's symbol; where it is suppressed, c (a small number), secondary (it would give one back) or unchecked (known without numerator and denominator).")] string? Reason,
    [property: Description("Whether there are figures that this caller is not given.")] bool Suppressed,
    Source? Source)
{
    public static ResultDocument Of(Result r) => new(
        r.Indicator.Id,
        r.Indicator.Name,
        r.Indicator.Polarity,
        r.Indicator.Basis,
        r.Indicator.Unit.Name,
        r.Numerator,
        r.Denominator,
        ScorecardDocuments.Value(r.Indicator, r.Figure),
        r.Display,
        r.Rating,
        ScorecardDocuments.Value(r.Indicator, r.Previous),
        r.PreviousDisplay,
        r.Target,
        r.TargetDisplay,
        r.Travel,
        r.Reason,
        r.Suppressed is not null,
        r.Source);
}

/// <summary>A scorecard in GET /api/scorecards.</summary>
public sealed record ScorecardListing(
    string Id,
    string Name,
    string? Parent,
    string Slice,
    string? SliceCode,
    string Uasc,
    [property: Description("The latest month, yyyy-MM; null while there are no results.")] string? Latest,
    [property: Description("Of the latest month, of what this caller is shown.")] Summary? Summary,
    [property: Description("The latest first.")] IReadOnlyList<string> Months)
{
    public static ScorecardListing Of(ScorecardLine line) => new(
        line.Scorecard.Id,
        line.Scorecard.Name,
        line.Scorecard.Parent,
        line.Scorecard.Slice.Name,
        line.Scorecard.SliceCode,
        line.Scorecard.Uasc.Name,
        line.Months.Count == 0 ? null : line.Months[0].ToString(),
        line.Latest,
        [.. line.Months.Select(m => m.ToString())]);
}

/// <summary>An upload in GET /api/extracts.</summary>
public sealed record ExtractListing(
    [property: Description("The path as dropped.")] string Extract,
    [property: Description("Null until it was read.")] string? Sha256,
    [property: Description("UTC.")] DateTime Received,
    [property: Description("Null until it was read.")] long? Bytes,
    string? Kind,
    UploadState State,
    [property: Description("The number of the journal that it ended in, as asOf takes it; null while it has none.")] long? Entry,
    RowCounts Rows,
    [property: Description("How often work on it has begun since it last ended.")] int Attempts,
    string? Message,
    [property: Description("The path of the page in the container receipts: of the newest upload of this path.")] string Receipt)
{
    public static ExtractListing Of(UploadLine u) =>
        new(u.Extract, u.Sha256, u.Received.UtcDateTime, u.Bytes, u.Kind, u.State, u.Entry, u.Rows, u.Attempts, u.Message, $"{u.Extract}.html");
}

/// <summary>GET /api/health.</summary>
/// <param name="Status">Healthy.</param>
/// <param name="Storage">Answers; or NotCheckedYet, in the first second of an app.</param>
/// <param name="Version">The commit that the app was built from; or unknown.</param>
public sealed record HealthDocument(string Status, string Storage, string Version);
