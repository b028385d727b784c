using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>The tables of a file: a CSV file is one, a workbook has one in each visible sheet, a zip those of its files.</summary>
public static class ExtractFile
{
    /// <summary>Opens one table after another; a table is read before the next is asked for.</summary>
    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="catalogue">In force.</param>
    /// <param name="limits">What is not read.</param>
    /// <param name="refused">Takes the faults of all rows.</param>
    /// <param name="notes">Is told what was not read.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ExtractException">The file cannot be read, or holds no table that is known, or one that lacks a column.</exception>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public static async IAsyncEnumerable<ExtractReader> TablesAsync(
        Stream content, Catalogue catalogue, FileLimits limits, RefusedRows refused, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        var (isEmpty, isKnown, problem) = (true, false, "");
        await foreach (var rows in RowsAsync(content, null, limits, notes, ct))
        {
            await using (rows)
            {
                if (await ExtractReader.OpenAsync(rows, catalogue, limits, refused, ct) is not { } table)
                {
                    notes.Add($"'{rows.Sheet}' is empty.");
                    continue;
                }

                isEmpty = false;
                if (table.Header is { Kind: null, Problem: { } unknown })
                {
                    problem = problem == "" ? unknown : problem;
                    notes.Add($"'{rows.Sheet}' was not read: {unknown}");
                    continue;
                }

                isKnown = true;
                yield return table.Header.Problem is { } fault
                    ? throw new ExtractException(rows.Sheet is null ? fault : $"'{rows.Sheet}': {fault}")
                    : table;
            }
        }

        if (!isKnown)
        {
            throw new ExtractException(isEmpty ? "the file is empty: export it again and drop it under the same name" : problem);
        }
    }

    static async IAsyncEnumerable<IRows> RowsAsync(
        Stream content, string? name, FileLimits limits, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        switch (FileFormat.Recognise(content, limits))
        {
            case FileKind.Csv:
                yield return await CsvRows.OpenAsync(content, name, ct);
                break;
            case FileKind.Workbook:
                using (var workbook = Workbook.Open(content, limits))
                {
                    foreach (var sheet in workbook.Sheets)
                    {
                        if (sheet.Kind == SheetKind.Visible)
                        {
                            yield return workbook.OpenSheet(sheet);
                        }
                        else
                        {
                            notes.Add(
                                $"The sheet '{sheet.Name}' was not read: {(sheet.Kind == SheetKind.Hidden ? "it is hidden" : "it has no cells")}.");
                        }
                    }
                }

                break;
            case FileKind.Zip:
                using (var zip = ZipContents.Open(content, limits))
                {
                    notes.AddRange(zip.NotRead.Select(other => $"'{other}' was not read: it is neither CSV nor a workbook."));
                    var unzipped = 0L;
                    foreach (var file in zip.Files)
                    {
                        await using var entry = await file.OpenAsync(ct);
                        unzipped += file.Bytes;
                        await foreach (var rows in RowsAsync(entry, file.Name, limits with { MostUnzippedBytes = limits.MostUnzippedBytes - unzipped }, notes, ct))
                        {
                            yield return rows;
                        }
                    }
                }

                break;
        }
    }
}
