using System.Diagnostics;
using Scorecards.Domain;

namespace Scorecards.Application;

/// <summary>The product's own steps of a trace. They say ids and counts, never a row or an address. Where nobody listens a step is null and costs nothing.</summary>
public static class Telemetry
{
    /// <summary>Whoever listens does so by this name.</summary>
    public const string Source = "ScorecardFunctions";

    static readonly ActivitySource Steps = new(Source);

    /// <summary>Months are mailed. A tick belongs to no upload, and a mail reports many: it links the traces that its figures come from.</summary>
    public static Activity? Mail(params IReadOnlyList<MonthlyScorecard> reported) => Steps.StartActivity(
        "mail scorecards",
        ActivityKind.Internal,
        parentContext: default,
        [new("scorecards.scorecard", string.Join(' ', reported.Select(r => r.Scorecard))), new("scorecards.month", string.Join(' ', reported.Select(r => r.Month).Distinct()))],
        [.. reported.Select(r => ActivityContext.TryParse(r.Trace, null, isRemote: true, out var calculation) ? calculation : default).Where(c => c != default).Distinct().Select(c => new ActivityLink(c))]);
}
