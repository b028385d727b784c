using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Application.Ingestion;

/// <summary>The sentences that tell the outcome of a file.</summary>
static class ReceiptTexts
{
    /// <summary>That a receipt's first sentences name.</summary>
    const int MostMonths = 3;

    const string Copied = "Correct the refused rows in .rejected.csv, which is beside the receipt, and upload that file; or correct them in your own "
        + "and upload the whole file again.";

    /// <param name="kinds">Of extract that the file held, separated by commas.</param>
    /// <param name="concerned">Scorecard months that depend on it.</param>
    /// <param name="journal">Says which of them are issued.</param>
    public static string Accepted(RowCounts counts, string? kinds, IReadOnlyList<ScorecardMonth> concerned, JournalPrefix journal)
    {
        var calculated = Depending(concerned, journal);
        var none = counts.Accepted == 0 ? " None of its rows counts in full." : "";
        return counts.Refused == 0
            ? $"{Many(counts.Accepted, "row was", "rows were")} accepted, none refused.{calculated}"
            : $"{Many(counts.Accepted, "row was", "rows were")} accepted and {counts.Refused} refused.{none} "
                + $"{(AreCopied(kinds) ? Copied : "Correct the refused rows and upload the whole file again.")}{calculated}";
    }

    /// <summary>Those that are issued come first: by a wrong month in the file their figures are mailed as corrected.</summary>
    static string Depending(IReadOnlyList<ScorecardMonth> months, JournalPrefix journal)
    {
        if (months.Count == 0)
        {
            return "";
        }

        var named = months.OrderByDescending(IsIssued).ThenByDescending(m => m.Month).Take(MostMonths).Select(m =>
            $"{m.Scorecard}, {m.Month.ToLongString()}{(IsIssued(m) ? " (issued)" : "")}");
        return $" {Many(months.Count, "scorecard month depends", "scorecard months depend")} on it: {string.Join("; ", named)}"
            + $"{(months.Count > MostMonths ? $"; and {months.Count - MostMonths} more" : "")}.";

        bool IsIssued(ScorecardMonth m) => journal.Issue(m.Scorecard, m.Month) is not null;
    }

    /// <summary>Of records there is no copy of the refused rows.</summary>
    /// <param name="kinds">Of extract, separated by commas; null = not known.</param>
    /// <returns>Whether people are sent to the copy.</returns>
    public static bool AreCopied(string? kinds) =>
        kinds?.Split(", ").Any(name => ExtractKind.All.Any(kind => kind.Name == name && !kind.HoldsRecords)) ?? false;

    const string NothingChanged = " Nothing changed: no figure, rating or direction of travel is different from before.";

    /// <summary>What is said of a file once something has changed by the uploads that it withdrew.</summary>
    public static string Changed(string said) => said.Replace(NothingChanged, "", StringComparison.Ordinal);

    /// <summary>What is said of a file by whose withdrawals something counts that did not before.</summary>
    public static IEnumerable<string> CountingNow(IReadOnlyList<StatedMeasure> counting) => counting.Count == 0 ? [] :
    [
        $"Counts now that these uploads are withdrawn: {NamedFirst.Join([.. counting.Select(NameRow)], UploadOutcomes.ReplacedShown)}. "
            + "Beside their figures it did not count, as the receipt of its own upload says. "
            + "If it is wrong, upload the right figure, or withdraw that upload too.",
    ];

    /// <summary>A row, with what it is about.</summary>
    public static string NameRow(StatedMeasure stated) => $"{stated.Source.RowWords()} "
        + $"({stated.Measure.Indicator} of {stated.Measure.Scorecard}, {stated.Measure.Month.ToLongString()})";

    /// <summary>What is said of an accepted file once all that follows from it is calculated.</summary>
    /// <param name="prefix">Up to its entry.</param>
    public static string Completed(Receipt receipt, UploadOutcome outcome, JournalPrefix prefix)
    {
        var said = outcome.Overruled.Count == 0 ? receipt.Message : Accepted(receipt.Rows, receipt.Kind, receipt.Concerns, prefix);
        return $"{said}{(outcome.IsNothing ? NothingChanged : "")}"
            + Warned(receipt.Warnings.Count, receipt.WarningsNotListed);
    }

