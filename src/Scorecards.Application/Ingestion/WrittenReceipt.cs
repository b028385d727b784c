using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Application.Ingestion;

/// <summary>A receipt as it was written, with the faults that it lists.</summary>
/// <param name="Faults">At most <see cref="ReceiptDocuments.MostFaults"/>.</param>
public sealed record WrittenReceipt(Receipt Receipt, IReadOnlyList<Fault> Faults)
{
    /// <summary>With what the upload has led to.</summary>
    /// <param name="prefix">Up to its entry.</param>
    /// <param name="again">The file, read again with the values refused that do not count; null = it need not be, or its bytes are gone.</param>
    public WrittenReceipt Completed(UploadOutcome outcome, JournalPrefix prefix, ReadExtract? again)
    {
        var read = again is { Problem: null } ? again : null;
        var receipt = Receipt with
        {
            Changes = outcome.Changes,
            Rows = read?.Rows ?? outcome.Rows(Receipt.Rows),
            Tables = read?.Tables ?? Receipt.Tables,
            Warnings = [.. Receipt.Warnings, .. read?.LateWarnings ?? outcome.Warnings.Select(w => w.Fault)],
            WarningsNotListed = Receipt.WarningsNotListed + Math.Max(0, outcome.Replaced - UploadOutcomes.ReplacedShown),
            Notes = [.. Receipt.Notes, .. ReceiptTexts.Left(outcome)],
        };
        return new WrittenReceipt(
            receipt with { Message = ReceiptTexts.Completed(receipt, outcome, prefix) },
            [.. Faults.Concat(read?.Late ?? outcome.Overruled.Select(o => o.ToFault())).Take(ReceiptDocuments.MostFaults)]);
    }

    /// <summary>
    /// The receipt of the same file once more, with what this one says of its rows, which is so still: which do not count, warnings and notes.
    /// </summary>
    /// <param name="same">Without that.</param>
    /// <param name="prefix">Up to its entry.</param>
    public WrittenReceipt RepeatedIn(Receipt same, JournalPrefix prefix) => this with
    {
        Receipt = same with
        {
            Rows = Receipt.Rows,
            Tables = Receipt.Tables,
            Warnings = Receipt.Warnings,
            WarningsNotListed = Receipt.WarningsNotListed,
            Notes = [.. Receipt.Notes.Where(note => !note.StartsWith(ReceiptTexts.InPlace, StringComparison.Ordinal))],
            Message = same.Message + ReceiptTexts.Repeated(Receipt, prefix),
        },
    };
}
