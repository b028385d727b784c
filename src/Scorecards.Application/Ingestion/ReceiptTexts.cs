using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>The sentences that say what became of a file.</summary>
static class ReceiptTexts
{
    public static string Accepted(RowCounts counts, int concerned)
    {
        var calculated = concerned == 0 ? "" : $" {Many(concerned, "scorecard month follows", "scorecard months follow")} from it.";
        return counts.Refused == 0
            ? $"{Many(counts.Accepted, "row was", "rows were")} accepted, none refused.{calculated}"
            : $"{Many(counts.Accepted, "row was", "rows were")} accepted and {counts.Refused} refused: correct the refused rows and drop them again, alone or in the whole file.{calculated}";
    }

    public static string Refused(string problem) => $"The file was refused: {problem.TrimEnd('.')}. Nothing of it counts.";

    /// <summary>Why bytes that an administrator had deleted are not read again.</summary>
    public static string Erased(JournalEntry erasure) =>
        $"an administrator has erased these very bytes ({erasure.Committed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, entry {erasure.Number}), so nothing of them is read or kept. "
        + "Delete the file here, too. Where it was erased by mistake, change it, for example its last line's end, and upload it again";

    /// <param name="firstPath">Under which the bytes were received first.</param>
    /// <param name="correctedBy">The paths of uploads that have corrected it since.</param>
    public static string Same(string firstPath, IReadOnlyList<string> correctedBy) =>
        $"These bytes were received before, as {firstPath}, and nothing has changed."
        + (correctedBy.Count == 0 ? "" : $" Since then {string.Join(", ", correctedBy)} {(correctedBy.Count == 1 ? "has" : "have")} corrected figures of it: withdraw {(correctedBy.Count == 1 ? "it" : "them")} to go back.")
        + " To state these figures again over later ones, change the file, for example its last line's end.";

    static string Many(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
