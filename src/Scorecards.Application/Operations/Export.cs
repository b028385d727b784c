using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using CsvHelper;
using Microsoft.Extensions.Logging;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Gives everything away as a zip: each table as JSON lines and as CSV with decimals as they are kept, the archive, the backups, the receipts, and at
/// the end a manifest, without which the zip is not whole. It is written as it is read: memory does not grow with what is kept.
/// </summary>
public sealed partial class Export(IStorage storage, ILogger<Export> log)
{
    /// <summary>
    /// The containers whose files go with the tables. The archive has accepted records of children as they were uploaded; what is made of these, the
    /// containers of facts and lists, stays. Bytes are archived before their entry is committed and copied: read after the copies, they are there for
    /// each of them.
    /// </summary>
    static readonly string[] Containers = [StorageNames.Backups, StorageNames.Archive, StorageNames.Receipts];

    /// <exception cref="Azure.RequestFailedException">Something was not read: what is written then is no zip.</exception>
    public async Task WriteAsync(Stream output, CancellationToken ct)
    {
        // The library writes the end of each entry synchronously, which a response does not allow.
        var pipe = new Pipe();
        var filling = FillAsync(pipe.Writer, ct);
        try
        {
            await pipe.Reader.CopyToAsync(output, ct);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
        }

        await filling;
    }

    async Task FillAsync(PipeWriter writer, CancellationToken ct)
    {
        try
        {
            await using var stream = writer.AsStream(leaveOpen: true);
            await ZipAsync(stream, ct);
            await writer.CompleteAsync();
        }
        catch (Exception e)
        {
            // Thrown on, to whoever reads.
            await writer.CompleteAsync(e);
        }
    }

    async Task ZipAsync(Stream output, CancellationToken ct)
    {
        Dictionary<string, long> counts = [];
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var table in StorageNames.Tables)
        {
            SortedSet<string> columns = new(StringComparer.Ordinal);
            await using (var lines = await zip.CreateEntry($"tables/{table}.jsonl").OpenAsync(ct))
            {
                counts[table] = await WriteLinesAsync(table, lines, columns, ct);
            }

            await using var csv = await zip.CreateEntry($"tables/{table}.csv").OpenAsync(ct);
            await WriteCsvAsync(table, csv, [.. columns], ct);
        }

        foreach (var container in Containers)
        {
            var blobs = storage.Container(container);
            counts[container] = 0;
            await foreach (var blob in blobs.ListAsync("", ct))
            {
                if (await blobs.OpenAsync(blob.Name, null, ct) is { } open)
                {
                    await using var content = open.Content;
                    await using var entry = await zip.CreateEntry($"{container}/{blob.Name}").OpenAsync(ct);
                    await content.CopyToAsync(entry, ct);
                    counts[container]++;
                }
            }
        }

        await using var manifest = await zip.CreateEntry("manifest.json").OpenAsync(ct);
        await JsonSerializer.SerializeAsync(manifest, counts, ScorecardDocuments.Json, ct);
        LogExported(counts.Values.Sum());
    }

    async Task<long> WriteLinesAsync(string table, Stream output, SortedSet<string> columns, CancellationToken ct)
    {
        var line = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = ScorecardDocuments.Json.Encoder });
        var rows = 0L;
        await foreach (var row in RowsAsync(table, ct))
        {
            json.WriteStartObject();
            foreach (var (name, value) in row)
            {
                columns.Add(name);
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }

            json.WriteEndObject();
            await json.FlushAsync(ct);
            line.Write("\n"u8);
            await output.WriteAsync(line.WrittenMemory, ct);
            line.ResetWrittenCount();
            json.Reset();
            rows++;
        }

        return rows;
    }

    /// <param name="columns">Those that any row has.</param>
    async Task WriteCsvAsync(string table, Stream output, IReadOnlyList<string> columns, CancellationToken ct)
    {
        if (columns.Count == 0)
        {
            return;
        }

        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteRecord([.. columns]);
        await foreach (var row in RowsAsync(table, ct))
        {
            var values = row.ToDictionary();
            foreach (var column in columns)
            {
                csv.WriteField(Cell(values.GetValueOrDefault(column)));
            }

            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    IAsyncEnumerable<IReadOnlyList<KeyValuePair<string, object>>> RowsAsync(string table, CancellationToken ct) =>
        storage.Table(table).QueryAsync(default, null, null, ct)
            .Select(row => (IReadOnlyList<KeyValuePair<string, object>>)[.. row.Where(property =>
                property.Key != "odata.etag" && property.Value is not null)]);

    /// <summary>As it is kept; a spreadsheet's user opens the receipts, not these.</summary>
    static string? Cell(object? value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    [LoggerMessage(LogLevel.Warning, "Everything was exported. Rows and files: {Count}.", EventName = "Exported")]
    partial void LogExported(long count);
}
