using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// A file of a standard return, the SSDA903, the census of children in need or Annex A, as councils send it. Its rows are laid over the tables of
/// records (docs/extracts.md, Standard returns).
/// </summary>
/// <param name="name">As receipts and the journal write it.</param>
/// <param name="title">As people call it.</param>
/// <param name="required">Its columns as it writes them, without which it is not known.</param>
/// <param name="optional">The other columns that it may have.</param>
/// <param name="secret">Of these, those whose values are in no receipt.</param>
/// <param name="parts">What it gives; none = nothing can be used.</param>
public sealed class ReturnKind(string name, string title, string[] required, string[] optional, string[] secret, ReturnPart[] parts)
    : ExtractKind(name, [.. required.Select(Header.Fold)], [.. optional.Select(Header.Fold)])
{
    const string PupilNumber = "UPN";

    public static new IReadOnlyList<ReturnKind> All { get; } = [.. Ssda903.Kinds, CinCensus.Kind, .. AnnexA.Kinds];

    /// <summary>The part of a name; null = there is none any more.</summary>
    public static ReturnPart? FindPart(string name) => All.SelectMany(kind => kind.Parts).FirstOrDefault(part => part.Name == name);

    /// <summary>As people call it.</summary>
    public string Title => title;

    public IReadOnlyList<ReturnPart> Parts => parts;

    /// <summary>Why nothing can be used; null = something can.</summary>
    internal string? Unused { get; init; }

    /// <summary>The column that names a row's table, where it has several parts.</summary>
    internal string? Selector { get; init; }

    /// <summary>What the receipt says of each of its tables; null = nothing.</summary>
    internal string? Note { get; init; }

    /// <summary>Whether it says something without any rows: that there are no such children.</summary>
    internal bool MayBeEmpty { get; init; }

    /// <summary>What its columns may be called beside their names; null = they have these names, and no error value is taken for a blank.</summary>
    internal ColumnSpellings? Spellings { get; init; }

    internal override bool HasManyRows => true;

    public override bool HoldsRecords => true;

    /// <summary>Whether the value of a cell is shown: where its column is not secret and its shape is harmless.</summary>
    /// <param name="column">"" = the row as a whole, of which nothing is.</param>
    internal bool IsShown(string column, ReadOnlySpan<char> cell) => column != "" && !secret.Contains(column)
        && (IsBlank(cell) || HarmlessCell.IsOne(TypeOf(column), cell));

    RecordType TypeOf(string column) => parts.Select(part => part.TypeOf(column)).FirstOrDefault(type => type is not null) ?? RecordType.Code;

    /// <summary>Also a look-up that found nothing.</summary>
    internal override bool IsBlank(ReadOnlySpan<char> cell) => (Spellings is not null && cell is "#N/A" or "#n/a") || base.IsBlank(cell);

    /// <summary>The columns of children's ids in a header.</summary>
    /// <param name="folded">The header's names, folded.</param>
    internal IEnumerable<string> FindIds(IReadOnlyList<string> folded)
    {
        var ids = parts.SelectMany(part => part.Ids).Select(Header.Fold).ToHashSet();
        return FindPositions(folded).Where(position => ids.Contains(position.Key)).Select(position => folded[position.Value]);
    }

    /// <summary>The places of a header's columns that the return has and nothing is made of, but for the one of pupils' numbers.</summary>
    /// <param name="folded">The header's names, folded.</param>
    internal IEnumerable<int> FindUnread(IReadOnlyList<string> folded)
    {
        var read = parts.SelectMany(part => part.Sources).Append(Selector ?? "").Append(PupilNumber).Select(Header.Fold).ToHashSet();
        return FindPositions(folded).Where(position => !read.Contains(position.Key)).Select(position => position.Value);
    }

    internal override bool HasAllColumns(IReadOnlyList<string> folded) => base.HasAllColumns(Named(folded));

    internal override bool HasOtherNames(IReadOnlyList<string> folded) => Spellings?.NamesPeople(folded) == true;

    internal override Dictionary<string, int> FindPositions(IReadOnlyList<string> folded) => base.FindPositions(Named(folded));

    internal override int CountColumns(IReadOnlyList<string> folded) => base.CountColumns(Named(folded));

    internal override async IAsyncEnumerable<ExtractRow> ReadAsync(
        ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        file.RequireOnlyOne(this, "and of two years the later one has to come later. Upload them one after the other, the earliest first");
        var present = parts.Select(part => part.Within(table.Header)).ToList();
        var parsers = present.ToDictionary(part => part.Kind.Table, part => part.MakeParser(table.Header, file.Checks?.Received));
        var counts = present.ToDictionary(part => part, _ => 0L);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        string[] tables = [.. parsers.Keys];
        await foreach (var row in table.RowsAsync(Parse, ct))
        {
            foreach (var record in (List<RecordRow>)row.Item)
            {
                counts[record.Part!]++;
                file.AddDay(record.Part!.NewestDay(record));
                yield return row with { Item = record };
            }
        }

        // A part of which every row was refused is not known to be empty: no figure may become 0 by it.
        Complete(
            table, file, parsers.Values.SelectMany(parser => parser.MakeNotes()),
            counts.Where(count => count.Value > 0 || !refused.Contains(count.Key.Kind.Table)));

        object? Parse(Row row)
        {
            var chosen = Choose(row, tables);
            var records = RecordParser.ParseAll([.. chosen.Select(name => parsers[name])], row);
            if (row.IsRefused)
            {
                refused.UnionWith(chosen);
            }

            return records.Count > 0 ? records : null;
        }
    }

    void Complete(ExtractTable table, ExtractFile file, IEnumerable<string> notes, IEnumerable<KeyValuePair<ReturnPart, long>> given)
    {
        foreach (var note in notes.Concat(new[] { Note, Unused }.OfType<string>()))
        {
            table.Notes.Add(note);
        }

        if (table.Counts.Accepted > 0 || (MayBeEmpty && table.Counts.Read == 0))
        {
            given.ToList().ForEach(part => file.AddPart(part.Key, part.Value));
            file.AddTouches(new Touches { CatalogueKinds = [.. parts.Select(part => part.Kind.Name).Distinct()] });
        }
    }

    /// <summary>The tables that a row is of.</summary>
    IReadOnlyCollection<string> Choose(Row row, string[] tables) => Selector is null ? tables
        : row.OneOf(row.Column(Selector), tables) is { } name && tables.Contains(name) ? [name] : [];

    IReadOnlyList<string> Named(IReadOnlyList<string> folded) => Spellings?.Translate(folded) ?? folded;
}
