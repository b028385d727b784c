using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// The value of one indicator from others, such as <c>100 - posts-qsw - posts-agency</c>: numbers, indicator ids, + - * / and brackets.
/// Ids contain hyphens, so a minus after an id needs a space on both sides.
/// </summary>
public sealed class Formula
{
    const int MostCharacters = 500;

    readonly Func<Func<IndicatorId, Fraction?>, Fraction?> evaluate;
    readonly IReadOnlyList<Func<Func<IndicatorId, Fraction?>, Fraction?>> divisors;

    Formula(string text, Parser parser, Func<Func<IndicatorId, Fraction?>, Fraction?> evaluate) =>
        (Text, Indicators, Numbers, this.evaluate, divisors) = (text, parser.Indicators, parser.Numbers, evaluate, parser.Divisors);

    /// <summary>The formula as written, at most 500 characters.</summary>
    public string Text { get; }

    /// <summary>The indicator ids that it names, in order, each once.</summary>
    public IReadOnlyList<IndicatorId> Indicators { get; }

    /// <summary>The numbers in it, as written, in order.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>Computes the value, exactly.</summary>
    /// <param name="valueOf">The value of an indicator by its id; null = unknown.</param>
    /// <returns>Null when a value is unknown, a division is by zero, or the result does not fit a decimal.</returns>
    public (Fraction Exact, decimal Value)? Evaluate(Func<IndicatorId, Fraction?> valueOf)
    {
        try
        {
            return evaluate(valueOf) is { } exact ? (exact, exact.ToDecimal()) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether something is divided by 0 in it, so that there is no value.</summary>
    /// <param name="valueOf">As of <see cref="Evaluate"/>.</param>
    public bool DividesByZero(Func<IndicatorId, Fraction?> valueOf)
    {
        try
        {
            return divisors.Any(divisor => divisor(valueOf) is { IsZero: true });
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">At most 500 characters.</param>
    /// <param name="formula">Set when the answer is true.</param>
    /// <param name="error">What is wrong, else empty.</param>
    public static bool TryParse(string text, out Formula? formula, out string error)
    {
        formula = null;
        error = text.Length > MostCharacters ? $"the formula is longer than {MostCharacters} characters" : "";
        if (error != "")
        {
            return false;
        }

        var parser = new Parser(text);
        var evaluate = parser.Sum();
        error = parser.Error ?? parser.Rest();
        if (error != "")
        {
            return false;
        }

        formula = new Formula(text, parser, evaluate);
        return true;
    }

    public override string ToString() => Text;

    sealed class Parser(string text)
    {
        int at;

        public List<IndicatorId> Indicators { get; } = [];

        public List<string> Numbers { get; } = [];

        public List<Func<Func<IndicatorId, Fraction?>, Fraction?>> Divisors { get; } = [];

        public string? Error { get; private set; }

        public string Rest() => Peek() == '\0' ? "" : $"the formula cannot be read from '{text[at..]}' on";

        public Func<Func<IndicatorId, Fraction?>, Fraction?> Sum()
        {
            var left = Product();
            while (Peek() is '+' or '-')
            {
                var (first, subtract) = (left, text[at++] == '-');
                var second = Product();
                left = subtract ? values => first(values) - second(values) : values => first(values) + second(values);
            }

            return left;
        }

        Func<Func<IndicatorId, Fraction?>, Fraction?> Product()
        {
            var left = Factor();
            while (Peek() is '*' or '/')
            {
                var (first, divide) = (left, text[at++] == '/');
                var second = Factor();
                if (divide)
                {
                    Divisors.Add(second);
                }

                left = divide
                    ? values => second(values) is { IsZero: false } divisor ? first(values) / divisor : null
                    : values => first(values) * second(values);
            }

            return left;
        }

        Func<Func<IndicatorId, Fraction?>, Fraction?> Factor()
        {
            var next = Peek();
            if (next == '-')
            {
                at++;
                var negated = Factor();
                return values => -negated(values);
            }

            if (next == '(')
            {
                at++;
                var inner = Sum();
                if (Peek() == ')')
                {
                    at++;
                }
                else
                {
                    Error ??= "a closing bracket is missing";
                }

                return inner;
            }

            return char.IsAsciiDigit(next) ? Number() : Id();
        }

        Func<Func<IndicatorId, Fraction?>, Fraction?> Number()
        {
            var digits = Take(c => char.IsAsciiDigit(c) || c == '.');
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                Error ??= $"'{digits}' is not a number";
            }

            Numbers.Add(digits);
            return _ => number;
        }

        Func<Func<IndicatorId, Fraction?>, Fraction?> Id()
        {
            var id = Take(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
            if (id == "")
            {
                Error ??= at < text.Length
                    ? $"a number or an indicator is expected at '{text[at..]}'"
                    : "a number or an indicator is missing at its end";

                // Without a step forward the parser would meet the bad character again and again.
                at = text.Length;
            }
            else if (!Indicators.Contains(id))
            {
                Indicators.Add(id);
            }

            return values => values(id);
        }

        string Take(Func<char, bool> belongs)
        {
            var start = at;
            while (at < text.Length && belongs(text[at]))
            {
                at++;
            }

            return text[start..at];
        }

        char Peek()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            return at < text.Length ? text[at] : '\0';
        }
    }
}
