using System.Buffers;
using System.Text;

namespace Scorecards.Extracts;

/// <summary>
/// Writes refused rows as CSV with their header, and with what stood above it or the name of a file within a zip, which may say the scorecard and the
/// month. Tables of which this is the same follow each other; another one begins behind a blank line.
/// </summary>
/// <param name="refused">The faults of the file.</param>
/// <param name="output">UTF-8; left open.</param>
/// <param name="wholeRows">
/// False: only the columns that mean something to the kind, and those for whose figures rows were refused.
/// </param>
sealed class RefusedCopy(RefusedRows refused, Stream output, bool wholeRows) : IAsyncDisposable
{
    /// <summary>The last column, which is passed over when the file is uploaded.</summary>
    public const string Column = "why refused";

    static readonly SearchValues<char> Special = SearchValues.Create(",;|\t\r\n\"");

    readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
    readonly IAsyncEnumerator<(int Table, long Row, string Reason)> reasons = refused.ReasonsAsync().GetAsyncEnumerator();
    string? header;
    bool? hasReason;

    /// <summary>Text that a spreadsheet would run as a formula is written with an apostrophe before it.</summary>
    public static bool IsProtected(ReadOnlySpan<char> cell) => cell is ['\'', '=' or '+' or '-' or '@', ..];

    /// <summary>Adds the refused rows of a table.</summary>
    /// <param name="rows">From their start.</param>
    /// <param name="table">The same, as it was read.</param>
    /// <param name="number">Which of the file, from 1.</param>
    /// <exception cref="ExtractException">The table cannot be read to its end.</exception>
    public async Task AddAsync(IRows rows, ExtractTable table, int number, CancellationToken ct)
    {
        if (table.Header.Kind is { HoldsRecords: true })
        {
            // Receipts have no child's record, and a few rows of a table would be taken for the whole of it.
            return;
        }

        hasReason ??= await reasons.MoveNextAsync();
        var (last, above) = (Math.Max(refused.LastRow(rows.Sheet), refused.LastRow(null)), new StringBuilder(Title(table)));
        while (rows.Number < last && await rows.ReadAsync(ct))
        {
            if (rows.Number <= table.HeaderRow)
            {
                Append(above, rows, table, rows.Number == table.HeaderRow ? Column : "");
            }
            else if (await ReasonAsync(number, rows.Sheet, rows.Number) is { } reason)
            {
                await WriteHeaderAsync(above.ToString(), ct);
                var line = new StringBuilder();
                Append(line, rows, table, reason);
                await writer.WriteAsync(line, ct);
            }
        }
    }

    /// <summary>The name of a file within a zip where it says the scorecard or the month: the copy has another name.</summary>
    static string Title(ExtractTable table) => table.Notes.NameAsTitle is { } name ? $"{Quoted(name.Split('/', '\\')[^1])}\r\n" : "";

    async Task WriteHeaderAsync(string lines, CancellationToken ct)
    {
        if (lines != header)
        {
            await writer.WriteAsync($"{(header is null ? "" : "\r\n")}{lines}".AsMemory(), ct);
            header = lines;
        }
    }

    async Task<string?> ReasonAsync(int table, string? sheet, long row)
    {
        if (hasReason != true || reasons.Current.Table != table || reasons.Current.Row != row)
        {
            return refused.LateReason(sheet, row);
        }

        var reason = reasons.Current.Reason;
        hasReason = await reasons.MoveNextAsync();
        return reason;
    }

    /// <summary>Adds the row that was read, without the reason that it may have from an earlier upload.</summary>
    void Append(StringBuilder line, IRows rows, ExtractTable table, string reason)
    {
        var of = table.Header;
        for (var i = 0; i < Math.Max(rows.CellCount, of.Width); i++)
        {
            var isLeftOut = i < of.Width
                ? of.Folded[i] == Header.Fold(Column) || !(wholeRows || of.IsUsed(i) || table.RefusedColumns.Contains(i))
                : !wholeRows;
            if (!isLeftOut)
            {
                line.Append(Quoted(rows.Cell(i).ToString())).Append(',');
            }
        }

        line.Append(Quoted(reason)).Append("\r\n");
    }

    static string Quoted(string cell)
    {
        var text = IsProtected($"'{cell}") && NumberText.Read(cell) is { Number: null, NoValue: null } ? $"'{cell}" : cell;
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    public async ValueTask DisposeAsync()
    {
        await reasons.DisposeAsync();
        await writer.DisposeAsync();
    }
}
