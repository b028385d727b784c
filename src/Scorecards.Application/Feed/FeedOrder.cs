using Microsoft.OData.UriParser;

namespace Scorecards.Application.Feed;

/// <summary>An order of rows: by each expression in turn. Null comes before any value, as OData has it.</summary>
public sealed class FeedOrder(IEnumerable<OrderByClause> clauses, FeedFilter filter) : IComparer<object>
{
    /// <summary>Of two values of a column.</summary>
    public static Comparer<object?> Values { get; } = Comparer<object?>.Create((a, b) =>
        a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : FeedFilter.Compare(a, b));

    readonly List<(Func<object, object?> Value, bool IsDescending)> keys =
        [.. clauses.Select(c => (filter.Value(c.Expression), c.Direction == OrderByDirection.Descending))];

    /// <summary>Rows that are equal stay in their order.</summary>
    public IEnumerable<object> Sort(IEnumerable<object> rows) => keys.Aggregate(rows, (sorted, key) => sorted is IOrderedEnumerable<object> before
        ? key.IsDescending ? before.ThenByDescending(key.Value, Values) : before.ThenBy(key.Value, Values)
        : key.IsDescending ? sorted.OrderByDescending(key.Value, Values) : sorted.OrderBy(key.Value, Values));

    public int Compare(object? x, object? y) =>
        keys.Select(key => Values.Compare(key.Value(x!), key.Value(y!)) * (key.IsDescending ? -1 : 1)).FirstOrDefault(order => order != 0);
}
