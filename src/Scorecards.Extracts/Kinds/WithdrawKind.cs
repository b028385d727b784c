using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Uploads that are to be withdrawn as a whole, by path or SHA-256.</summary>
public sealed class WithdrawKind() : KeyedKind<UploadWithdrawal>(Withdraw, ["withdraw"], ["reason"])
{
    /// <summary>Why what was counted from records is not withdrawn, behind its path.</summary>
    public const string MadeFault = "was made by the app itself. Withdraw the records that it was made of; to have uploaded figures count, write "
        + "uploads as figures_from of their indicator";

    /// <summary>Why a file of this kind is not withdrawn itself, behind its name; without a full stop.</summary>
    public const string FinalFault = "only takes uploads back, and what was taken back stays so. To have an upload count again, upload it again: it "
        + "then counts as received now, also over what was uploaded since it came first";

    /// <summary>Of a path in the container.</summary>
    const int LongestPath = 1_024;

    const int MostSuggested = 3;

    const int MostNamed = 6;

    protected override string Key(UploadWithdrawal item) => $"{item.Upload.Path} ({item.Upload.Sha256})";

    protected override Touches FindTouches(IReadOnlyList<UploadWithdrawal> items) => Touches.Nothing;

    private protected override void AddNotes(
        ReadingNotes notes, IReadOnlyList<(UploadWithdrawal Item, long Row)> rows, ExtractFile file)
    {
        foreach (var (item, row) in rows)
        {
            notes.Add($"Row {row}: {item.Upload.Path}, received on {Received(item.Upload)}, is withdrawn. What it corrected comes back. "
                + $"{Affected(item.Upload)}{StillCounting(item.Upload, rows, file.Journal)}");
        }
    }

    /// <summary>The same SQL may be the definition of two indicators, and earlier versions took in what was refused first beside its copy.</summary>
    static string StillCounting(JournalEntry upload, IReadOnlyList<(UploadWithdrawal Item, long Row)> rows, JournalPrefix journal) =>
        journal.OfBytes(upload.Sha256!, entry => rows.All(row => row.Item.Upload.Place != entry.Place)) is { } other
            ? $" The same bytes still count as {journal[other].Path}. If they should not, withdraw them by their SHA-256, {upload.Sha256}, "
                + "in another file."
            : "";

    static string Affected(JournalEntry upload)
    {
        const string counted = "What was counted from its records is counted again. Months that are issued, and those before the last scorecard "
            + "year, keep their figures until an administrator counts them again by POST /api/operations/calculate.";
        return !upload.HasRecords ? Calculated(upload)
            : upload.Touches.Stated.Count > 0 || upload.Touches.IsBroad ? $"{Calculated(upload)} {counted}"
            : counted;
    }

    static string Calculated(JournalEntry upload)
    {
        List<ScorecardMonth> months = [.. upload.Touches.Stated.OrderBy(m => m.Month).ThenBy(m => m.Scorecard.Value, StringComparer.Ordinal)];
        var named = string.Join("; ", months.Take(MostNamed).Select(m => $"{m.Scorecard}, {m.Month.ToLongString()}"));
        return months.Count == 0
            ? upload.Touches.IsBroad ? "Every month that it applied to is calculated again."
                : $"It states no figures: it is of kind {upload.Extract}."
            : $"Calculated again: {named}{(months.Count > MostNamed ? $"; and {months.Count - MostNamed} more" : "")}.";
    }

    private protected override UploadWithdrawal? Parse(Row row, ExtractFile file)
    {
        var column = row.Column("withdraw");
        var written = row.Required(column, LongestPath);
        var reason = row.Prose(row.Column("reason"), Commentary.LongestText);
        if (row.IsRefused)
        {
            return null;
        }

        if (!Sha256Text.IsOne(written))
        {
            file.NamedPaths.Add(written);
        }

        var second = SecondOf(file.Received);
        var upload = file.Journal.FindUpload("", written, second)
            ?? (Sha256Text.IsOne(written) ? file.Journal.FindUpload(written, "", second) : null);
        if (upload is null)
        {
            row.Refuse(column, $"is not the path or the SHA-256 of an upload that came before this file. {Advice(file.Journal, written, second)}");
        }
        else if (FaultOf(upload, written, file.Journal, second) is { } fault)
        {
            row.Refuse(column, fault);
        }

        return row.IsRefused ? null : new UploadWithdrawal(upload!, reason);
    }

    /// <returns>Null: it can be withdrawn.</returns>
    static string? FaultOf(JournalEntry upload, string written, JournalPrefix journal, DateTimeOffset before)
    {
        if (journal.Holder(upload.Place) is null)
        {
            var earlier = journal.OfPath(written).Select(n => journal[n])
                .Where(e => e.Received < before && journal.RankOf(e.Number) is not null).MaxBy(e => e.Arrival);
            return earlier is null
                ? "has no figures from before this file that count: it was refused, or is withdrawn already. Delete the row"
                : "names the latest upload at this path, which was refused, or is withdrawn already. "
                    + $"The one received on {Received(earlier)} counts. If that one is meant, write its SHA-256, {earlier.Sha256}. "
                    + "Else delete the row";
        }

        if (upload.Path != written && !Sha256Text.IsOne(written))
        {
            return $"is the same file as {upload.Path}, which counts: it brought nothing of its own. "
                + $"If that one is meant, write its SHA-256, {upload.Sha256}, else delete the row";
        }

        return upload.Extract == Withdraw ? $"{FinalFault}. Delete the row" : upload.IsMade ? $"{MadeFault}. Delete the row" : null;
    }

    /// <summary>The second of a file's receipt: its rows mean uploads that were received before it.</summary>
    // The storage's clock has whole seconds. Of an upload of the same second nobody can tell whether it came first: it may be the corrected file,
    // uploaded together with this one, so it is taken for the later one and stays.
    public static DateTimeOffset SecondOf(DateTimeOffset received) => received.AddTicks(-(received.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>When an upload was received, as sentences about it say: to the minute, UTC.</summary>
    public static string Received(JournalEntry upload) =>
        $"{upload.Received.ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture)} UTC";

    static string Advice(JournalPrefix journal, string written, DateTimeOffset before)
    {
        var paths = journal.Entries
            .Where(e => e.Path is not null && e.Received < before && journal.Holder(e.Place) is not null).Select(e => e.Path!).Distinct();
        var near = NearText.Nearest(written, paths).Take(MostSuggested).ToList();
        return near.Count == 0
            ? "The page /uploads lists them"
            : $"The nearest {(near.Count == 1 ? "is" : "are")} {string.Join(", ", near)}. The page /uploads lists the newest";
    }
}
