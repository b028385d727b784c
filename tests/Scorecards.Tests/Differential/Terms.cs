using System.Globalization;
using System.Text.Json;

namespace Scorecards.Tests.Differential;

/// <summary>Random values: columns, functions of columns, and literals that stand in the rows or near to what does.</summary>
sealed class Terms(FeedTable table, Random random)
{
    static readonly string[] OddTexts = ["", "O'Neil", "100% & more", "a+b#c?d=e", "É", "@p1", "kent", "0", "[1]", "zzz"];

    readonly List<ValueKind> kinds = [.. table.Columns.Select(c => c.Kind).Distinct()];

    /// <summary>The values of the aliases that are used, by their names.</summary>
    public Dictionary<string, string> Aliases { get; } = [];

    public ValueKind Kind(params IEnumerable<ValueKind> but) => One([.. kinds.Except(but)]);

    public FeedColumn? Column(ValueKind kind) => table.Columns.Where(c => c.Kind == kind).ToList() is { Count: > 0 } columns ? One(columns) : null;

    public Term Value(ValueKind kind)
    {
        if (random.Next(3) == 0 && Function(kind) is { } function)
        {
            return function;
        }

        return Column(kind)?.AsTerm() ?? Literal(kind);
    }

    /// <summary>Sometimes as a parameter alias.</summary>
    public Term Literal(ValueKind kind)
    {
        var literal = Plain(kind);
        if (random.Next(12) > 0)
        {
            return literal;
        }

        var alias = $"@p{Aliases.Count + 1}";
        Aliases[alias] = literal.OData;
        return literal with { OData = alias };
    }

    public T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>In the way of the tables' text: as it is written, or in capitals, which mean the same in OData 4.01.</summary>
    public string Word(string word) => random.Next(8) == 0 ? word.ToUpperInvariant() : word;

    /// <summary>As it is written.</summary>
    public Term Plain(ValueKind kind)
    {
        var found = Column(kind) is { } column && table.Rows.Count > 0 ? One(table.Rows).GetProperty(column.Name) : default;
        var written = found.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : found.ToString();
        return kind switch
        {
            ValueKind.Text => Text(written is null || random.Next(8) == 0 ? One(OddTexts) : Near(written)),
            ValueKind.Number => Number(decimal.Parse(written ?? "0", CultureInfo.InvariantCulture) + One([0m, 0m, 0m, 1m, -1m, 0.05m, -100m])),
            ValueKind.Day => new(written ?? "2012-05-31", $"DATE '{written ?? "2012-05-31"}'"),
            ValueKind.Moment => Moment(DateTimeOffset.Parse(written ?? "2012-05-01T00:00:00Z", CultureInfo.InvariantCulture)),
            _ => random.Next(2) == 0 ? new(Word("true"), "true") : new(Word("false"), "false"),
        };
    }

    string Near(string text) => random.Next(6) switch
    {
        0 => text[..random.Next(text.Length + 1)],
        1 => text[random.Next(text.Length)..],
        2 => text.ToUpperInvariant(),
        _ => text,
    };

    static Term Text(string text)
    {
        var quoted = $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return new Term(quoted, quoted);
    }

    Term Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var other = random.Next(10) switch
        {
            0 => $"{text}e0",
            1 => number >= 0 ? $"+{text}" : text,
            2 => text.Contains('.', StringComparison.Ordinal) ? $"{text}0" : $"{text}.0",
            _ => text,
        };
        return new Term(other, $"CAST('{text}' AS DECIMAL(38,10))");
    }

    Term Moment(DateTimeOffset moment)
    {
        moment += One([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(-1)]);
        var utc = moment.UtcDateTime;
        var text = random.Next(4) switch
        {
            0 => $"{moment.ToOffset(TimeSpan.FromHours(1)):yyyy-MM-dd'T'HH:mm:ss.ffffffzzz}",
            1 when utc is { Second: 0, Millisecond: 0, Microsecond: 0 } => $"{utc:yyyy-MM-dd'T'HH:mm'Z'}",
            _ => $"{utc:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}",
        };
        return new Term(text, $"TIMESTAMP '{utc:yyyy-MM-dd HH:mm:ss.ffffff}'");
    }

    Term? Function(ValueKind kind) => kind switch
    {
        ValueKind.Text when Column(kind)?.AsTerm() is { } text => random.Next(5) switch
        {
            0 => Call("tolower", "lower", text),
            1 => Call("toupper", "upper", text),
            2 => Call("trim", "trim", text),
            3 => Plain(kind) is var end ? new($"{Word("concat")}({text.OData},{end.OData})", $"({text.Sql} || {end.Sql})") : null,
            _ => Part(text, random.Next(12), random.Next(6)),
        },
        ValueKind.Number => Numeric(random.Next(5)),
        ValueKind.Day when Column(ValueKind.Moment)?.AsTerm() is { } moment =>
            new($"{Word("date")}({moment.OData})", $"CAST({moment.Sql} AS DATE)"),
        _ => null,
    };

    Term? Numeric(int which) => which switch
    {
        0 when Column(ValueKind.Text)?.AsTerm() is { } text => Call("length", "length", text),
        1 when Column(ValueKind.Text)?.AsTerm() is { } text && Plain(ValueKind.Text) is var part =>
            new($"{Word("indexof")}({text.OData},{part.OData})", $"(strpos({text.Sql}, {part.Sql}) - 1)"),
        2 when Column(One([ValueKind.Day, ValueKind.Moment]))?.AsTerm() is { } day && One(["year", "month", "day"]) is var name =>
            Call(name, name, day),
        3 when table.Columns.Where(c => c.Type == "Edm.Decimal").ToList() is { Count: > 0 } exact && One(exact).AsTerm() is var number =>
            One([("round", "round"), ("floor", "floor"), ("ceiling", "ceil")]) is var (odata, sql) ? Call(odata, sql, number) : null,
        4 when Column(ValueKind.Number)?.AsTerm() is { } number => new($"-{number.OData}", $"(-{number.Sql})"),
        _ => null,
    };

    Term Part(Term text, int from, int most) => most == 0
        ? new($"{Word("substring")}({text.OData},{from})", $"substring({text.Sql}, {from + 1})")
        : new($"{Word("substring")}({text.OData},{from},{most})", $"substring({text.Sql}, {from + 1}, {most})");

    Term Call(string odata, string sql, Term of) => new($"{Word(odata)}({of.OData})", $"{sql}({of.Sql})");
}
