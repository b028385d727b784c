using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>
/// What one kind of rows of a standard return gives to a table of records. It is laid over what was known of the table: of a record that is known
/// only the columns that the part has are replaced.
/// </summary>
public sealed class ReturnPart
{
    readonly IReadOnlyList<ReturnField> fields;

    ReturnPart(string name, string title, RecordKind kind, IReadOnlyList<ReturnField> fields) =>
        (Name, Title, Kind, this.fields, Columns) = (name, title, kind, fields, [.. fields.Select(f => f.Column)]);

    /// <param name="source">Of the return, in lower case and without a dot: <c>ssda903-episodes</c>.</param>
    internal static ReturnPart Make(string source, string title, string kind, params ReturnField[] fields) =>
        new($"{kind}.{source}", title, RecordKind.All.Single(k => k.Name == kind), fields);

    /// <summary>As the journal and the container <c>facts</c> write it: <c>lac-episode.ssda903-episodes</c>.</summary>
    public string Name { get; }

    /// <summary>As people call it.</summary>
    public string Title { get; }

    /// <summary>The table that it is laid over.</summary>
    public RecordKind Kind { get; }

    /// <summary>Of the table, those that it gives.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Columns and codes of the table that it never has: a definition that asks for one of them cannot be counted from it.
    /// </summary>
    public IReadOnlyList<string> Lacks { get; private init; } = [];

    /// <summary>
    /// Columns of the table that the return may have and that this file has not: a definition that asks for one of them is not counted from it.
    /// </summary>
    public IReadOnlyList<string> Absent { get; private init; } = [];

    /// <summary>
    /// How many months before it was received its rows begin: what ended earlier is not among them. Null = it has all that is asked for.
    /// </summary>
    public int? Months { get; private init; }

    /// <summary>
    /// Whether it has the rows of one scorecard year, as a census and the SSDA903 have: that of its newest day. A child is of no year, and a decision
    /// may be older than its outcome.
    /// </summary>
    public bool IsOfYear => Months is null && Kind.Name is not (RecordKind.Child or RecordKinds.AdoptionTable);

    /// <summary>Whether several rows are of one record, as those of a child's referrals are of one child: then the first row counts.</summary>
    internal bool IsRepeated { get; private init; }

    /// <summary>The same, where the return never has these columns and codes of the table.</summary>
    internal ReturnPart Without(params string[] lacks) => Copy(lacks, Months, IsRepeated);

    /// <summary>The same part, whose rows begin this number of months before it is received.</summary>
    internal ReturnPart Since(int months) => Copy(Lacks, months, IsRepeated);

    internal ReturnPart Repeated() => Copy(Lacks, Months, isRepeated: true);

    /// <summary>The return's columns whose values are a child's alone.</summary>
    internal IEnumerable<string> Ids => fields.Where(f => f.Column == RecordKinds.ChildId).Select(f => f.Source!);

    /// <summary>The return's columns that are read.</summary>
    internal IEnumerable<string> Sources => fields.SelectMany(f => f.MadeOf.Where(of => !IsText(of)).SelectMany(Either).Append(f.Source ?? ""));

    /// <summary>The same with the columns that a file has: what it does not have stays as it is known.</summary>
    internal ReturnPart Within(Header header)
    {
        var there = fields.ToLookup(f => f.Source is null || header.Position(Header.Fold(f.Source)) >= 0);
        return new(Name, Title, Kind, [.. there[true]])
        {
            Lacks = Lacks,
            Absent = [.. there[false].Where(f => f.IsAsked).Select(f => f.Column)],
            Months = Months,
            IsRepeated = IsRepeated,
        };
    }

    /// <summary>What a column of the return holds; null = the part does not read it.</summary>
    internal RecordType? TypeOf(string source) =>
        fields.Any(f => f.Source == source || f.MadeOf.Any(either => Either(either).Contains(source))) ? ColumnOf(source, isOfId: false).Type : null;

    /// <param name="received">The day on which the file was received; null = days that lie ahead are not looked for.</param>
    internal RecordParser MakeParser(Header header, DateOnly? received)
    {
        var ofIds = fields.SelectMany(f => f.MadeOf).ToHashSet(StringComparer.Ordinal);
        var cells = fields.Select(f => f.Source).OfType<string>()
            .Concat(ofIds.Where(sources => !IsText(sources)).SelectMany(Either)).Distinct(StringComparer.Ordinal)
            .ToDictionary(source => source, source => new RecordCell(
                ColumnOf(source, ofIds.Contains(source)), new Column(source, header.Position(Header.Fold(source))), received));
        return new RecordParser(Kind, [.. fields.Select(f => new RecordField(f, cells))], [.. cells.Values], this);
    }

    /// <summary>How a cell of the return is read: as the first column that it gives, else as a day.</summary>
    RecordColumn ColumnOf(string source, bool isOfId)
    {
        var field = fields.FirstOrDefault(f => f.Source == source);
        var column = field is null ? RecordColumn.Day(source) : TableColumn(field.Column);
        column = field is { MayLieAhead: true } ? column.Ahead() : column;
        column = field is { Codes: { } codes } ? column with { Codes = codes } : column;
        column = field is { Default: not null } ? column.Optional() : column;
        // Ids of children are looked at as a column, since one that is a plain number may pass a check by chance.
        column = column.Name == RecordKinds.ChildId ? column : column.WithoutChildNumbers();
        return isOfId ? column.Required() : column;
    }

    /// <summary>The newest day in a record's columns; null where it has none, or is of no year.</summary>
    internal DateOnly? NewestDay(RecordRow record)
    {
        var newest = (string?)null;
        for (var i = 0; IsOfYear && i < fields.Count; i++)
        {
            if (TableColumn(fields[i].Column) is { Type: RecordType.Day, MayLieAhead: false } && string.CompareOrdinal(record.Values[i], newest) > 0)
            {
                newest = record.Values[i];
            }
        }

        return newest is null ? null : DateOnly.ParseExact(newest, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    ReturnPart Copy(IReadOnlyList<string> lacks, int? months, bool isRepeated) => new(Name, Title, Kind, fields)
    {
        Lacks = lacks,
        Months = months,
        IsRepeated = isRepeated,
    };

    /// <summary>Whether what an id is made of is a text, the same in each.</summary>
    internal static bool IsText(string source) => source is ['=', ..];

    internal static string[] Either(string either) => either.Split('|');

    RecordColumn TableColumn(string name) => Kind.RecordColumns.Single(c => c.Name == name);
}
