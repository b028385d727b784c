using System.Globalization;
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
    /// <summary>Of a month under the built-in catalogue.</summary>
    const int UsualResults = 44;

    readonly FeedRequest asked;
    readonly TimeProvider time;
    readonly bool isChosen;
    readonly Func<object, bool>? monthTest;
    readonly Func<object, bool>? rowTest;
    readonly Func<IEnumerable<object>, IEnumerable<object>>? withinMonth;

    ResultQuery(FeedRequest asked, TimeProvider time)
    {
        (this.asked, this.time) = (asked, time);
        var filter = new FeedFilter(FeedModel.Results, time);
        var conditions = asked.Filter is { } clause ? FeedScope.Conditions(clause.Expression).ToList() : [];
        monthTest = All(conditions.Where(FeedScope.IsOfMonth).Select(filter.Test).ToArray());
        isChosen = conditions.Exists(c => FeedScope.IsOfMonth(c) && FeedScope.Find(c) == new ResultScope());
        rowTest = All(conditions.Where(c => !FeedScope.IsOfMonth(c)).Select(filter.Test).ToArray());
        Scope = conditions.Select(FeedScope.Find).Aggregate(new ResultScope(), FeedScope.And) with { After = After(asked.Token) };

        // Scorecard, month: that is how the rows come; what else is asked for can be had within each month.
        var isOwn = asked.OrderBy is []
            || (IsAscending(0, "Scorecard") && (asked.OrderBy.Count == 1 || IsAscending(1, "Month", "PeriodStart", "AsAt")));
        var order = new FeedFilter(FeedModel.Results, time, "$orderby");
        Sort = isOwn ? null : Sorting(asked.OrderBy, order);
        withinMonth = isOwn && asked.OrderBy.Count > 2 ? Sorting(asked.OrderBy.Skip(2), order) : null;
    }

    public ResultScope Scope { get; }

    /// <summary>Set where the order is not the rows' own.</summary>
    public Func<IEnumerable<object>, IEnumerable<object>>? Sort { get; }

    /// <summary>Whether the months' own counts say how many rows there are.</summary>
    bool IsCountKnown => rowTest is null && Scope.Indicators is null;

    /// <exception cref="ProblemException">The filter has something that is not offered, or the token is not ours.</exception>
    public static ResultQuery Read(FeedRequest asked, TimeProvider time) => new(asked, time);

    /// <summary>Reads a page: whole months until it is full.</summary>
    /// <param name="facts">Where they are.</param>
    /// <param name="size">Rows wanted; a month that has more comes whole.</param>
    /// <param name="mostLookedAt">Rows read where not all pass.</param>
    /// <param name="mostTime">A page that takes this long ends.</param>
    public async Task<ResultPage> ReadAsync(ResultRowReader facts, int size, int mostLookedAt, TimeSpan mostTime, CancellationToken ct)
    {
        var (began, rows, looked, last, hasMore) = (time.GetTimestamp(), new List<object>(), 0L, (ScorecardMonth?)null, false);
        var (scope, skip) = asked.Top is 0 ? (Scope, asked.Skip) : await SkipAsync(facts, ct);
        var most = Sort is null ? asked.Top ?? long.MaxValue : long.MaxValue;
        using var tag = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var month in asked.Top is 0 ? AsyncEnumerable.Empty<MonthFacts>() : MonthsAsync(facts, scope, AtOnce(size, most, skip), ct))
        {
            var passing = Passing(month.Facts).ToList();
            var skipped = (int)Math.Min(skip, passing.Count);
            var isFull = rows.Count + passing.Count - skipped > size || looked + month.Facts.Count > mostLookedAt;
            if (last is not null && (isFull || time.GetElapsedTime(began) > mostTime))
            {
                hasMore = true;
                break;
            }

            rows.AddRange(passing.Skip(skipped).Take((int)Math.Min(most - rows.Count, int.MaxValue)));
            (skip, looked, last) = (skip - skipped, looked + month.Facts.Count, new ScorecardMonth(month.Summary.Scorecard, month.Summary.Month));
            tag.AppendData(Encoding.UTF8.GetBytes(Seen(month)));
            if (rows.Count >= most)
            {
                break;
            }
        }

        return new ResultPage(rows, hasMore, last, skip, $"{hasMore}{Convert.ToHexStringLower(tag.GetHashAndReset())}");
    }

    /// <exception cref="ProblemException">Too many rows would have to be looked at.</exception>
    public async Task<long> CountAsync(ResultRowReader facts, int mostLookedAt, string option, CancellationToken ct)
    {
        var (scope, all) = (Scope with { After = null }, 0L);
        await foreach (var month in facts.SummariesAsync(scope, ct).Where(IsWanted))
        {
            all += month.Count;
        }

        if (IsCountKnown)
        {
            return all;
        }

        if (all > mostLookedAt)
        {
            throw FeedProblem.Make(
                501, $"Counting with this filter would read more than {mostLookedAt:N0} rows. Filter by scorecard or month as well.", option);
        }

        var count = 0L;
        await foreach (var month in MonthsAsync(facts, scope, ResultRowReader.MostAtOnce, ct))
        {
            count += Passing(month.Facts).LongCount();
        }

        return count;
    }

    /// <summary>By each expression in turn; null comes before any value, as OData has it.</summary>
    public static Func<IEnumerable<object>, IEnumerable<object>> Sorting(IEnumerable<OrderByClause> clauses, FeedFilter filter)
    {
        var order = Comparer<object?>.Create((a, b) => a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : FeedFilter.Compare(a, b));
        var keys = clauses.Select(c => (Value: filter.Value(c.Expression), IsDescending: c.Direction == OrderByDirection.Descending)).ToList();
        return rows => keys.Aggregate(rows, (sorted, key) => sorted is IOrderedEnumerable<object> before
            ? key.IsDescending ? before.ThenByDescending(key.Value, order) : before.ThenBy(key.Value, order)
            : key.IsDescending ? sorted.OrderByDescending(key.Value, order) : sorted.OrderBy(key.Value, order));
    }

    /// <summary>Months in the storage's order; chosen by their summaries first where the storage cannot look for what is asked of a month.</summary>
    IAsyncEnumerable<MonthFacts> MonthsAsync(ResultRowReader facts, ResultScope scope, int atOnce, CancellationToken ct) => isChosen
        ? facts.MonthsAsync(facts.SummariesAsync(scope, ct).Where(IsWanted), asked.Given, ct)
        : facts.MonthsAsync(scope, atOnce, asked.Given, ct).Where(month => IsWanted(month.Summary));

    /// <summary>Passes over whole months by their counts, where these say how many rows there are.</summary>
    /// <returns>What is left to be read, and the rows of it that are to be passed over.</returns>
    async Task<(ResultScope Scope, long Skip)> SkipAsync(ResultRowReader facts, CancellationToken ct)
    {
        var (scope, skip) = (Scope, Sort is null ? asked.Skip : 0);
        if (skip == 0 || !IsCountKnown)
        {
            return (scope, skip);
        }

        await foreach (var month in facts.SummariesAsync(Scope, ct).Where(IsWanted))
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
        return withinMonth is null ? passing : withinMonth(passing);
    }

    /// <summary>As many months as the page needs, and one that shows whether there are more; a page of another size asks again.</summary>
    int AtOnce(int size, long most, long skip) => rowTest is null
        ? (int)Math.Clamp((Math.Min(size, most) + skip) / UsualResults, 0, ResultRowReader.MostAtOnce - 2) + 2
        : ResultRowReader.MostAtOnce;

    /// <summary>A month's own columns need no result to be known.</summary>
    bool IsWanted(StoredSummary month) =>
        monthTest is null || monthTest(new ResultRow(month.Scorecard, month.Month, month.Edition, month.Changed, null!));

    /// <summary>
    /// What names everything that a reader sees of a month. Where a figure came from is no change of it, and is named besides. The number that the
    /// month was calculated at is not in it: it moves when nothing else does.
    /// </summary>
    static string Seen(MonthFacts month)
    {
        var s = month.Summary;
        var sources = string.Join('\n', month.Facts.Select(f => f.Result.Source));
        return string.Create(CultureInfo.InvariantCulture, $"{s.Scorecard}\n{s.Month}\n{s.Edition}\n{s.Changed.UtcTicks}\n{s.Count}\n{sources}\n");
    }

    bool IsAscending(int place, params string[] names) =>
        asked.OrderBy[place] is { Direction: OrderByDirection.Ascending, Expression: SingleValuePropertyAccessNode property } && names.Contains(
            property.Property.Name);

    static Func<object, bool>? All(Func<object, bool>[] tests) => tests.Length == 0 ? null : row => Array.TrueForAll(tests, test => test(row));

    static ScorecardMonth? After(IReadOnlyList<string>? token) => token switch
    {
        null => null,
        [var scorecard, var text, ..] when token.Count <= 3 && Month.TryParse(text, out var month) => new ScorecardMonth(scorecard, month),
        _ => throw FeedRequestParser.BadToken(),
    };
}
