using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.OData.UriParser;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Feed;

/// <summary>
/// A request for results, in three parts: what storage looks for, what is asked of a month before its results are read, and what is asked of
/// each row.
/// </summary>
public sealed class ResultQuery
{
    /// <summary>Where a filter is asked of every row: rows looked at to count, or to sort those that pass.</summary>
    public const int MostCounted = 500_000;

    /// <summary>Of a month under the built-in catalogue.</summary>
    const int UsualResults = 44;

    readonly FeedRequest asked;
    readonly TimeProvider time;
    readonly bool isChosen;
    readonly Func<object, bool>? monthTest;
    readonly Func<object, bool>? rowTest;
    readonly FeedOrder? monthOrder;
    readonly FeedOrder? withinMonth;
    readonly ResultToken start = ResultToken.Parse(null);

    /// <exception cref="ProblemException">The filter has something that is not offered, or the token is not ours.</exception>
    public ResultQuery(FeedRequest asked, TimeProvider time)
    {
        (this.asked, this.time) = (asked, time);
        var filter = new FeedFilter(FeedModel.Results, time, asked.Grouping is null ? "$filter" : "$apply");
        var conditions = asked.Conditions.ToList();
        monthTest = All(conditions.Where(FeedScope.IsOfMonth).Select(filter.Test).ToArray());
        isChosen = conditions.Exists(c => FeedScope.IsOfMonth(c) && FeedScope.Find(c) == new ResultScope());
        rowTest = All(conditions.Where(c => !FeedScope.IsOfMonth(c)).Select(filter.Test).ToArray());
        Scope = conditions.Select(FeedScope.Find).Aggregate(new ResultScope(), FeedScope.And);

        var order = new FeedFilter(FeedModel.Results, time, "$orderby");
        var ofMonth = asked.OrderBy.TakeWhile(c => FeedScope.IsOfKey(c.Expression)).ToList();
        if (ofMonth.Count < asked.OrderBy.Count && !IsOneMonthEach(ofMonth))
        {
            Sort = new FeedOrder(asked.OrderBy, order);
            return;
        }

        start = ResultToken.Parse(asked.Token);
        Scope = Scope with { After = start.After };
        monthOrder = ofMonth.Count > 0 ? new FeedOrder(ofMonth, order) : null;
        withinMonth = ofMonth.Count < asked.OrderBy.Count ? new FeedOrder(asked.OrderBy.Skip(ofMonth.Count), order) : null;
    }

    public ResultScope Scope { get; }

    /// <summary>Set where rows of different months come mixed, so that all have to be held. Else whole months come one after the other.</summary>
    public FeedOrder? Sort { get; }

    /// <summary>Whether the months' own counts say how many rows there are.</summary>
    bool IsCountKnown => rowTest is null && Scope.Indicators is null;

    /// <summary>Reads a page: whole months until it is full. A month that alone is more than a page comes in parts, all of them as it was.</summary>
    /// <param name="size">The most rows.</param>
    /// <param name="mostLookedAt">Rows read where not all pass.</param>
    /// <param name="mostTime">A page that takes this long ends.</param>
    /// <exception cref="ProblemException">The page before gave a part of a month that has changed since.</exception>
    public async Task<ResultPage> ReadAsync(ResultRowReader facts, int size, int mostLookedAt, TimeSpan mostTime, CancellationToken ct)
    {
        var (began, rows, looked, hasMore) = (time.GetTimestamp(), new List<object>(), 0L, false);
        var (last, part) = ((ScorecardMonth?)null, (MonthPart?)null);
        var (scope, skip) = asked.Top is 0 ? (Scope, asked.Skip) : await SkipAsync(facts, ct);
        var most = Sort is null ? asked.Top ?? long.MaxValue : long.MaxValue;
        using var tag = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var month in asked.Top is 0 ? AsyncEnumerable.Empty<MonthFacts>() : GoOnAsync(facts, scope, AtOnce(size, most, skip), ct))
        {
            var passing = Passing(month.Facts).ToList();
            var skipped = (int)Math.Min(skip, passing.Count);
            var fits = passing.Count - skipped <= size - rows.Count;
            var isEnough = looked + month.Facts.Count > mostLookedAt || time.GetElapsedTime(began) > mostTime;
            if ((last is not null && isEnough) || (rows.Count > 0 && !fits))
            {
                hasMore = true;
                break;
            }

            rows.AddRange(passing.Skip(skipped).Take((int)Math.Min(most - rows.Count, size - rows.Count)));
            tag.AppendData(Encoding.UTF8.GetBytes(Seen(month)));
            if (rows.Count >= most)
            {
                break;
            }

            if (!fits)
            {
                (skip, hasMore, part) = (0, true, new MonthPart(skipped + size, Named(month)));
                break;
            }

            (skip, looked, last) = (skip - skipped, looked + month.Facts.Count, new ScorecardMonth(month.Summary.Scorecard, month.Summary.Month));
        }

