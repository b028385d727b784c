using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>
/// Reads facts of many scorecards and months, in their order. A month that cannot be understood is noted, and left out unless a method says that it
/// is an error.
/// </summary>
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
        GiveAsync(results.MonthsAsync(scope, atOnce, ct).Where(read => IsUnderstood(read.Unreadable)).Select(read => read.Month!), given);

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
        Facts(MonthsAsync(scope, MostAtOnce, given, ct), scope);

    /// <summary>As <see cref="RowsAsync"/>, for an answer that has no place to name a month that is left out.</summary>
    /// <exception cref="ProblemException">A month cannot be understood.</exception>
    public IAsyncEnumerable<ResultRow> WholeRowsAsync(ResultScope scope, GivenMonths given, CancellationToken ct)
    {
        var months = results.MonthsAsync(scope, MostAtOnce, ct)
            .Select(read => IsUnderstood(read.Unreadable) ? read.Month! : throw LeftOut(read.Unreadable!));
        return Facts(GiveAsync(months, given), scope);
    }

    /// <summary>
    /// Of a month that somebody met, and that cannot be understood yet, an answer says so before its first part is sent: behind it there is no other
    /// way than to cut it off.
    /// </summary>
    /// <exception cref="ProblemException">A month of the scope is one of these.</exception>
    public async Task RequireUnderstoodAsync(ResultScope scope, CancellationToken ct)
    {
        if (await unreadable.ReadAsync(IsIn, ct) is [var (known, _), ..])
        {
            throw LeftOut(known);
        }

        bool IsIn(Unreadable met) => scope.Scorecards?.Contains(met.Scorecard) != false
            && (!Month.TryParse(met.Month, out var month) || (month >= scope.From && month <= scope.To));
    }

    static ProblemException LeftOut(Unreadable why) =>
        ScorecardQueries.CannotBeRead(why.Scorecard, why.Month, " Until then ask for other months or scorecards, by from, to and scorecard.");

    static IAsyncEnumerable<MonthFacts> GiveAsync(IAsyncEnumerable<StoredMonth> months, GivenMonths given) =>
        months.Select(async ValueTask<MonthFacts> (StoredMonth month, CancellationToken ct) =>
            MonthFacts.From(month.Summary, await given.GiveAsync(month.Scorecard!, ct)));

    static IAsyncEnumerable<ResultRow> Facts(IAsyncEnumerable<MonthFacts> months, ResultScope scope) =>
        months.SelectMany(month => month.Facts.Where(f => scope.Indicators is null || scope.Indicators.Contains(f.Result.Indicator.Id)));

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
