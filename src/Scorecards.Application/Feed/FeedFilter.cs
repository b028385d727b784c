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
        ["substring"] = a => Part(Text(a[0]), a),
        ["round"] = a => Whole(a[0], n => decimal.Round(n, MidpointRounding.AwayFromZero), n => Math.Round(n, MidpointRounding.AwayFromZero)),
        ["floor"] = a => Whole(a[0], decimal.Floor, Math.Floor),
        ["ceiling"] = a => Whole(a[0], decimal.Ceiling, Math.Ceiling),
        ["year"] = a => Day(a[0]).Year,
        ["month"] = a => Day(a[0]).Month,
        ["day"] = a => Day(a[0]).Day,
        ["date"] = a => Day(a[0]),
        ["hour"] = a => Moment(a[0]).Hour,
        ["minute"] = a => Moment(a[0]).Minute,
        ["second"] = a => Moment(a[0]).Second,
    };

    /// <summary>The names of all functions, in their alphabet.</summary>
    public static IReadOnlyList<string> Offered { get; } =
        [.. Functions.Keys.Concat(["now", "maxdatetime", "mindatetime"]).Order(StringComparer.Ordinal)];

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
                var written = Constant(constant);
                return _ => written;
            case ConvertNode convert:
                return Value(convert.Source);
            case SingleValuePropertyAccessNode property:
                return set.Column(property.Property.Name).Value;
            case SingleValueOpenPropertyAccessNode count:
                return set.Column(count.Name).Value;
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                var negated = Value(not.Operand);
                return row => negated(row) is bool holds ? !holds : null;
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Negate } minus:
                var number = Value(minus.Operand);
                return row => number(row) is { } known ? Whole(known, n => -n, n => -n) : null;
            case BinaryOperatorNode binary:
                return Binary(binary);
            case InNode { Right: CollectionConstantNode list } isIn:
                var left = Value(isIn.Left);
                var values = list.Collection.Select(Constant).ToList();
                return row => left(row) is var one && values.Exists(other => AreEqual(one, other));
            case SingleValueFunctionCallNode call:
                return Call(call);
            default:
                throw NotOffered($"'{node.Kind}'");
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
        _ => throw NotOfferedOf("A comparison"),
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
            _ => throw NotOffered($"The operator '{node.OperatorKind}'"),
        };

        int? Order(object row) => left(row) is { } a && right(row) is { } b ? Compare(a, b) : null;
    }

    Func<object, object?> Call(SingleValueFunctionCallNode call)
    {
        var name = call.Name.ToLowerInvariant();
        if (name is "now" or "maxdatetime" or "mindatetime")
        {
            var moment = name switch { "now" => time.GetUtcNow(), "maxdatetime" => DateTimeOffset.MaxValue, _ => DateTimeOffset.MinValue };
            return _ => moment;
        }

        if (!Functions.TryGetValue(name, out var function))
        {
            throw NotOffered($"The function '{call.Name}'");
        }

        var parameters = call.Parameters.Select(Value).ToArray();
        return row => parameters.Select(parameter => parameter(row)).TakeWhile(value => value is not null).ToArray() is var arguments
            && arguments.Length == parameters.Length ? function(arguments!) : null;
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

    static string Text(object value) => value as string ?? throw NotOfferedOf("A text function");

    /// <summary>From a place, 0 = the first; a place before the first is the first (OData 4.01 URL Conventions, 5.1.1.7).</summary>
    static string Part(string text, object[] arguments)
    {
        var from = (int)Math.Clamp(Convert.ToInt64(arguments[1], CultureInfo.InvariantCulture), 0, text.Length);
        var most = arguments.Length > 2 ? Convert.ToInt64(arguments[2], CultureInfo.InvariantCulture) : int.MaxValue;
        return text.Substring(from, (int)Math.Clamp(most, 0, text.Length - from));
    }

    static object Whole(object value, Func<decimal, decimal> exact, Func<double, double> other) => Number(value) switch
    {
        decimal number => exact(number),
        double number => other(number),
        _ => throw NotOfferedOf("A function of numbers"),
    };

    /// <summary>A day beside a moment is its beginning, in UTC.</summary>
    static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    static DateOnly Day(object value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset moment => DateOnly.FromDateTime(moment.UtcDateTime),
        _ => throw NotOfferedOf("A date function"),
    };

    static DateTimeOffset Moment(object value) => value is DateTimeOffset moment ? moment.ToUniversalTime() : throw NotOfferedOf("A time function");

    ProblemException NotOffered(string what) => FeedProblem.NotOffered(
        $"{what} in {option}",
        option,
        "Use columns and literals with eq, ne, gt, ge, lt, le, in, and, or, not and the functions "
        + $"{string.Join(", ", Offered)}; "
        + "do the rest in your client.");

    static ProblemException NotOfferedOf(string what) =>
        FeedProblem.NotOffered($"{what} of such values", null, "Compare columns with literals of their own type.");
}
