namespace Scorecards.Extracts;

/// <summary>A column of a record-level kind: what its cells hold and what refuses them.</summary>
public sealed record RecordColumn(string Name, RecordType Type)
{
    /// <summary>Whether every row must have it.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>Whether the header must have it: every row must, or a definition reads it and would count wrongly without it.</summary>
    public bool IsNeeded { get; private init; }

    /// <summary>Whether its days may lie after the day on which the file is received.</summary>
    public bool MayLieAhead { get; private init; }

    /// <summary>Whether a child's number with a valid check digit, or a postcode, refuses the row.</summary>
    public bool RefusesChildNumbers { get; private init; }

    /// <summary>
    /// Whether that is so only where it is written in groups: an id of the council's own in one piece may pass a check of digits by chance.
    /// </summary>
    public bool MayPassByChance { get; private init; }

    /// <summary>Whether it is read in upper case: codes of teams and areas are the same whatever their case.</summary>
    public bool IsUpperCase { get; private init; }

    /// <summary>In characters, for a text.</summary>
    public int Longest { get; private init; } = 64;

    /// <summary>Null where it has no list.</summary>
    public CodeList? Codes { get; internal init; }

    internal static RecordColumn Text(string name, int longest = 64) => new(name, RecordType.Text) { Longest = longest };

    /// <summary>Of a team, district or area.</summary>
    internal static RecordColumn Place(string name) => Text(name) with { IsUpperCase = true };

    internal static RecordColumn Day(string name) => new(name, RecordType.Day);

    internal static RecordColumn Flag(string name) => new(name, RecordType.Flag) { Codes = RecordCodes.YesNo };

    internal static RecordColumn Code(string name, CodeList codes) => new(name, RecordType.Code) { Codes = codes };

    internal static RecordColumn Whole(string name) => new(name, RecordType.Whole);

    internal static RecordColumn Number(string name) => new(name, RecordType.Number);

    internal RecordColumn Required() => this with { IsRequired = true, IsNeeded = true };

    /// <summary>A column that the header must have, and whose cells may be blank.</summary>
    internal RecordColumn Optional() => this with { IsRequired = false };

    internal RecordColumn Needed() => this with { IsNeeded = true };

    internal RecordColumn WithoutChildNumbers(bool mayPassByChance = false) =>
        this with { RefusesChildNumbers = true, MayPassByChance = mayPassByChance };

    internal RecordColumn Ahead() => this with { MayLieAhead = true };
}