    /// <summary>Of the rows that count.</summary>
    /// <param name="listed">Warnings that the receipt lists.</param>
    /// <param name="notListed">Those that it leaves out.</param>
    public static string Warned(int listed, long notListed) => (listed, notListed) switch
    {
        (0, _) => "",
        (1, 0) => " There is 1 warning: look at the row that the receipt lists.",
        (_, 0) => $" There are {listed} warnings: look at the rows that the receipt lists.",
        _ => $" There are {listed + notListed} warnings, of which the receipt lists {listed}: look at the rows that it lists.",
    };

    /// <summary>What a receipt leaves out: warnings of a long history, of many figures that do not count, and figures that a formula gives.</summary>
    public static IEnumerable<string> Left(UploadOutcome outcome)
    {
        if (outcome.NotLookedAt > 0)
        {
            yield return $"The earliest {Many(outcome.NotLookedAt, "scorecard month was", "scorecard months were")} not looked through for warnings.";
        }

        if (outcome.Replaced > UploadOutcomes.ReplacedShown)
        {
            yield return $"Of the figures that are replaced by this count, stay in spite of a symbol in this file, or are not what a formula gives, "
                + $"the first {UploadOutcomes.ReplacedShown} of {outcome.Replaced} are in the warnings.";
        }

        if (outcome.NotNeeded.Count > 0)
        {
            var named = NamedFirst.Join([.. outcome.NotNeeded.Select(id => id.Value).Distinct(StringComparer.OrdinalIgnoreCase)], MostMonths);
            yield return $"Not used, since a formula gives the same from figures that are known unrounded: {named}.";
        }
    }

    /// <summary>Of bytes that were withdrawn.</summary>
    public const string CountsAgain =
        "This exact file was withdrawn before. It counts as received now, also over what was uploaded since it came first. "
        + "Where a later upload is right, edit that file (an extra blank line is enough) and upload it once more.";

    /// <param name="before">An earlier upload at the same path, which counts.</param>
    /// <param name="months">Of which it has figures and the file has none; at least one.</param>
    public static string StillCounting(JournalEntry before, IReadOnlyList<ScorecardMonth> months)
    {
        var named = string.Join("; ", months.Take(MostMonths).Select(m => $"{m.Scorecard}, {m.Month.ToLongString()}"));
        return $"The upload that was at this path before, received on {WithdrawKind.Received(before)}, has figures that this file has not, of {named}"
            + $"{(months.Count > MostMonths ? $"; and {months.Count - MostMonths} more" : "")}. They go on counting where no later upload has them, "
            + "which is right where each upload has other months or scorecards. "
            + $"If they were wrong, withdraw that upload by its SHA-256, {before.Sha256}, or upload them with withdrawn as their value.";
    }

    /// <summary>
    /// What is said of an upload while its file is not erased: of a refused file with its cells, which the entry does not have, since it stays.
    /// The list of all kinds of file is in the problem alone.
    /// </summary>
    /// <param name="read">What the file says; null = that is not known, and the entry's own words have to do.</param>
    public static string? Whole(JournalEntry entry, ReadExtract? read) =>
        entry.Kind == EntryKind.Refused && read?.Problem is { } problem ? Refused(WithoutAllKinds(problem)) : entry.Message;

    static string WithoutAllKinds(string problem) =>
        problem.Replace($" {Header.AllKinds}.", "", StringComparison.Ordinal).Replace($" {Header.AllKinds}", "", StringComparison.Ordinal);

    public static string Refused(string problem) => $"The file was refused: {problem.TrimEnd('.')}. Nothing in it was used.";