        return new ResultPage(rows, hasMore, last ?? scope.After, skip, part, $"{hasMore}{Convert.ToHexStringLower(tag.GetHashAndReset())}");
    }

    /// <exception cref="ProblemException">Too many rows would have to be looked at.</exception>
    public async Task<long> CountAsync(ResultRowReader facts, string option, CancellationToken ct) =>
        await TallyAsync(facts, isOfMonth: true, option, ct).Select(found => found.Count).SumAsync(ct);

    /// <summary>All rows that pass, in their order, each with how many it is for: one, or all of its month.</summary>
    /// <param name="isOfMonth">Whether the columns of a month will do: its results need not be read if its own count says how many there are.</param>
    /// <param name="option">The one that asks for it, for errors.</param>
    /// <exception cref="ProblemException">Too many rows would have to be looked at.</exception>
    public async IAsyncEnumerable<(object Row, long Count)> TallyAsync(
        ResultRowReader facts, bool isOfMonth, string option, [EnumeratorCancellation] CancellationToken ct)
    {
        var scope = Scope with { After = null };
        var months = await facts.SummariesAsync(scope, ct).Where(IsWanted).ToListAsync(ct);
        if (isOfMonth && IsCountKnown)
        {
            foreach (var month in months)
            {
                yield return (Row(month), month.Count);
            }

            yield break;
        }

        if (months.Sum(month => (long)month.Count) > MostCounted)
        {
            throw FeedProblem.Make(
                501, $"Counting would read more than {MostCounted:N0} rows. Filter by scorecard or month as well.", option);
        }

        await foreach (var month in MonthsAsync(facts, scope, ResultRowReader.MostAtOnce, ct))
        {
            foreach (var row in Passing(month.Facts))
            {
                yield return (row, 1);
            }
        }
    }

    /// <summary>The months from where the page before ended.</summary>
    /// <exception cref="ProblemException">It ended within a month that is not as it was.</exception>
    async IAsyncEnumerable<MonthFacts> GoOnAsync(
        ResultRowReader facts, ResultScope scope, int atOnce, [EnumeratorCancellation] CancellationToken ct)
    {
        var begun = start.Part;
        await foreach (var month in MonthsAsync(facts, scope, atOnce, ct))
        {
            if (begun is not null && begun.Seen != Named(month))
            {
                throw FeedProblem.Changed();
            }

            begun = null;
            yield return month;
        }

        if (begun is not null)
        {
            throw FeedProblem.Changed();
        }
    }

    /// <summary>Months chosen by their summaries first where the storage has another order, or cannot look for what is asked of a month.</summary>
    IAsyncEnumerable<MonthFacts> MonthsAsync(ResultRowReader facts, ResultScope scope, int atOnce, CancellationToken ct) =>
        (isChosen || monthOrder is not null
            ? facts.MonthsAsync(SummariesAsync(facts, scope, ct), atOnce, asked.Given, ct)
            : facts.MonthsAsync(scope, atOnce, asked.Given, ct)).Where(month => IsWanted(month.Summary));

    /// <summary>The months that are wanted, in the order in which they come.</summary>
    async IAsyncEnumerable<StoredSummary> SummariesAsync(ResultRowReader facts, ResultScope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        var found = facts.SummariesAsync(monthOrder is null ? scope : scope with { After = null }, ct).Where(IsWanted);
        if (monthOrder is { } order)
        {
            var sorted = (await found.ToListAsync(ct)).OrderBy(Row, order);
            found = (scope.After is { } after ? sorted.SkipWhile(m => !IsBehind(m, after)) : sorted).ToAsyncEnumerable();
        }

        await foreach (var month in found.WithCancellation(ct))
        {
            yield return month;
        }

        bool IsBehind(StoredSummary month, ScorecardMonth after) =>
            monthOrder!.Compare(Row(month), Row(after)) switch
            {
                0 => ResultReader.Compare(new ScorecardMonth(month.Scorecard, month.Month), after) > 0,
                var place => place > 0,
            };
    }

    /// <summary>Passes over whole months by their counts, where these say how many rows there are.</summary>
    /// <returns>What is left to be read, and which of its rows to pass over.</returns>
    async Task<(ResultScope Scope, long Skip)> SkipAsync(ResultRowReader facts, CancellationToken ct)
    {
        var (scope, skip) = (Scope, start.Part?.Given ?? (Sort is null ? asked.Skip : 0));
        if (skip == 0 || !IsCountKnown || start.Part is not null)
        {
            return (scope, skip);
        }

        await foreach (var month in SummariesAsync(facts, Scope, ct))
        {
            if (skip < month.Count)
            {
                break;
            }

            (scope, skip) = (scope with { After = new ScorecardMonth(month.Scorecard, month.Month) }, skip - month.Count);
        }

        return (scope, skip);
    }

    IEnumerable<object> Passing(IReadOnlyList<ResultRow> facts)
    {
        IEnumerable<object> passing = rowTest is null ? facts : facts.Where(rowTest);
        return withinMonth is null ? passing : withinMonth.Sort(passing);
    }

    /// <summary>As many months as the page needs, and one that shows whether there are more. A page of another size asks again.</summary>
    int AtOnce(int size, long most, long skip) => rowTest is null
        ? (int)Math.Clamp((Math.Min(size, most) + skip) / UsualResults, 0, ResultRowReader.MostAtOnce - 2) + (most <= size ? 1 : 2)
        : ResultRowReader.MostAtOnce;

    /// <summary>A month's own columns need no result to be known.</summary>
    bool IsWanted(StoredSummary month) => monthTest is null || monthTest(Row(month));

    static ResultRow Row(StoredSummary month) => new(month.Scorecard, month.Month, month.Edition, month.Changed, null!);

    static ResultRow Row(ScorecardMonth month) => new(month.Scorecard, month.Month, 0, default, null!);

    /// <summary>
    /// What names everything that a reader sees of a month. Where a figure came from does not change the month, and is named besides. The number
    /// that the month was calculated at is not in it: it moves when nothing else does.
    /// </summary>
    static string Seen(MonthFacts month)
    {
        var s = month.Summary;
        var sources = string.Join('\n', month.Facts.Select(f => f.Result.Source));
        return string.Create(CultureInfo.InvariantCulture, $"{s.Scorecard}\n{s.Month}\n{s.Edition}\n{s.Changed.UtcTicks}\n{s.Count}\n{sources}\n");
    }

    static string Named(MonthFacts month) => Keys.Hash(Seen(month));

    /// <summary>Whether no two months are equal in this order.</summary>
    static bool IsOneMonthEach(List<OrderByClause> clauses)
    {
        var names = clauses.Select(c => (c.Expression as SingleValuePropertyAccessNode)?.Property.Name).ToList();
        return names.Contains("Scorecard") && names.Exists(name => name is "Month" or "PeriodStart" or "AsAt");
    }

    static Func<object, bool>? All(Func<object, bool>[] tests) => tests.Length == 0 ? null : row => Array.TrueForAll(tests, test => test(row));
}
