using System.Text.Json;
using CsvHelper;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>An upload's receipt as JSON, and its refused rows as CSV.</summary>
public static class ReceiptDocuments
{
    /// <summary>The receipt with every fault of every refused row, written as they come.</summary>
    public static async Task WriteJsonAsync(Receipt receipt, IAsyncEnumerable<Fault> faults, Stream output, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = ScorecardDocuments.Json.Encoder });
        json.WriteStartObject();
        foreach (var property in JsonSerializer.SerializeToElement(ToDocument(receipt), ScorecardDocuments.Json).EnumerateObject())
        {
            property.WriteTo(json);
        }

        json.WriteStartArray("refusedRows");
        await foreach (var fault in faults.WithCancellation(ct))
        {
            JsonSerializer.Serialize(json, fault, ScorecardDocuments.Json);
            if (json.BytesPending > 64 * 1024)
            {
                await json.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One line a fault: row, column, value, reason. Text that a spreadsheet would run as a formula is escaped.</summary>
    public static async Task WriteRejectedAsync(IAsyncEnumerable<Fault> faults, Stream output, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true);
        csv.WriteRecord(["row", "column", "value", "reason"]);
        await foreach (var fault in faults.WithCancellation(ct))
        {
            csv.WriteField(fault.Row);
            csv.WriteField(fault.Column);
            csv.WriteField(fault.Value);
            csv.WriteField(fault.Reason);
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    static object ToDocument(Receipt r) => new
    {
        r.Extract,
        r.Sha256,
        r.Bytes,
        Received = r.Received.UtcDateTime,
        r.Outcome,
        r.Message,
        r.Kind,
        r.Problems,
        r.SameBytesAs,
        Rows = new { r.Rows.Read, r.Rows.Accepted, r.Rows.Refused, r.Rows.Skipped },
        r.IgnoredColumns,
        Concerns = r.Concerns.Select(c => new { c.Scorecard, Month = c.Month.ToString() }),
    };
}
