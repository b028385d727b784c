using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>Reads facts of many scorecards and months, in their order. A month that cannot be understood is left out and noted.</summary>
public sealed class ResultRowReader(ResultReader results, UnreadableMonths unreadable)
{
    /// <summary>An answer of the service has at most 4 MiB, which is about this number of months.</summary>
    public const int MostAtOnce = 128;

    const int ReadsAtOnce = 8;

    /// <summary>The months of a scope without their results.</summary>
    public IAsyncEnumerable<StoredSummary> SummariesAsync(ResultScope scope, CancellationToken ct) =>
        results.SummariesInAsync(scope, ct).Where(read => IsUnderstood(read.Unreadable)).Select(read => read.Summary!);

    /// <summary>The months of a scope.</summary>
    /// <param name="scope">Its indicators are not looked at.</param>
    /// <param name="atOnce">Months for each answer of the service, at most <see cref="MostAtOnce"/>.</param>
    public IAsyncEnumerable<MonthFacts> MonthsAsync(ResultScope scope, int atOnce, GivenMonths given, CancellationToken ct) =>
        results.MonthsAsync(scope, atOnce, ct).Where(read => IsUnderstood(read.Unreadable)).Select(read => read.Month!)
            .Select(async ValueTask<MonthFacts> (StoredMonth month, CancellationToken _) =>
                MonthFacts.From(month.Summary, await given.GiveAsync(month.Scorecard!, ct)));

    /// <summary>Months that were chosen by their summaries, each read by itself.</summary>
    /// <param name="chosen">In the order in which they are wanted.</param>
    /// <param name="atOnce">Months that are read together; at most eight are.</param>
    public IAsyncEnumerable<MonthFacts> MonthsAsync(
        IAsyncEnumerable<StoredSummary> chosen, int atOnce, GivenMonths given, CancellationToken ct) =>
        chosen.Chunk(Math.Min(atOnce, ReadsAtOnce)).SelectMany(
            async ValueTask<IEnumerable<MonthFacts>> (StoredSummary[] some, CancellationToken _) =>
                (await Task.WhenAll(some.Select(summary => FindAsync(summary, given, ct)))).OfType<MonthFacts>());

    /// <summary>Every fact of a scope.</summary>
    public IAsyncEnumerable<ResultRow> RowsAsync(ResultScope scope, GivenMonths given, CancellationToken ct) =>
        MonthsAsync(scope, MostAtOnce, given, ct)
            .SelectMany(month => month.Facts.Where(f => scope.Indicators is null || scope.Indicators.Contains(f.Result.Indicator.Id)));

    /// <summary>Notes the month that is not.</summary>
    bool IsUnderstood(Unreadable? why)
    {
        if (why is not null)
        {
            unreadable.Note(why);
        }

        return why is null;
    }

    /// <summary>Whatever is to be withheld is withheld here, before a filter or an order sees it.</summary>
    async Task<MonthFacts?> FindAsync(StoredSummary summary, GivenMonths given, CancellationToken ct)
    {
        try
        {
            if (given.IsSuppressed)
            {
                return await given.ReadAsync(summary.Scorecard, summary.Month, ct) is { } shown ? MonthFacts.From(summary, shown) : null;
            }

            return await results.FindAsync(summary.Scorecard, summary.Month, ct) is { Scorecard: { } whole } month
                ? MonthFacts.From(month.Summary, whole)
                : null;
        }
        catch (InvalidDataException e)
        {
            unreadable.Note(new Unreadable(summary.Scorecard, summary.Month.ToString(), e.Message));
            return null;
        }
    }
}
