using System.Runtime.CompilerServices;

namespace Scorecards.Extracts;

/// <summary>Opens the tables of a file one after another: the file itself, the sheets of a workbook, or what is in the files of a zip.</summary>
static class FileTables
{
    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="path">The file's name, with its folders.</param>
    /// <param name="isZipped">Whether it is in a zip.</param>
    /// <param name="notes">Gets what is not read, and why.</param>
    /// <exception cref="ExtractException">The file cannot be read.</exception>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public static async IAsyncEnumerable<IRows> OpenAsync(
        Stream content, string path, bool isZipped, FileLimits limits, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        var name = isZipped ? path : null;
        FileKind? format = SqlRows.IsOne(path) ? null : FileFormat.Recognise(content, limits);
        IRows? only = format switch
        {
            null => await SqlRows.OpenAsync(content, path, isZipped, ct),
            FileKind.CinCensus => await CinRows.OpenAsync(content, name, limits, ct),
            FileKind.Csv => await CsvRows.OpenAsync(content, name, ct),
            _ => null,
        };
        if (only is not null)
        {
            yield return only;
            yield break;
        }

        var tables = format == FileKind.Workbook ? OpenSheetsAsync(content, name, limits, notes, ct) : OpenEntriesAsync(content, limits, notes, ct);
        await foreach (var rows in tables)
        {
            yield return rows;
        }
    }

    static async IAsyncEnumerable<IRows> OpenSheetsAsync(
        Stream content, string? name, FileLimits limits, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        using var workbook = Workbook.Open(content, limits, name);
        foreach (var sheet in workbook.Sheets)
        {
            if (sheet.Kind == SheetKind.Visible)
            {
                yield return workbook.OpenSheet(sheet);
            }
            else
            {
                if (sheet.Kind == SheetKind.Hidden)
                {
                    await using var hidden = workbook.OpenSheet(sheet);
                    await RecordWatch.RequireNoRecordsAsync(hidden, ct);
                }

                var why = sheet.Kind == SheetKind.Hidden ? "it is hidden. Unhide it if its figures should count" : "it has no cells";
                notes.Add($"The sheet '{XlsxRows.NameOf(sheet.Name, name)}' was not read: {why}.");
            }
        }
    }

    /// <summary>Opens those of a file within a zip, one after another.</summary>
    static async IAsyncEnumerable<IRows> OpenEntryAsync(
        Stream content, string name, FileLimits limits, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var tables = OpenAsync(content, name, isZipped: true, limits, notes, ct).GetAsyncEnumerator(ct);
        while (await NextAsync())
        {
            yield return tables.Current;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await tables.MoveNextAsync();
            }
            catch (ExtractException e)
            {
                throw e.Within(name);
            }
        }
    }

    static async IAsyncEnumerable<IRows> OpenEntriesAsync(
        Stream content, FileLimits limits, List<string> notes, [EnumeratorCancellation] CancellationToken ct)
    {
        using var zip = ZipContents.Open(content, limits);
        notes.AddRange(zip.NotRead.Select(other => $"'{other}' was not read: it is neither CSV nor a workbook."));
        await RequireNoRecordsAsync(zip.Texts, ct);
        var unzipped = 0L;
        foreach (var file in zip.Files)
        {
            file.RequireContent();
            await using var entry = await file.OpenAsync(ct);
            unzipped += file.Bytes;
            var rest = limits with { MostUnzippedBytes = limits.MostUnzippedBytes - unzipped };
            await foreach (var rows in OpenEntryAsync(entry, file.Name, rest, notes, ct))
            {
                yield return rows;
            }
        }
    }

    static async Task RequireNoRecordsAsync(IEnumerable<ZippedFile> texts, CancellationToken ct)
    {
        foreach (var file in texts)
        {
            await using var text = await file.OpenAsync(ct);
            await using var rows = await CsvRows.OpenAsync(text, file.Name, ct);
            await RecordWatch.RequireNoRecordsAsync(rows, ct);
        }
    }
}
