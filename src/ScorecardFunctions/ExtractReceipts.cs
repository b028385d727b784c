using System.Text;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>Writes the receipt of an upload: the list of refused rows, the page and the JSON.</summary>
public sealed class ExtractReceipts(Files files, ExtractStore extracts, Html html)
{
    const int FaultsOnPage = 1_000;

    const int ChangesShown = 200;

    /// <summary>When everything that a file concerns is calculated: adds to its receipt what has changed.</summary>
    public async Task CompleteAsync(Submission submission, CancellationToken ct)
    {
        var path = submission.Receipt ?? submission.Extract;
        if (await files.OpenReceiptAsync(path, ct) is not { } stream)
        {
            return;
        }

        await using (stream)
        {
            var (receipt, faults) = await ReceiptDocuments.ReadJsonAsync(stream, ct);
            if (receipt.Sha256 != submission.Sha256 || receipt.Outcome != "Accepted")
            {
                return;
            }

            receipt = receipt with { Changes = await extracts.ChangesAsync(submission.Sha256, ct).Take(ChangesShown).ToListAsync(ct) };
            await WriteAsync(receipt, faults, Math.Max(faults.Count, receipt.Rows.Refused), ct);
        }
    }

    public async Task WriteAsync(Receipt receipt, RefusedRows? refused, CancellationToken ct)
    {
        var faults = refused is null ? [] : await refused.AllAsync().Take(ReceiptDocuments.MostFaults).ToListAsync(ct);
        if (refused is { Count: > 0 })
        {
            await using var rejected = refused.Count > RefusedRows.KeptInMemory ? TemporaryFile.Create() : (Stream)new MemoryStream();
            await ReceiptDocuments.WriteRejectedAsync(refused.AllAsync(), rejected, ct);
            rejected.Position = 0;
            await files.WriteReceiptAsync(receipt.Extract, ".rejected.csv", "text/csv; charset=utf-8", rejected, ct);
        }
        else
        {
            await files.RemoveRejectedAsync(receipt.Extract, ct);
        }

        await WriteAsync(receipt, faults, refused?.Count ?? 0, ct);
    }

    /// <summary>The page, and the JSON last, so that who sees it sees the others.</summary>
    async Task WriteAsync(Receipt receipt, IReadOnlyList<Fault> faults, long allFaults, CancellationToken ct)
    {
        var page = await html.ReceiptAsync(receipt, [.. faults.Take(FaultsOnPage)], allFaults);
        await files.WriteReceiptAsync(receipt.Extract, ".html", "text/html; charset=utf-8", new MemoryStream(Encoding.UTF8.GetBytes(page)), ct);
        using var json = new MemoryStream();
        await ReceiptDocuments.WriteJsonAsync(receipt, faults.ToAsyncEnumerable(), json, ct);
        json.Position = 0;
        await files.WriteReceiptAsync(receipt.Extract, ".json", "application/json; charset=utf-8", json, ct);
    }
}
