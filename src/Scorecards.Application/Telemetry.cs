using System.Diagnostics;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application;

/// <summary>
/// The product's own steps of a trace: from a blob over the queue to its scorecards all in one, and the mail with links to the traces of what it
/// reports. They say ids and counts, never a row or an address. Where nobody listens a step is null and costs nothing.
/// </summary>
public static class Telemetry
{
    /// <summary>Whoever listens does so by this name.</summary>
    public const string Source = "ScorecardFunctions";

    static readonly ActivitySource Steps = new(Source);

    /// <summary>An extract is worked on, within the run of whichever function does so.</summary>
    public static Activity? Ingest(string sha256, long bytes, int arrival) =>
        Steps.StartActivity("ingest extract")?.SetTag("scorecards.sha256", sha256)
            .SetTag("scorecards.bytes", bytes)
            .SetTag("scorecards.arrival", arrival);

    /// <summary>What came of the rows of an extract.</summary>
    public static void Count(Activity? step, RowCounts? rows) => step?.SetTag("scorecards.rows.accepted", rows?.Accepted)
        .SetTag("scorecards.rows.refused", rows?.Refused).SetTag("scorecards.rows.skipped", rows?.Skipped);

    /// <summary>Months are calculated together with the upload or the operation that they follow from.</summary>
    public static Activity? Calculate(long entry, MonthSet months) =>
        Steps.StartActivity("calculate scorecards")?.SetTag("scorecards.entry", entry).SetTag("scorecards.months", months.ToString());

    /// <summary>
    /// Months are calculated for a message. The host begins a new trace for every message of a queue, whoever sent it; so the step is put into the
    /// sender's trace, where one finds it in Application Insights together with the upload, and has a link to the host's.
    /// </summary>
    public static Activity? Calculate(CalculationRequest request)
    {
        _ = ActivityContext.TryParse(request.TraceParent, null, isRemote: true, out var sender);
        return Steps.StartActivity(
            "calculate scorecards",
            ActivityKind.Consumer,
            sender,
            [new("scorecards.entry", request.Number), new("scorecards.months", request.Months)],
            sender != default && Activity.Current is { IdFormat: ActivityIdFormat.W3C } run ? [new ActivityLink(run.Context)] : null);
    }

    /// <summary>Months are mailed. A tick belongs to no upload, and a mail reports many: it links the traces that its figures come from.</summary>
    public static Activity? Mail(params IReadOnlyList<MonthlyScorecard> reported) => Steps.StartActivity(
        "mail scorecards",
        ActivityKind.Internal,
        parentContext: default,
        [
            new("scorecards.scorecard", string.Join(' ', reported.Select(r => r.Scorecard))),
            new("scorecards.month", string.Join(' ', reported.Select(r => r.Month).Distinct()))],
        [
            .. reported.Select(r => ActivityContext.TryParse(r.Trace, null, isRemote: true, out var calculation) ? calculation : default)
                .Where(c => c != default)
                .Distinct()
                .Select(c => new ActivityLink(c))]);
}
