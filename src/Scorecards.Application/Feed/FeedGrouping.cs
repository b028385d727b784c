using System.Text.RegularExpressions;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using Scorecards.Reports;

namespace Scorecards.Application.Feed;

/// <summary>
/// A <c>$apply</c> that counts results by some of their columns (OData Extension for Data Aggregation). It counts the rows as the reader may see
/// them: it says nothing that reading them all does not say.
/// </summary>
public sealed partial class FeedGrouping
{
    /// <summary>In an answer, over all its pages.</summary>
    const int MostGroups = 100_000;

    const string Instead = "Write groupby((columns),aggregate($count as Name)), with or without the aggregate, or aggregate($count as Name); "
        + "filter(...)/ may come first. Do the rest in your client.";

    /// <summary>In <c>$orderby</c> they are values, the same for each group, or an operator.</summary>
    static readonly string[] NoNames = ["null", "true", "false", "NaN", "INF", "not"];

    static readonly EqualityComparer<object?[]> SameValues = EqualityComparer<object?[]>.Create(
        (one, other) => one.AsSpan().SequenceEqual(other), values => values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value)));

    static readonly Comparer<object?[]> ByValues = Comparer<object?[]>.Create(
        (one, other) => one!.Zip(other!, FeedOrder.Values.Compare).FirstOrDefault(order => order != 0));

    readonly IReadOnlyList<Column<object>> groupedBy;

    FeedGrouping(ApplyClause clause, IReadOnlyList<QueryNode> conditions, List<SingleValueNode> properties, List<string> countNames)
    {
        (Clause, Conditions) = (clause, conditions);
        groupedBy = [.. properties.Select(p => FeedModel.Results.Column(Name(p)))];
        IsOfMonth = properties.TrueForAll(FeedScope.IsOfMonth);
        RequireOnce([.. groupedBy.Select(c => c.Name)], countNames);
        Groups = FeedModel.Results.WithoutKey(
        [
            .. groupedBy.Select((c, place) => c with { Value = group => ((Group)group).Values[place] }),
            .. countNames.Select(name => new Column<object>(name, typeof(long), true, group => ((Group)group).Count)),
        ]);
    }

    /// <summary>The names of the transformations that it may have.</summary>
    public static IReadOnlyList<string> Transformations { get; } = ["filter", "groupby", "aggregate"];

    /// <summary>As Microsoft's parser has it.</summary>
    public ApplyClause Clause { get; }

    /// <summary>What a result has to be to be counted: all of these hold.</summary>
    public IReadOnlyList<QueryNode> Conditions { get; }

    /// <summary>The columns of a group: those that it is grouped by, and its counts.</summary>
    public FeedSet Groups { get; }

    /// <summary>Whether a month's own columns say which group a result is of.</summary>
    public bool IsOfMonth { get; }

    /// <exception cref="ProblemException">It has a part that is not offered, or a name twice.</exception>
    public static FeedGrouping Read(ApplyClause clause)
    {
        var filters = clause.Transformations.TakeWhile(t => t is FilterTransformationNode).Cast<FilterTransformationNode>().ToList();
        var conditions = filters.SelectMany(f => FeedScope.Conditions(f.FilterClause.Expression)).ToList();
        return clause.Transformations.Skip(filters.Count).ToList() switch
        {
            [GroupByTransformationNode groups] => new(
                clause, conditions, [.. groups.GroupingProperties.Select(p => p.Expression)], CountNames(groups.ChildTransformations)),
            [AggregateTransformationNode whole] => new(clause, conditions, [], CountNames(whole)),
            [] => throw FeedProblem.NotOffered("A $apply that only filters", "$apply", "Use $filter."),
            _ => throw FeedProblem.NotOffered("Such a chain of transformations in $apply", "$apply", Instead),
        };
    }

    /// <summary>An error for what the extension knows and Microsoft's parser does not.</summary>
    /// <param name="apply">The text of the option.</param>
    /// <returns>Null: there is nothing of that kind in it.</returns>
    public static ProblemException? FindNotOffered(string apply) =>
        Others().Matches(apply).Select(found => found.Groups["name"]).FirstOrDefault(name => name.Success) is { } other
            ? FeedProblem.NotOffered($"The transformation '{other.Value}' in $apply", "$apply", Instead)
            : null;

    /// <summary>The groups in the order of their values, the first column first; a row of <see cref="Groups"/> each.</summary>
    /// <param name="rows">Results, each with how many it is for.</param>
    /// <exception cref="ProblemException">There are too many groups.</exception>
    public async Task<IReadOnlyList<object>> CountAsync(IAsyncEnumerable<(object Row, long Count)> rows, CancellationToken ct)
    {
        var groups = new Dictionary<object?[], long>(SameValues);
        if (groupedBy.Count == 0)
        {
            groups.Add([], 0);
        }

        await foreach (var (row, count) in rows.WithCancellation(ct))
        {
            object?[] values = [.. groupedBy.Select(c => c.Value(row))];
            groups[values] = groups.GetValueOrDefault(values) + count;
            if (groups.Count > MostGroups)
            {
                throw FeedProblem.Make(
                    501, $"There are more than {MostGroups:N0} groups. Group by fewer columns, or filter by scorecard or month first.", "$apply");
            }
        }

        return [.. groups.OrderBy(g => g.Key, ByValues).Select(g => new Group(g.Key, g.Value))];
    }

    static List<string> CountNames(TransformationNode? aggregate) => aggregate switch
    {
        null => [],
        AggregateTransformationNode node => [.. node.AggregateExpressions.Select(CountName)],
        _ => throw FeedProblem.NotOffered("Such a transformation in groupby", "$apply", Instead),
    };

    static string CountName(AggregateExpressionBase expression) =>
        expression is AggregateExpression { Method: AggregationMethod.VirtualPropertyCount }
            ? expression.Alias
            : throw FeedProblem.NotOffered($"An aggregate other than $count, as '{expression.Alias}',", "$apply", Instead);

    static string Name(SingleValueNode property) => property is SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } column
        ? column.Property.Name
        : throw FeedProblem.NotOffered("Grouping by anything but columns", "$apply", Instead);

    static void RequireOnce(List<string> columns, List<string> countNames)
    {
        if (columns.CountBy(name => name).FirstOrDefault(c => c.Value > 1).Key is { } twice)
        {
            throw FeedProblem.Wrong($"The column '{twice}' is in groupby twice. Name it once.", "$apply");
        }

        if (countNames.Find(name => NoNames.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } word)
        {
            throw FeedProblem.Wrong($"The name '{word}' is a word of OData. Choose another one for the count.", "$apply");
        }

        var taken = FeedModel.Results.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        if (countNames.Find(name => !taken.Add(name)) is { } other)
        {
            throw FeedProblem.Wrong($"The name '{other}' is taken. Choose another one for the count.", "$apply");
        }
    }

    /// <param name="Values">Of the columns that it is grouped by.</param>
    /// <param name="Count">Of its rows.</param>
    sealed record Group(object?[] Values, long Count);

    /// <summary>What is in quotes is passed over.</summary>
    [GeneratedRegex(
        """
        '(?:[^']|'')*' | "(?:[^"\\]|\\.)*"
        | \b(?<name>identity\b | (?:concat | rollup | rolluprecursive | (?:top|bottom)(?:count|sum|percent) | orderby | top | skip | search
            | join | outerjoin | nest | addnested | ancestors | descendants | traverse | expand | compute)(?=\s*\())
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Others();
}
