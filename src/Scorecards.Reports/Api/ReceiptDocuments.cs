using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>An upload's receipt as JSON.</summary>
public static class ReceiptDocuments
{
    /// <summary>The most faults in the JSON; the copy of the refused rows has them all, but of records there is none.</summary>
    public const int MostFaults = 10_000;

    public static async Task WriteJsonAsync(Receipt receipt, IAsyncEnumerable<Fault> faults, Stream output, CancellationToken ct) =>
        await JsonSerializer.SerializeAsync(output, Document.From(receipt, await faults.Take(MostFaults).ToListAsync(ct)), Indented, ct);

    /// <summary>Reads what <see cref="WriteJsonAsync"/> has written.</summary>
    public static async Task<(Receipt Receipt, IReadOnlyList<Fault> Faults)> ReadJsonAsync(Stream input, CancellationToken ct)
    {
        var document = (await JsonSerializer.DeserializeAsync<Document>(input, Indented, ct))!;
        return (document.ToReceipt(), document.RefusedRows);
    }

    static JsonSerializerOptions Indented { get; } = new(ScorecardDocuments.Json) { WriteIndented = true };

    /// <summary>The receipt's names in JSON.</summary>
    sealed record Document(
        string Extract,
        string Sha256,
        long Bytes,
        DateTime Received,
        ReceiptOutcome Outcome,
        string Message,
        string? Kind,
        IReadOnlyList<string> Problems,
        string? SameBytesAs,
        RowCounts Rows,
        IReadOnlyList<string> Notes,
        IReadOnlyList<TableReceipt> Tables,
        IReadOnlyList<ScorecardMonth> Concerns,
        IReadOnlyList<ScorecardChange>? Changes,
        IReadOnlyList<Fault> RefusedRows,
        IReadOnlyList<Fault>? Warnings,
        long WarningsNotListed)
    {
        public static Document From(Receipt r, IReadOnlyList<Fault> faults) => new(
            r.Extract, r.Sha256, r.Bytes, r.Received.UtcDateTime, r.Outcome, r.Message, r.Kind, r.Problems, r.SameBytesAs, r.Rows, r.Notes,
            r.Tables, r.Concerns, r.Changes, faults, r.Warnings, r.WarningsNotListed);

        public Receipt ToReceipt() => new()
        {
            Extract = Extract,
            Sha256 = Sha256,
            Bytes = Bytes,
            Received = Received,
            Outcome = Outcome,
            Message = Message,
            Kind = Kind,
            Problems = Problems,
            SameBytesAs = SameBytesAs,
            Rows = Rows,
            Notes = Notes,
            Tables = Tables,
            Concerns = Concerns,
            Changes = Changes,
            Warnings = Warnings ?? [],
            WarningsNotListed = WarningsNotListed,
        };
    }
}
