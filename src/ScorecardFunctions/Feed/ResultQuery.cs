using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.OData.UriParser;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Feed;

/// <summary>The months that a page is made of.</summary>
/// <param name="HasMore">Whether there are months behind them.</param>
/// <param name="Skip">Rows to pass over.</param>
/// <param name="Size">Rows wanted.</param>
/// <param name="Tag">Names what stands in these months.</param>
public sealed record ResultPage(IReadOnlyList<StandingMonth> Months, bool HasMore, long Skip, int Size, string Tag);

/// <summary>
/// A request for results, in three parts: what storage looks for, what is asked of a month before its results are read, and what is asked of
/// each row.
/// </summary>
public sealed class ResultQuery
{
    readonly FeedRequest asked;
    readonly Func<object, bool>? monthTest;
    readonly Func<object, bool>? rowTest;
    readonly Func<IEnumerable<object>, IEnumerable<object>>? withinMonth;

    ResultQuery(FeedRequest asked, TimeProvider time)
    {
        this.asked = asked;
        var filter = new FeedFilter(FeedModel.Results, time);
        var conditions = asked.Filter is { } clause ? FeedScope.Conditions(clause.Expression).ToList() : [];
        monthTest = All(conditions.Where(FeedScope.IsOfMonth).Select(filter.Test).ToArray());
        rowTest = All(conditions.Where(c => !FeedScope.IsOfMonth(c)).Select(filter.Test).ToArray());
        Scope = conditions.Select(FeedScope.Of).Aggregate(new ResultScope(), FeedScope.And) with { After = After(asked.Token) };

        // Scorecard, month: that is how the rows come; what else is asked for can be had within each month.
        var isOwn = asked.OrderBy is [] || (IsAscending(0, "Scorecard") && (asked.OrderBy.Count == 1 || IsAscending(1, "Month", "PeriodStart", "AsAt")));
        var order = new FeedFilter(FeedModel.Results, time, "$orderby");
        Sort = isOwn ? null : Sorting(asked.OrderBy, order);
        withinMonth = isOwn && asked.OrderBy.Count > 2 ? Sorting(asked.OrderBy.Skip(2), order) : null;
    }

    public ResultScope Scope { get; }

    /// <summary>Set where the order is not the rows' own.</summary>
    public Func<IEnumerable<object>, IEnumerable<object>>? Sort { get; }

    /// <summary>Whether the months' own counts say how many rows there are.</summary>
    bool IsCountKnown => rowTest is null && Scope.Indicators is null;

    /// <exception cref="FeedException">The filter has something that is not offered, or the token is not ours.</exception>
    public static ResultQuery Of(FeedRequest asked, TimeProvider time) => new(asked, time);

    /// <summary>How many rows of a month are read, at most.</summary>
    public int RowsOf(StandingMonth month) => Math.Min(Scope.Indicators?.Count ?? month.Count, month.Count);

    public IEnumerable<object> Passing(IReadOnlyList<Fact> facts)
    {
        IEnumerable<object> passing = rowTest is null ? facts : facts.Where(rowTest);
        return withinMonth is null ? passing : withinMonth(passing);
    }

    /// <summary>Takes months until a page is full.</summary>
    /// <param name="data">Where they are.</param>
    /// <param name="size">Rows wanted.</param>
    /// <param name="mostLookedAt">Rows to be read where not all pass.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ResultPage> PlanAsync(FeedData data, int size, int mostLookedAt, CancellationToken ct)
    {
        var months = new List<StandingMonth>();
        using var tag = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (planned, skip, hasMore) = (0L, asked.Skip, false);
        await foreach (var month in data.MonthsAsync(Scope, all: false, ct))
        {
            if (!IsWanted(month))
            {
                continue;
            }

            if (IsCountKnown && Sort is null && skip >= month.Count)
            {
                skip -= month.Count;
                continue;
            }

            var rows = RowsOf(month);
            if (months.Count > 0 && planned + rows > (rowTest is null || Scope.Indicators is not null ? size : mostLookedAt))
            {
                hasMore = true;
                break;
            }

            months.Add(month);
            planned += rows;
            tag.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{month.Summary.Scorecard}\n{month.Summary.Month}\n{month.Summary.Edition}\n{month.Batch}\n")));
            if (IsCountKnown && Sort is null && planned - skip >= asked.Top)
            {
                break;
            }
        }

        return new ResultPage(months, hasMore, Sort is null ? skip : asked.Skip, size, $"{hasMore}{Convert.ToHexStringLower(tag.GetHashAndReset())}");
    }

    /// <exception cref="FeedException">Too many rows would have to be looked at.</exception>
    public async Task<long> CountAsync(FeedData data, int mostLookedAt, string option, CancellationToken ct)
    {
        var months = await data.MonthsAsync(Scope with { After = null }, all: true, ct).Where(IsWanted).ToListAsync(ct);
        if (IsCountKnown)
        {
            return months.Sum(m => (long)m.Count);
        }

        if (months.Sum(m => (long)RowsOf(m)) > mostLookedAt)
        {
            throw FeedException.NotOffered($"A count by this filter, for which more than {mostLookedAt} rows would have to be read; narrow the scorecards or months. It", option);
        }

        var count = 0L;
        await foreach (var (_, facts) in data.FactsAsync(months, Scope.Indicators, asked.Given, ct))
        {
            count += Passing(facts).LongCount();
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

    /// <summary>A month's own columns need no result to be known.</summary>
    bool IsWanted(StandingMonth month) => monthTest is null || monthTest(new Fact(month.Summary.Scorecard, month.Summary.Month, month.Summary.Edition, month.Summary.Changed, null!));

    bool IsAscending(int place, params string[] names) =>
        asked.OrderBy[place] is { Direction: OrderByDirection.Ascending, Expression: SingleValuePropertyAccessNode property } && names.Contains(property.Property.Name);

    static Func<object, bool>? All(Func<object, bool>[] tests) => tests.Length == 0 ? null : row => Array.TrueForAll(tests, test => test(row));

    static ScorecardMonth? After(IReadOnlyList<string>? token) => token switch
    {
        null => null,
        [var scorecard, var text, ..] when token.Count <= 3 && Month.TryParse(text, out var month) => new ScorecardMonth(scorecard, month),
        _ => throw FeedRequest.BadToken(),
    };
}
