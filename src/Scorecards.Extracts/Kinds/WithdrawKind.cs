using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Uploads that are to be withdrawn as a whole, by path or SHA-256.</summary>
public sealed class WithdrawKind() : KeyedKind<UploadWithdrawal>(Withdraw, ["withdraw"], ["reason"])
{
    /// <summary>Of a path in the container.</summary>
    const int LongestPath = 1_024;

    const int MostSuggested = 3;

    const int MostNamed = 6;

    protected override string Key(UploadWithdrawal item) => item.Upload.Path!;

    protected override Touches FindTouches(IReadOnlyList<UploadWithdrawal> items) => Touches.Nothing;

    private protected override void AddNotes(
        ReadingNotes notes, IReadOnlyList<(UploadWithdrawal Item, long Row)> rows, Catalogue catalogue)
    {
        foreach (var (item, row) in rows)
        {
            var received = item.Upload.Received.ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);
            notes.Add($"Row {row}: {item.Upload.Path}, received on {received} UTC, is withdrawn. What it corrected comes back. "
                + $"{Affected(item.Upload)}");
        }
    }

    static string Affected(JournalEntry upload)
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

        // The storage's clock has whole seconds. Of an upload of the same second nobody can tell whether it came first: it may be the corrected file,
        // uploaded together with this one, so it is taken for the later one and stays.
        var second = file.Received.AddTicks(-(file.Received.Ticks % TimeSpan.TicksPerSecond));
        var upload = file.Journal.FindUpload("", written, second)
            ?? (Sha256Text.IsOne(written) ? file.Journal.FindUpload(written, "", second) : null);
        if (upload is null)
        {
            row.Refuse(column, $"is not the path or the SHA-256 of an upload that came before this file. {Advice(file.Journal, written, second)}");
        }
        else if (file.Journal.Holder(upload.Place) is null)
        {
            row.Refuse(column, "has no figures that count: it was refused, or is withdrawn already. Delete the row");
        }
        else if (upload.Extract == Withdraw)
        {
            row.Refuse(
                column, "only takes uploads back, and what was taken back stays so. To have an upload count again, upload it again. Delete the row");
        }

        return row.IsRefused ? null : new UploadWithdrawal(upload!, reason);
    }

    static string Advice(JournalPrefix journal, string written, DateTimeOffset before)
    {
        var paths = Enumerable.Range(1, (int)journal.Head).Select(n => journal[n])
            .Where(e => e.Path is not null && e.Received < before && journal.Holder(e.Place) is not null).Select(e => e.Path!).Distinct();
        var near = NearText.Nearest(written, paths).Take(MostSuggested).ToList();
        return near.Count == 0
            ? "The page /uploads lists them"
            : $"The nearest {(near.Count == 1 ? "is" : "are")} {string.Join(", ", near)}. The page /uploads lists all";
    }
}
