using System.Text;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>Writes the receipt of an upload: the page, the list of refused rows, and the JSON last, so that who sees it sees the others.</summary>
public sealed class ExtractReceipts(Files files, Html html)
{
    const int FaultsOnPage = 1_000;

    public async Task WriteAsync(Receipt receipt, RefusedRows? refused, CancellationToken ct)
    {
        var faults = refused?.AllAsync() ?? AsyncEnumerable.Empty<Fault>();
        var page = await html.ReceiptAsync(receipt, await faults.Take(FaultsOnPage).ToListAsync(ct), refused?.Count ?? 0);
        await files.WriteReceiptAsync(receipt.Extract, ".html", "text/html; charset=utf-8", new MemoryStream(Encoding.UTF8.GetBytes(page)), ct);
        if (refused is { Count: > 0 })
        {
            await WriteAsync(receipt, ".rejected.csv", "text/csv; charset=utf-8", refused, output => ReceiptDocuments.WriteRejectedAsync(faults, output, ct), ct);
        }
        else
        {
            await files.RemoveRejectedAsync(receipt.Extract, ct);
        }

        await WriteAsync(receipt, ".json", "application/json; charset=utf-8", refused, output => ReceiptDocuments.WriteJsonAsync(receipt, faults, output, ct), ct);
    }

    async Task WriteAsync(Receipt receipt, string ending, string contentType, RefusedRows? refused, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var content = refused?.Count > RefusedRows.KeptInMemory ? TemporaryFile() : (Stream)new MemoryStream();
        await write(content);
        content.Position = 0;
        await files.WriteReceiptAsync(receipt.Extract, ending, contentType, content, ct);
    }

    static FileStream TemporaryFile() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
}
