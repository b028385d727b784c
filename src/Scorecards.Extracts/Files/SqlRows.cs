using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A definition's file as a table of one row: the indicator, which is the file's name, and its SQL.</summary>
sealed class SqlRows(string? file, string name, string sql) : IRows
{
    const string Extension = ".sql";

    readonly string[][] rows = [[DefinitionKind.Indicator, DefinitionKind.Sql], [name, sql]];

    public string? Sheet => file;

    public long Number { get; private set; }

    public int CellCount => rows[0].Length;

    public static bool IsOne(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <param name="content">Read from its start.</param>
    /// <param name="path">The file's name, with its folders.</param>
    /// <param name="isZipped">Whether it is in a zip.</param>
    /// <exception cref="ExtractException">It is too long.</exception>
    public static async Task<SqlRows> OpenAsync(Stream content, string path, bool isZipped, CancellationToken ct)
    {
        var encoding = await TextEncoding.DetectAsync(content, ct);
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = new char[OwnDefinition.LongestSql + 1];
        var length = await reader.ReadBlockAsync(text, ct);
        return length > OwnDefinition.LongestSql
            ? throw new ExtractException($"a definition has at most {FileLimits.Count(OwnDefinition.LongestSql)} characters. Make it shorter")
            : new SqlRows(isZipped ? path : null, Path.GetFileNameWithoutExtension(path.Replace('\\', '/')), new string(text, 0, length).Trim());
    }

    public ValueTask<bool> ReadAsync(CancellationToken ct) => new(++Number <= rows.Length);

    public ReadOnlySpan<char> Cell(int index) => Number <= rows.Length && index < CellCount ? rows[Number - 1][index] : "";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
