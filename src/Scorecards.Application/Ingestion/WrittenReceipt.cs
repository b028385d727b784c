using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Application.Ingestion;

/// <summary>A receipt as it was written, with the faults that it lists.</summary>
/// <param name="Faults">At most <see cref="ReceiptDocuments.MostFaults"/>.</param>
public sealed record WrittenReceipt(Receipt Receipt, IReadOnlyList<Fault> Faults)
{
    /// <summary>Those that were found after the file was read.</summary>
    public IReadOnlyList<Fault> NewFaults { get; private init; } = [];

    /// <summary>With what the upload has led to.</summary>
    /// <param name="message">The sentence that says so.</param>
    public WrittenReceipt Completed(UploadOutcome outcome, Func<Receipt, UploadOutcome, string> message)
    {
        var receipt = Receipt with
        {
            Changes = outcome.Changes,
            Rows = outcome.Rows(Receipt.Rows),
            Warnings = [.. Receipt.Warnings, .. outcome.Warnings],
            WarningsNotListed = Receipt.WarningsNotListed + Math.Max(0, outcome.Replaced - UploadOutcomes.ReplacedShown),
            Notes = [.. Receipt.Notes, .. ReceiptTexts.Left(outcome)],
        };
        return new WrittenReceipt(
            receipt with { Message = message(receipt, outcome) },
            [.. Faults.Concat(outcome.Refused).Take(ReceiptDocuments.MostFaults)])
        {
            NewFaults = outcome.Refused,
        };
    }
}
