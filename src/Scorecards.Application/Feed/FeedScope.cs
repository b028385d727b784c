using Microsoft.OData.UriParser;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Feed;

/// <summary>
/// What of a <c>$filter</c> on Results storage can look for: the part on scorecards, months and indicators. It always finds what the filter
/// lets through; the filter is still asked of what is found.
/// </summary>
public static class FeedScope
{
    /// <summary>Columns that are the same for all results of a month: a condition on these alone is asked before the results are read.</summary>
    static readonly HashSet<string> OfMonth = ["Scorecard", "Month", "PeriodStart", "AsAt", "Edition", "LastChangedUtc"];

    static readonly HashSet<string> OfKey = ["Scorecard", "Month", "PeriodStart", "AsAt"];

    /// <summary>The conditions that must all hold.</summary>
    public static IEnumerable<QueryNode> Conditions(QueryNode node) =>
        Bare(node) is BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and ? Conditions(and.Left).Concat(Conditions(and.Right)) : [node];

    public static bool IsOfMonth(QueryNode node) => IsOf(OfMonth, node);

    /// <summary>Whether a month's scorecard and month say what it comes to: that never changes.</summary>
    public static bool IsOfKey(QueryNode node) => IsOf(OfKey, node);

    static bool IsOf(HashSet<string> columns, QueryNode node) => node switch
    {
        ConvertNode convert => IsOf(columns, convert.Source),
        SingleValuePropertyAccessNode property => columns.Contains(property.Property.Name),
        UnaryOperatorNode unary => IsOf(columns, unary.Operand),
        BinaryOperatorNode binary => IsOf(columns, binary.Left) && IsOf(columns, binary.Right),
        InNode isIn => IsOf(columns, isIn.Left),
        SingleValueFunctionCallNode call => call.Parameters.All(parameter => IsOf(columns, parameter)),
        ConstantNode => true,
        _ => false,
    };

    public static ResultScope Find(QueryNode node) => Bare(node) switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => And(Find(and.Left), Find(and.Right)),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Or(Find(or.Left), Find(or.Right)),
        BinaryOperatorNode binary when Name(binary.Left) is { } name
            && Constant(binary.Right) is { } value => Comparison(name, binary.OperatorKind, value),
        BinaryOperatorNode binary when Name(binary.Right) is { } name
            && Constant(binary.Left) is { } value => Comparison(name, Turned(binary.OperatorKind), value),
        InNode { Right: CollectionConstantNode { Collection.Count: > 0 } list } isIn when Name(isIn.Left) is { } name
            && list.Collection.All(c => c.Value is not null) =>
            list.Collection.Select(c => Comparison(name, BinaryOperatorKind.Equal, FeedFilter.Constant(c)!)).Aggregate(Or),
        _ => new ResultScope(),
    };

    public static ResultScope And(ResultScope one, ResultScope other) => new()
    {
        Scorecards = Both(one.Scorecards, other.Scorecards),
        Indicators = Both(one.Indicators, other.Indicators),
        From = one.From > other.From ? one.From : other.From,
        To = one.To < other.To ? one.To : other.To,
    };

    static ResultScope Or(ResultScope one, ResultScope other) => new()
    {
        Scorecards = Either(one.Scorecards, other.Scorecards),
        Indicators = Either(one.Indicators, other.Indicators),
        From = one.From < other.From ? one.From : other.From,
        To = one.To > other.To ? one.To : other.To,
    };

    static HashSet<T>? Both<T>(IReadOnlySet<T>? one, IReadOnlySet<T>? other) =>
        one is null || other is null ? (one ?? other)?.ToHashSet() : one.Intersect(other).ToHashSet();

    static HashSet<T>? Either<T>(IReadOnlySet<T>? one, IReadOnlySet<T>? other) =>
        one is null || other is null ? null : one.Union(other).ToHashSet();

    static ResultScope Comparison(string name, BinaryOperatorKind kind, object value) => (name, value) switch
    {
        ("Scorecard", string id) when kind == BinaryOperatorKind.Equal =>
            new ResultScope { Scorecards = new HashSet<ScorecardId> { id } },
        ("Indicator", string id) when kind == BinaryOperatorKind.Equal =>
            new ResultScope { Indicators = new HashSet<IndicatorId> { id } },
        ("Month", string text) when Month.TryParse(text, out var month) => Months(kind, month),
        ("PeriodStart" or "AsAt", DateTimeOffset moment) => Months(kind, MonthOf(DateOnly.FromDateTime(moment.UtcDateTime))),
        ("PeriodStart" or "AsAt", DateOnly day) => Months(kind, MonthOf(day)),
        _ => new ResultScope(),
    };

    /// <summary>A month too many at an open end does no harm.</summary>
    static ResultScope Months(BinaryOperatorKind kind, Month month) => kind switch
    {
        BinaryOperatorKind.Equal => new ResultScope { From = month, To = month },
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => new ResultScope { From = month },
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => new ResultScope { To = month },
        _ => new ResultScope(),
    };

    static BinaryOperatorKind Turned(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => kind,
    };

    static Month MonthOf(DateOnly day) => day < Month.First.FirstDay ? Month.First : day > Month.Last.LastDay ? Month.Last : Month.Containing(day);

    static string? Name(QueryNode node) => (Bare(node) as SingleValuePropertyAccessNode)?.Property.Name;

    static object? Constant(QueryNode node) => Bare(node) is ConstantNode constant ? FeedFilter.Constant(constant) : null;

    static QueryNode Bare(QueryNode node) => node is ConvertNode convert ? Bare(convert.Source) : node;
}
