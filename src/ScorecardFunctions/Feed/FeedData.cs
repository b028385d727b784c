using System.Runtime.CompilerServices;
using Azure;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Feed;

/// <summary>The rows of the feed. What cannot be understood is left out, logged, and named in the set Extracts.</summary>
public sealed partial class FeedData(Catalogues catalogues, StandingResults standing, ExtractStore extracts, ILogger<FeedData> log)
{
    /// <summary>Enough months for a page of results.</summary>
    const int MonthsAtOnce = 200;

    const int MonthsOfAll = 1_000;

    static List<Fact> Facts(StandingMonth month, IEnumerable<Result> results) =>
        [.. results.Select(r => new Fact(month.Summary.Scorecard, month.Summary.Month, month.Summary.Edition, month.Summary.Changed, r))];

    /// <summary>A month as the caller is given it: whatever is to be withheld is withheld here, before a filter or an order sees it.</summary>
    /// <returns>Null, and noted: it cannot be found out what would have to be withheld.</returns>
    static async Task<MonthlyScorecard?> GivenAsync(StandingMonth month, GivenResults given, List<Unreadable> unreadable, CancellationToken ct)
    {
        try
        {
            return await given.ReadAsync(month.Summary.Scorecard, month.Summary.Month, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not RequestFailedException)
        {
            unreadable.Add(new Unreadable(month.Summary.Scorecard, month.Summary.Month.ToString(), "small numbers cannot be taken out, since a month that they depend on cannot be read"));
            return null;
        }
    }

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
        IReadOnlyList<StandingMonth> months, IReadOnlySet<string>? indicators, GivenResults given, [EnumeratorCancellation] CancellationToken ct)
    {
        var unreadable = new List<Unreadable>();
        if (given.IsSuppressed)
        {
            foreach (var month in months)
            {
                if (await GivenAsync(month, given, unreadable, ct) is { } scorecard)
                {
                    yield return (month, Facts(month, scorecard.Results.Where(r => indicators is null || indicators.Contains(r.Indicator.Id))));
                }

                await NoteAsync(unreadable, ct);
            }

            yield break;
        }

        await foreach (var (month, results) in standing.ReadAsync(months, indicators, unreadable, ct))
        {
            await NoteAsync(unreadable, ct);
            yield return (month, Facts(month, results));
        }
    }

    /// <summary>Every fact of a scope, in the order of scorecard, month and print.</summary>
    public async IAsyncEnumerable<Fact> FactsAsync(ResultScope scope, GivenResults given, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var months in MonthsAsync(scope, all: true, ct).Chunk(MonthsOfAll).WithCancellation(ct))
        {
            await foreach (var (_, facts) in FactsAsync(months, scope.Indicators, given, ct))
            {
                foreach (var fact in facts)
                {
                    yield return fact;
                }
            }
        }
    }

    /// <summary>All rows of a set that is small enough to be held: any but the results.</summary>
    public async Task<IReadOnlyList<object>> RowsAsync(FeedSet set, GivenResults given, CancellationToken ct)
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
            ? await SummariesAsync(months, given, ct)
            : Calendar(await months.Select(m => m.Summary.Month).ToHashSetAsync(null, ct));
    }

    async Task<List<object>> SummariesAsync(IAsyncEnumerable<StandingMonth> months, GivenResults given, CancellationToken ct)
    {
        var (summaries, unreadable) = (new List<object>(), new List<Unreadable>());
        await foreach (var month in months.WithCancellation(ct))
        {
            if (!given.IsSuppressed)
            {
                summaries.Add(month.Summary);
            }
            else if (await GivenAsync(month, given, unreadable, ct) is { } scorecard)
            {
                summaries.Add(month.Summary with { Summary = scorecard.Summary });
            }
        }

        await NoteAsync(unreadable, ct);
        return summaries;
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
