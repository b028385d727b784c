using System.Text;
using System.Text.RegularExpressions;
using Scorecards.Extracts;

namespace Scorecards.Tests.Records;

/// <summary>Tables of records to try: the examples of docs/extracts.md, as they are or with a cell changed.</summary>
static partial class RecordFiles
{
    static readonly Dictionary<string, (string Chapter, string[] Lines)> Documented = Chapter().Matches(DocumentTests.Read("docs/extracts.md"))
        .Select(chapter => (Name: chapter.Groups[1].Value, Text: chapter.Groups[2].Value))
        .Where(chapter => RecordKind.All.Any(kind => kind.Name == chapter.Name))
        .ToDictionary(chapter => chapter.Name, chapter => (chapter.Text, Block().Match(chapter.Text).Groups[1].Value.Trim().Split('\n')));

    /// <summary>The day on which the files of these tests are received.</summary>
    public static readonly DateOnly Received = new(2012, 6, 8);

    public static RecordKind Kind(string name) => RecordKind.All.Single(kind => kind.Name == name);

    /// <summary>The chapter of docs/extracts.md.</summary>
    public static string Documentation(string kind) => Documented[kind].Chapter;

    /// <summary>The header of an example and its two rows.</summary>
    public static string[] Example(string kind) => Documented[kind].Lines;

    /// <summary>The first row of an example with cells changed.</summary>
    /// <param name="changes">Such as "nfa=maybe"; a column that is not there is added.</param>
    public static string With(string kind, params string[] changes)
    {
        var (header, row) = (Example(kind)[0].Split(',').ToList(), Example(kind)[1].Split(',').ToList());
        foreach (var change in changes)
        {
            var (column, cell) = (change[..change.IndexOf('=')], change[(change.IndexOf('=') + 1)..]);
            if (!header.Contains(column))
            {
                header.Add(column);
                row.Add("");
            }

            row[header.IndexOf(column)] = cell;
        }

        return $"{string.Join(',', header)}\n{string.Join(',', row)}\n";
    }

    public static Task<ReadFile> ReadAsync(string text) => ReadFile.FromAsync(text, Received);

    /// <summary>The values of the only row of a file, by column.</summary>
    public static Dictionary<string, string?> Values(ReadFile read)
    {
        var row = (RecordRow)Assert.Single(read.Rows).Item;
        return row.Kind.TableColumns.Zip(row.Values).ToDictionary(v => v.First, v => v.Second);
    }

    /// <summary>What a table's receipt says beside its numbers.</summary>
    public static string Notes(ReadFile read) => string.Join('\n', read.File.Tables.SelectMany(table => table.Receipt.Notes));

    /// <summary>The refused rows of a file as they are given back.</summary>
    public static async Task<string> CopyRefusedAsync(string text)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile("", Kent.Catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await file.ReadAsync(content, default).CountAsync();
        using var copy = new MemoryStream();
        content.Position = 0;
        await file.CopyRefusedAsync(content, wholeRows: true, copy, default);
        return Encoding.UTF8.GetString(copy.ToArray());
    }

    [GeneratedRegex(@"^### (\S+)\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^```csv\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
