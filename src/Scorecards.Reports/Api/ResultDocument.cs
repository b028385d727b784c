using System.ComponentModel;
using Scorecards.Domain;

namespace Scorecards.Reports;

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
    [property: Description(
        "Why there is no value: the source's symbol; none (0 of 0: there was nothing to count); "
        + "no value (something over 0); c where it is withheld.")] string? Reason,
    [property: Description("Whether there are figures that this caller may not see.")] bool Suppressed,
    SourceDocument? Source,
    [property: Description("Whether the value is a percentage of fewer than 20.")] bool IsSmallBase)
{
    public static ResultDocument From(Result r) => new(
        r.Indicator.Id.Value, r.Indicator.Name, r.Indicator.Polarity, r.Indicator.Basis, r.Indicator.Unit.Name, r.Numerator, r.Denominator,
        ScorecardDocuments.Value(r.Indicator, r.Figure),
        r.Display,
        r.Rating,
        ScorecardDocuments.Value(r.Indicator, r.Previous),
        r.PreviousDisplay,
        r.Target,
        r.TargetDisplay,
        r.Travel,
        r.Reason,
        r.IsSuppressed,
        SourceDocument.From(r.Source),
        r.IsSmallBase);
}
