using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>A kind whose rows each say something of one key, such as an indicator's id: a file may say it once.</summary>
/// <typeparam name="T">What a row says.</typeparam>
public abstract class KeyedKind<T>(string name, string[] required, string[] optional) : ExtractKind(name, required, optional)
    where T : class
{
    protected const int LongestId = 64;

    /// <summary>What a row says something of, as people read it; case does not matter.</summary>
    protected abstract string Key(T item);

    /// <returns>Null: the row is refused.</returns>
    private protected abstract T? Parse(Row row, ExtractFile file);

    /// <summary>What a row says whose financial year turned out to be a month.</summary>
    private protected virtual T ReadAsMonth(T item) => item;

    /// <summary>Says in the receipt what people should know of the accepted rows.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="file">Its catalogue has them already where it is a workbook or zip that declares them.</param>
    private protected virtual void AddNotes(ReadingNotes notes, IReadOnlyList<(T Item, long Row)> rows, ExtractFile file)
    {
    }

    /// <summary>Which months the rows affect. At least one row.</summary>
    protected virtual Touches FindTouches(IReadOnlyList<T> items) => new() { CatalogueKinds = [Name] };

    internal sealed override async IAsyncEnumerable<ExtractRow> ReadAsync(
        ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        var once = new List<ExtractRow>();
        var rows = await table.RowsAsync(row => Parse(row, file), ct).ToListAsync(ct);
        rows = [.. rows.Where(row => !table.Withdrawn.ContainsKey(row.Number))
            .Select(row => table.IsOfMonth(row.Number) ? row with { Item = ReadAsMonth((T)row.Item) } : row)];
        foreach (var ofKey in rows.GroupBy(row => Key((T)row.Item), StringComparer.OrdinalIgnoreCase))
        {
            if (WhyNot([.. ofKey], ofKey.Key, table, file) is not { } reason)
            {
                once.Add(ofKey.Single());
                continue;
            }

            foreach (var row in ofKey)
            {
                table.RefuseAccepted(row.Number, Required[0], ofKey.Key, reason);
            }
        }

        if (once.Count > 0)
        {
            file.AddTouches(FindTouches([.. once.Select(row => (T)row.Item)]));
            AddNotes(table.Notes, [.. once.Select(row => ((T)row.Item, row.Number))], file);
        }

        foreach (var row in once)
        {
            yield return row;
        }
    }

    /// <summary>Rows of one key that say the same are refused too: none of them can be told to be right.</summary>
    /// <returns>Null: there is one row, and the only one of the file.</returns>
    string? WhyNot(IReadOnlyList<ExtractRow> rows, string key, ExtractTable table, ExtractFile file) =>
        rows.Count > 1 ? $"appears in rows {Reasons.List([.. rows.Select(row => row.Number)])}. Keep only the correct one"
        : file.Earlier(this, key, table.Sheet, rows[0].Number) is { } earlier
            ? $"is in '{earlier.Sheet}', row {earlier.Row}, too, which counts. Keep only the correct one"
        : null;

    /// <summary>A row is the whole of what it says something of: a cell that is left out takes away what an earlier row said.</summary>
    /// <param name="cells">With what was known and is not said any more; null = nothing.</param>
    private protected static void AddTakenAway(ReadingNotes notes, long row, string key, IEnumerable<(string Column, string? Known)> cells)
    {
        var gone = cells.Where(c => c.Known is not null).Select(c => $"{c.Column} {c.Known}").ToList();
        if (gone.Count > 0)
        {
            notes.Add($"Row {row}: {key} had {string.Join(" and ", gone)}, which this row takes away. If that is not meant, upload the whole row.");
        }
    }

    /// <summary>For <see cref="AddTakenAway"/>: the first and the last day that were known and are not said any more.</summary>
    private protected static IEnumerable<(string Column, string? Known)> DaysTakenAway(
        (DateOnly? From, DateOnly? To) before, (DateOnly? From, DateOnly? To) now) =>
        [("active_from", now.From is null ? Day(before.From) : null), ("active_to", now.To is null ? Day(before.To) : null)];

    static string? Day(DateOnly? day) => day is { } known ? IsoDays.TextOf(known) : null;

    /// <param name="noScorecard">Why a text is refused that is none.</param>
    /// <returns>Null where it is blank; also where it is none, which is noted.</returns>
    private protected static Scorecard? FindScorecard(Row row, ExtractFile file, string noScorecard, int longest = 500)
    {
        var column = row.Column("scorecard");
        var written = row.Text(column, longest);
        var scorecard = written is null ? null : file.Names.Scorecard(written);
        if (written is not null && scorecard is null)
        {
            row.RefuseForWant("scorecard", column, noScorecard + file.Names.Suggestion("scorecard", written));
        }

        return scorecard;
    }

    private protected static void RefuseBackwards(Row row, string fromColumn, DateOnly? from, string toColumn, DateOnly? to)
    {
        if (to < from)
        {
            row.Refuse(row.Column(toColumn), $"is before {fromColumn}. Correct one of the two dates");
        }
    }
}
