using System.Globalization;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace Scorecards.Application.Feed;

/// <summary>
/// Makes a test of a row out of a parsed <c>$filter</c>, and a value to sort by out of a <c>$orderby</c>, with OData's three-valued logic:
/// null equals null, any other comparison with null is false, a function of null is null, and a row is only given where the filter is true.
/// </summary>
/// <param name="set">What the expressions are about.</param>
/// <param name="time">For <c>now()</c>.</param>
/// <param name="option">The option that they come from, for errors.</param>
public sealed class FeedFilter(FeedSet set, TimeProvider time, string option = "$filter")
{
    /// <summary>Text is compared by its characters' numbers, as keys are.</summary>
    static readonly Dictionary<string, Func<object[], object>> Functions = new(StringComparer.Ordinal)
    {
        ["contains"] = a => Text(a[0]).Contains(Text(a[1]), StringComparison.Ordinal),
        ["startswith"] = a => Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal),
        ["endswith"] = a => Text(a[0]).EndsWith(Text(a[1]), StringComparison.Ordinal),
        ["length"] = a => Text(a[0]).Length,
        ["indexof"] = a => Text(a[0]).IndexOf(Text(a[1]), StringComparison.Ordinal),
        ["tolower"] = a => Text(a[0]).ToLowerInvariant(),
        ["toupper"] = a => Text(a[0]).ToUpperInvariant(),
        ["trim"] = a => Text(a[0]).Trim(),
        ["concat"] = a => Text(a[0]) + Text(a[1]),
        ["year"] = a => Day(a[0]).Year,
        ["month"] = a => Day(a[0]).Month,
        ["day"] = a => Day(a[0]).Day,
        ["date"] = a => Day(a[0]),
    };

    /// <returns>Whether a row of the set passes.</returns>
    /// <exception cref="ProblemException">The filter has something that is not offered.</exception>
    public Func<object, bool> Test(QueryNode filter)
    {
        var value = Value(filter);
        return row => value(row) is true;
    }

    /// <returns>The value of an expression in a row.</returns>
    /// <exception cref="ProblemException">The expression has something that is not offered.</exception>
    public Func<object, object?> Value(QueryNode node)
    {
        switch (node)
        {
            case ConstantNode constant:
                var known = Constant(constant);
                return _ => known;
            case ConvertNode convert:
                return Value(convert.Source);
            case SingleValuePropertyAccessNode property:
                return set.Column(property.Property.Name).Value;
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                var negated = Value(not.Operand);
                return row => negated(row) is bool holds ? !holds : null;
            case UnaryOperatorNode { Operand: ConstantNode } minus:
                var number = Value(minus.Operand)(set);
                return _ => number is null ? null : Number(number) is decimal exact ? -exact : -(double)Number(number)!;
            case BinaryOperatorNode binary:
                return Binary(binary);
            case InNode { Right: CollectionConstantNode list } isIn:
                var left = Value(isIn.Left);
                var values = list.Collection.Select(Constant).ToList();
                return row => left(row) is var one && values.Exists(other => AreEqual(one, other));
            case SingleValueFunctionCallNode call:
                return Call(call);
            default:
                throw FeedProblem.NotOffered($"'{node.Kind}' in {option}", option);
        }
    }

    /// <summary>Of two values that are not null and of comparable types, as the parser has made sure.</summary>
    /// <exception cref="ProblemException">A type that no column has.</exception>
    public static int Compare(object one, object other) => (one, other) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        (DateTimeOffset a, DateOnly b) => a.CompareTo(Midnight(b)),
        (DateOnly a, DateTimeOffset b) => Midnight(a).CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ when Number(one) is { } a && Number(other) is { } b => a is decimal exact && b is decimal too
            ? exact.CompareTo(too)
            : Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture)),
        _ => throw FeedProblem.NotOffered("A comparison of such values", null),
    };

    Func<object, object?> Binary(BinaryOperatorNode node)
    {
        var (left, right) = (Value(node.Left), Value(node.Right));
        return node.OperatorKind switch
        {
            BinaryOperatorKind.And => row => left(row) is not false and var a
                && right(row) is not false and var b
                ? (a is null || b is null ? null : true)
                : false,
            BinaryOperatorKind.Or => row => left(row) is not true and var a
                && right(row) is not true and var b
                ? (a is null || b is null ? null : false)
                : true,
            BinaryOperatorKind.Equal => row => AreEqual(left(row), right(row)),
            BinaryOperatorKind.NotEqual => row => !AreEqual(left(row), right(row)),
            BinaryOperatorKind.GreaterThan => row => Order(row) > 0,
            BinaryOperatorKind.GreaterThanOrEqual => row => Order(row) >= 0,
            BinaryOperatorKind.LessThan => row => Order(row) < 0,
            BinaryOperatorKind.LessThanOrEqual => row => Order(row) <= 0,
            _ => throw FeedProblem.NotOffered($"The operator '{node.OperatorKind}' in {option}", option),
        };

        int? Order(object row) => left(row) is { } a && right(row) is { } b ? Compare(a, b) : null;
    }

    Func<object, object?> Call(SingleValueFunctionCallNode call)
    {
        if (call.Name == "now")
        {
            var now = time.GetUtcNow();
            return _ => now;
        }

        if (!Functions.TryGetValue(call.Name, out var function))
        {
            throw FeedProblem.NotOffered($"The function '{call.Name}' in {option}", option);
        }

        var parameters = call.Parameters.Select(Value).ToArray();
        return row =>
        {
            var arguments = new object[parameters.Length];
            for (var i = 0; i < parameters.Length; i++)
            {
                if (parameters[i](row) is not { } argument)
                {
                    return null;
                }

                arguments[i] = argument;
            }

            return function(arguments);
        };
    }

    static bool AreEqual(object? one, object? other) => one is null || other is null ? one is null && other is null : Compare(one, other) == 0;

    /// <summary>As a decimal, or as a double where it is one.</summary>
    static object? Number(object value) => value switch
    {
        decimal => value,
        int or long or short or byte or sbyte => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double => value,
        float single => (double)single,
        _ => null,
    };

#pragma warning disable CS0618 // The parser of this version gives a Date, whatever the compiler says of it.
    /// <summary>A literal's value; a number with a point is exact, as it is written.</summary>
    public static object? Constant(ConstantNode node) => node.Value switch
    {
        Date date => (DateOnly)date,
        double or float when decimal.TryParse(node.LiteralText, NumberStyles.Number, CultureInfo.InvariantCulture, out var exact) => exact,
        _ => node.Value,
    };
#pragma warning restore CS0618

    static string Text(object value) => value as string ?? throw FeedProblem.NotOffered("A text function of such a value", null);

    /// <summary>A day beside a moment is its beginning, in UTC.</summary>
    static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    static DateOnly Day(object value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset moment => DateOnly.FromDateTime(moment.UtcDateTime),
        _ => throw FeedProblem.NotOffered("A date function of such a value", null),
    };
}
