using System.Runtime.CompilerServices;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Feed;

/// <summary>The rows of the feed. What cannot be understood is left out, logged, and named in the set Extracts.</summary>
public sealed partial class FeedData(Catalogues catalogues, StandingResults standing, ExtractStore extracts, ILogger<FeedData> log)
{
    /// <summary>Enough months for a page of results.</summary>
    const int MonthsAtOnce = 200;

    const int MonthsOfAll = 1_000;

    /// <summary>The facts of one month: whatever is to be withheld is withheld here, before anything else sees it.</summary>
    static List<Fact> Facts(StandingMonth month, IReadOnlyList<Result> results) =>
        [.. results.Select(r => new Fact(month.Summary.Scorecard, month.Summary.Month, month.Summary.Edition, month.Summary.Changed, r))];

    public async IAsyncEnumerable<StandingMonth> MonthsAsync(ResultScope scope, bool all, [EnumeratorCancellation] CancellationToken ct)
    {
        var unreadable = new List<Unreadable>();
        try
        {
            await foreach (var month in standing.MonthsAsync(scope, all ? MonthsOfAll : MonthsAtOnce, unreadable, ct))
            {
                yield return month;
            }
        }
        finally
        {
            // A page takes no more months than it needs.
            await NoteAsync(unreadable, ct);
        }
    }

    public async IAsyncEnumerable<(StandingMonth Month, IReadOnlyList<Fact> Facts)> FactsAsync(
        IReadOnlyList<StandingMonth> months, IReadOnlySet<string>? indicators, [EnumeratorCancellation] CancellationToken ct)
    {
        var unreadable = new List<Unreadable>();
        await foreach (var (month, results) in standing.ReadAsync(months, indicators, unreadable, ct))
        {
            await NoteAsync(unreadable, ct);
            yield return (month, Facts(month, results));
        }
    }

    /// <summary>Every fact of a scope, in the order of scorecard, month and print.</summary>
    public async IAsyncEnumerable<Fact> FactsAsync(ResultScope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var months in MonthsAsync(scope, all: true, ct).Chunk(MonthsOfAll).WithCancellation(ct))
        {
            await foreach (var (_, facts) in FactsAsync(months, scope.Indicators, ct))
            {
                foreach (var fact in facts)
                {
                    yield return fact;
                }
            }
        }
    }

    /// <summary>All rows of a set that is small enough to be held: any but the results.</summary>
    public async Task<IReadOnlyList<object>> RowsAsync(FeedSet set, CancellationToken ct)
    {
        if (set == FeedModel.Indicators)
        {
            return [.. (await catalogues.ReadAsync(ct)).Indicators.OrderBy(i => i.Section.Order).ThenBy(i => i.Section.Id, StringComparer.Ordinal).ThenBy(i => i.Order).ThenBy(i => i.Id, StringComparer.Ordinal)];
        }

        if (set == FeedModel.Scorecards)
        {
            return [.. (await catalogues.ReadAsync(ct)).Scorecards.OrderBy(s => s.Id, StringComparer.Ordinal)];
        }

        if (set == FeedModel.Extracts)
        {
            return await ExtractsAsync(ct);
        }

        var months = MonthsAsync(new ResultScope(), all: true, ct);
        return set == FeedModel.Summaries
            ? await months.Select(object (m) => m.Summary).ToListAsync(ct)
            : Calendar(await months.Select(m => m.Summary.Month).ToHashSetAsync(null, ct));
    }

    /// <summary>From the first month with results to the last without a gap, as functions of time need it.</summary>
    static List<object> Calendar(HashSet<Month> months)
    {
        var calendar = new List<object>();
        for (var month = months.Count == 0 ? Month.Last : months.Min(); months.Count > 0 && month <= months.Max(); month = month.Next())
        {
            calendar.Add(new CalendarMonth(month));
            if (month == Month.Last)
            {
                break;
            }
        }

        return calendar;
    }

    /// <summary>The uploads, the newest first, each path and content once; before them what is left out of the feed.</summary>
    async Task<List<object>> ExtractsAsync(CancellationToken ct)
    {
        var lines = new List<object>();
        foreach (var (noted, at) in await extracts.NotedAsync(ct))
        {
            if (await StillAsync(noted, ct) is { } still)
            {
                lines.Add(new ExtractLine("", $"{still.Scorecard}/{still.Month}", "Unreadable", at, default, $"{still.Scorecard} {still.Month}: {still.Why}"));
            }
            else
            {
                await extracts.ForgetAsync(noted, ct);
            }
        }

        lines.AddRange((await extracts.UploadsAsync(ct)).DistinctBy(u => (u.Submission.Sha256, u.Extract)).Select(u =>
            new ExtractLine(u.Submission.Sha256, u.Extract, u.Submission.State.ToString(), u.Received, u.Submission.Rows, FaultOf(u.Submission))));
        return lines;
    }

    static string? FaultOf(Submission submission) =>
        submission.State is SubmissionState.Refused or SubmissionState.Quarantined or SubmissionState.Superseded ? submission.Message : null;

    /// <summary>Looks at a month again that could not be read: that is one month, where finding it out means reading all.</summary>
    async Task<Unreadable?> StillAsync(Unreadable noted, CancellationToken ct)
    {
        var unreadable = new List<Unreadable>();
        var scope = Month.TryParse(noted.Month, out var month)
            ? new ResultScope { Scorecards = new HashSet<string> { noted.Scorecard }, From = month, To = month }
            : new ResultScope { Scorecards = new HashSet<string> { noted.Scorecard } };
        var months = await standing.MonthsAsync(scope, MonthsAtOnce, unreadable, ct).ToListAsync(ct);
        await foreach (var _ in standing.ReadAsync(months, null, unreadable, ct))
        {
            // Only what is left out is of interest.
        }

        return unreadable.FirstOrDefault();
    }

    async Task NoteAsync(List<Unreadable> unreadable, CancellationToken ct)
    {
        foreach (var one in unreadable)
        {
            LogUnreadable(one.Scorecard, one.Month, one.Why);
            await extracts.NoteAsync(one, ct);
        }

        unreadable.Clear();
    }

    [LoggerMessage(LogLevel.Error, "Results are left out of the feed. Scorecard: {Scorecard}. Month: {Month}. Reason: {Reason}")]
    partial void LogUnreadable(string scorecard, string month, string reason);
}
