using System.Buffers;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>A row's refusal: the column is blank for the row as a whole; the reason is a part of what is said.</summary>
public sealed record Refusal(long Row, string Column, string Reason);

/// <summary>A file named after its trap, and what must come of it.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record TrapFile(string Name, Func<byte[]> Content)
{
    public string Path { get; init; } = "trap.csv";

    /// <summary>The cells, where the trap is in them and not in how CSV is written: then the file has a twin that is a workbook.</summary>
    public string[][]? Grid { get; init; }

    /// <summary>What must be accepted, all of it, in order, as <see cref="TrapOutcome.Text"/> writes it.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>What must be refused, all of it, in order.</summary>
    public IReadOnlyList<Refusal> Refused { get; init; } = [];

    /// <summary>A part of why the file is refused as a whole.</summary>
    public string? Problem { get; init; }

    /// <summary>Parts of notes that must be there.</summary>
    public IReadOnlyList<string> Noted { get; init; } = [];

    /// <summary>A part of notes that must not be there.</summary>
    public string? NotNoted { get; init; }

    /// <summary>Null: not stated by the case.</summary>
    public RowCounts? Counts { get; init; }

    public TrapFile Gives(params string[] accepted) => this with { Accepted = accepted };

    public TrapFile Refuses(long row, string column, string reason) => this with { Refused = [.. Refused, new Refusal(row, column, reason)] };

    public TrapFile IsRefused(string problem) => this with { Problem = problem };

    public TrapFile Notes(params string[] notes) => this with { Noted = notes };

    public TrapFile Silent(string note) => this with { NotNoted = note };

    public TrapFile Rows(long read, long accepted, long refused, long skipped) =>
        this with { Counts = new RowCounts(read, accepted, refused, skipped) };

    public TrapFile At(string path) => this with { Path = path };

    /// <summary>CSV as it is written here.</summary>
    public static TrapFile Csv(string name, string text, Encoding? encoding = null, bool hasMark = false)
    {
        encoding ??= new UTF8Encoding();
        return new TrapFile(name, () => [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
    }

    /// <summary>A table whose cells are parted by | here.</summary>
    public static TrapFile Table(string name, params string[] rows)
    {
        string[][] grid = [.. rows.Select(r => r.Split('|'))];
        return new TrapFile(name, () => Encoding.UTF8.GetBytes(CsvText(grid))) { Grid = grid };
    }

    /// <summary>As a careful program writes CSV: quotes only where they are needed, doubled within.</summary>
    public static string CsvText(IEnumerable<IEnumerable<string>> grid, char separator = ',', string lineEnd = "\n") =>
        string.Concat(grid.Select(row => string.Join(separator, row.Select(Quoted)) + lineEnd));

    static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n");

    static string Quoted(string cell) => cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