    /// <summary>Why bytes that an administrator had deleted are not read again.</summary>
    public static string Erased(JournalEntry erasure) =>
        $"an administrator erased this exact file ({erasure.Committed.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, "
        + $"entry {erasure.Number}), so it is not read or kept. Delete it from the container too. "
        + "If it was erased by mistake, edit the file (an extra blank line is enough) and upload it again";

    /// <param name="firstPath">Under which the bytes were received first.</param>
    /// <param name="kinds">Of extract that the file held, separated by commas.</param>
    /// <param name="since">Uploads that have figures of the same months since.</param>
    /// <param name="extended">The kinds of its records that cover another month now.</param>
    public static string Same(string firstPath, string? kinds, IReadOnlyList<JournalEntry> since, IReadOnlyList<string> extended)
    {
        if (extended.Count > 0)
        {
            return $"This exact file was uploaded before, as {firstPath}: its records have not changed since ({string.Join(", ", extended)}). "
                + "The months that have ended meanwhile are counted from them too.";
        }

        if (kinds == ExtractKind.Withdraw)
        {
            return $"This exact file was uploaded before, as {firstPath}, so nothing was withdrawn by it."
                + " To withdraw once more what it names, edit the file (an extra blank line is enough) and upload it again.";
        }

        return $"This exact file was uploaded before, as {firstPath}, so nothing was changed.{(since.Count == 0 ? "" : $" {Later(since)}")} "
            + $"{ToOverride} If it was to count for another scorecard or month, which only its name says, write that into the file: "
            + "as a column, or above the table.";
    }

    /// <summary>What is said behind that of its rows, as of those of the upload by which it counts.</summary>
    /// <param name="prefix">Up to its entry.</param>
    public static string Repeated(Receipt counting, JournalPrefix prefix) =>
        (counting.Rows.Refused == 0 ? "" : $" {Accepted(counting.Rows, counting.Kind, [], prefix)}")
        + Warned(counting.Warnings.Count, counting.WarningsNotListed);

    /// <param name="lost">The first fault of a row that counts.</param>
    public static string KeptAsItWas(Fault lost) =>
        $" It counts as it did before. If it were read as of today row {lost.Row}{(lost.Sheet is null ? "" : $" of '{lost.Sheet}'")}, which counts, "
        + $"would be refused: {lost.Reason.TrimEnd('.')}. To have rows that do not count read as of today, upload them as a file of their own.";

    /// <param name="same">The entry, which names the path under which the bytes counted.</param>
    public static string SameAs(JournalEntry same) => $"The same bytes as {same.Message}, which counted already: "
        + (same.Touches.Stated.Count == 0 ? "nothing was to be done."
            : $"they count as received on {WithdrawKind.Received(same)} now, and what was uploaded between counts over them.");

    /// <summary>How <see cref="CountsInPlace"/> begins. The same file once more says by itself what was uploaded since.</summary>
    public const string InPlace = "The file counts as it was received first,";

    /// <summary>Of a file that was read again in the place that it has.</summary>
    /// <param name="since">Uploads that have figures of the same months since; at least one.</param>
    public static string CountsInPlace(JournalEntry entry, IReadOnlyList<JournalEntry> since) =>
        $"{InPlace} on {WithdrawKind.Received(entry)}, and not as the latest upload. {Later(since)} {ToOverride}";

    const string ToOverride = "To make its figures override later ones, edit the file (an extra blank line is enough) and upload it again.";

    static string Later(IReadOnlyList<JournalEntry> since) =>
        $"Uploaded since, with figures of the same scorecard months: {string.Join("; ", since.Select(Named))}. "
        + "Where a later upload has another figure of the same indicator, that one mostly counts. "
        + "One that is wrong as a whole can be withdrawn by its SHA-256.";

    /// <summary>An upload, so that it can be told from others at its path.</summary>
    static string Named(JournalEntry upload) =>
        $"{upload.Path}, received on {WithdrawKind.Received(upload)} (SHA-256 {upload.Sha256})";

    internal static string Many(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
