namespace Scorecards.Extracts;

/// <summary>Which column of a table a file gives, as a part of a standard return does, and what of the file gives it.</summary>
/// <param name="Column">Of the table.</param>
sealed record ReturnField(string Column)
{
    /// <summary>The return's column, as the return writes it; null = of none.</summary>
    public string? Source { get; private init; }

    /// <summary>What all rows have.</summary>
    public string? Constant { get; private init; }

    /// <summary>A text of the return's column that means that it is blank.</summary>
    public string? Blank { get; private init; }

    /// <summary>Whether it is yes where the return's column is no.</summary>
    public bool IsNegated { get; private init; }

    /// <summary>Whether its days may lie after the day on which the file is received.</summary>
    public bool MayLieAhead { get; private init; }

    /// <summary>What a made id begins with; null = it is none.</summary>
    public string? Prefix { get; private init; }

    /// <summary>
    /// The return's columns that an id is made of; each must be filled. Of two with a bar between them it is the first that is filled. What begins
    /// with an equals sign is a text that is the same in each id.
    /// </summary>
    public IReadOnlyList<string> MadeOf { get; private init; } = [];

    public static ReturnField From(string column, string source) => new(column) { Source = source };

    public static ReturnField Always(string column, string value) => new(column) { Constant = value };

    public static ReturnField Id(string column, string prefix, params string[] sources) => new(column) { Prefix = prefix, MadeOf = sources };

    /// <summary>How the return's column is read where not as the table's; null = as the table's.</summary>
    public CodeList? Codes { get; private init; }

    /// <summary>Whether what asks for the column is not counted from a file without it.</summary>
    public bool IsAsked { get; private init; }

    public ReturnField Asked() => this with { IsAsked = true };

    public ReturnField Ahead() => this with { MayLieAhead = true };

    public ReturnField Negated() => this with { IsNegated = true };

    public ReturnField ReadBy(CodeList codes) => this with { Codes = codes };

    public ReturnField BlankIf(string text) => this with { Blank = text };

    /// <summary>What a blank means where the table must have a value; null = it refuses the row.</summary>
    public string? Default { get; private init; }

    public ReturnField OrElse(string value) => this with { Default = value };
}
