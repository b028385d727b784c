using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// A table of a council's records, of children, staff, teams or population. A file is the whole present content of its table, which the definitions
/// of indicators count. Its rows are no month's.
/// </summary>
/// <param name="name">As receipts and the journal write it.</param>
/// <param name="key">The columns that no two rows have the same of.</param>
/// <param name="columns">In the table's order.</param>
public sealed class RecordKind(string name, string[] key, RecordColumn[] columns)
    : ExtractKind(name, Names(columns, areNeeded: true), [.. Names(columns, areNeeded: false), MeasureParser.Confirmed])
{
    /// <summary>The table that slices come from.</summary>
    public const string Team = "team";

    /// <summary>The table of the children that the others are about.</summary>
    public const string Child = "child";

    /// <summary>The table of children of an area, for rates.</summary>
    public const string Population = "population";

    /// <summary>A longer key is not said again.</summary>
    const int LongestKey = 64;

    internal const string IfNone =
        "It is as it was before. If there are no records, add a column 'confirmed' and one row that has yes in it and nothing else.";

    /// <summary>Of the names of columns with ids of other records, of teams and of carers.</summary>
    static readonly string[] EndsOfIds = ["_id", "_code", "_ref"];

    public static new IReadOnlyList<RecordKind> All => RecordKinds.All;

    /// <summary>The table's name in the database.</summary>
    public string Table => Name.Replace('-', '_');

    public IReadOnlyList<RecordColumn> RecordColumns => columns;

    /// <summary>In the order of <see cref="RecordRow.Values"/>.</summary>
    public IReadOnlyList<string> TableColumns { get; } = [.. columns.Select(c => c.Name)];

    /// <summary>What tells a record from the others of its table.</summary>
    public IReadOnlyList<string> Key => key;

    /// <summary>The columns of a start and an end, which is not before it.</summary>
    internal IReadOnlyList<(string Start, string End)> Spans { get; init; } = [];

    /// <summary>The column by whose day dated codes are checked.</summary>
    internal string? DatedBy { get; init; }

    /// <summary>A flag, and a column that is blank where it is yes and filled where it is no.</summary>
    internal (string Flag, string Column)? Either { get; init; }

    internal override bool HasManyRows => true;

    public override bool HoldsRecords => true;

    internal override async IAsyncEnumerable<ExtractRow> ReadAsync(
        ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        file.RequireOnlyOne(
            this, "and a file of this kind has all the rows that there are. Put them in one table and upload the file again");
        var parser = RecordParser.OfTable(this, table.Header, file.Checks?.Received);
        await foreach (var row in table.RowsAsync(parser.Parse, ct))
        {
            yield return row;
        }

        foreach (var note in parser.MakeNotes())
        {
            table.Notes.Add(note);
        }

        var counts = table.Counts;
        if (counts.Accepted > 0 || (parser.SaysNone && counts.Refused == 0))
        {
            file.AddRecords(this, counts.Accepted, parser.IsConfirmed || parser.SaysNone);
            file.AddTouches(new Touches { CatalogueKinds = [Name] });
            if (counts.Accepted == 0)
            {
                table.Notes.Add($"There are no records of {Name}: 'confirmed' says so. It takes the place of the table before.");
            }
        }
        else
        {
            table.Notes.Add(counts.Refused > 0 ? $"No row of {Name} could be accepted: it is as it was before." : $"{Name} has no rows. {IfNone}");
        }
    }

    /// <summary>
    /// A column as its cells are read: texts and codes that any text may be in have no number of a child. The record's own id and the child's are
    /// looked at column by column alone, since a plain number may pass a check by chance.
    /// </summary>
    internal RecordColumn Guarded(RecordColumn column)
    {
        var isOpen = column is { Type: RecordType.Text } or { Type: RecordType.Code, Codes.IsClosed: false };
        return isOpen && column.Name != RecordKinds.ChildId && !key.Contains(column.Name)
            ? column.WithoutChildNumbers(mayPassByChance: EndsOfIds.Any(end => column.Name.EndsWith(end, StringComparison.Ordinal)))
            : column;
    }

    /// <summary>The kind of records of people that a row is the header of; null = none.</summary>
    /// <param name="cells">As written.</param>
    internal static RecordKind? InHeader(IReadOnlyList<string> cells)
    {
        var folded = cells.Select(Header.Fold).ToList();
        return All.FirstOrDefault(kind => kind.HasAllColumns(folded) && kind.Columns.Any(ChildFields.BuiltIn.IsAlone));
    }

    /// <summary>
    /// Whether the value of a cell is shown: of the record's own ids as they are, else where its shape is harmless. A team's code is shown as it is
    /// in the table of teams alone, which has no children: where columns are shifted it is a child's id or name, and no guard of a cell knows these.
    /// </summary>
    /// <param name="column">"" = the row as a whole, of which nothing is.</param>
    public bool IsShown(string column, ReadOnlySpan<char> cell)
    {
        if (column == "" || RecordKinds.Secret.Contains(column))
        {
            return false;
        }

        var type = columns.FirstOrDefault(c => c.Name == column)?.Type ?? RecordType.Code;
        return IsBlank(cell) || (type == RecordType.Text && key.Contains(column)
            ? IsKeyShown(cell)
            : HarmlessCell.IsOne(type, cell));
    }

    /// <summary>Whether a record's own id, or several with spaces between them, is shown as it is: it is no number of a child or a worker.</summary>
    public static bool IsKeyShown(ReadOnlySpan<char> key) =>
        key.Length <= LongestKey && CellText.Fault(key, LongestKey) is null && !ChildNumbers.IsIn(key) && !ChildNumbers.HasInsuranceNumber(key);

    /// <summary>Which record a fault is in: by its key without a child's id, and nothing else that it says; the fault has its row.</summary>
    /// <param name="column">At fault; its value is with the fault, where it can be shown.</param>
    /// <returns>A sentence to put behind the fault; empty where the row has no key that could be said.</returns>
    internal string NameRecord(IRows rows, Header header, string column)
    {
        if (column == "" || (key.Length == 1 && key[0] == column))
        {
            return "";
        }

        var named = new List<string>();
        foreach (var part in key.Where(part => part != column && part != RecordKinds.ChildId))
        {
            var cell = rows.Cell(header.Position(part));
            if (!cell.IsEmpty && IsShown(part, cell))
            {
                named.Add($"{part} {cell}");
            }
        }

        return named.Count == 0 ? "" : $". The record is {string.Join(", ", named)}";
    }

    static string[] Names(RecordColumn[] columns, bool areNeeded) => [.. columns.Where(c => c.IsNeeded == areNeeded).Select(c => c.Name)];
}
