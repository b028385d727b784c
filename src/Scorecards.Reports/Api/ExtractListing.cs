using System.ComponentModel;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>An upload in GET /api/extracts.</summary>
public sealed record ExtractListing(
    [property: Description("The path as uploaded.")] string Extract,
    [property: Description("Null until it was read.")] string? Sha256,
    [property: Description("UTC.")] DateTime Received,
    [property: Description("Null until it was read.")] long? Bytes,
    string? Kind,
    UploadState State,
    [property: Description("The number of the journal that it ended in, as asOf takes it; null while it has none.")] long? Entry,
    RowCounts Rows,
    [property: Description("How often work on it has begun since it last ended.")] int Attempts,
    [property: Description("The outcome in words, without any cell of the file: these are on its receipt.")] string? Message,
    [property: Description("The path of the page in the container receipts: of the newest upload of this path.")] string Receipt)
{
    public static ExtractListing From(UploadLine u) =>
        new(
            u.Extract, u.Sha256, u.Received.UtcDateTime, u.Bytes, u.Kind, u.State, u.Entry, u.Rows, u.Attempts, u.MessageOnRecord,
            $"{u.Extract}.html");
}
