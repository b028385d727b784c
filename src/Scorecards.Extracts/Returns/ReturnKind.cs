using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// A file of a standard return, the SSDA903 or the census of children in need, as councils send it. Its rows are laid over the tables of records
/// (docs/extracts.md, Standard returns).
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
    public static new IReadOnlyList<ReturnKind> All { get; } = [.. Ssda903.Kinds, CinCensus.Kind];

    /// <summary>The part of a name; null = there is none any more.</summary>
    public static ReturnPart? FindPart(string name) => All.SelectMany(kind => kind.Parts).FirstOrDefault(part => part.Name == name);

    /// <summary>As people call it.</summary>
    public string Title => title;

    public IReadOnlyList<ReturnPart> Parts => parts;

    /// <summary>Why nothing can be used; null = something can.</summary>
    internal string? Unused { get; init; }

    /// <summary>The column that names a row's table, where it has several parts.</summary>
    internal string? Selector { get; init; }

    /// <summary>How its rows are counted, where they are none of a spreadsheet.</summary>
    internal string? RowsNote { get; init; }

    /// <summary>The columns of children's ids, folded.</summary>
    internal IEnumerable<string> Ids => parts.SelectMany(part => part.Ids).Distinct().Select(Header.Fold);

    internal override bool HasManyRows => true;

    internal override bool HoldsRecords => true;

    /// <summary>Whether the value of a cell is shown: where its column is not secret and its shape is harmless.</summary>
    /// <param name="column">"" = the row as a whole, of which nothing is.</param>
    internal bool IsShown(string column, ReadOnlySpan<char> cell) => column != "" && !secret.Contains(column)
        && HarmlessCell.IsOne(parts.Select(part => part.TypeOf(column)).FirstOrDefault(type => type is not null) ?? RecordType.Code, cell);

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
            counts[((RecordRow)row.Item).Part!]++;
            yield return row;
        }

        foreach (var note in parsers.Values.SelectMany(parser => parser.MakeNotes()).Concat(new[] { RowsNote, Unused }.OfType<string>()))
        {
            table.Notes.Add(note);
        }

        if (table.Counts.Accepted > 0)
        {
            // A part of which every row was refused is not known to be empty: no figure may become 0 by it.
            counts.Where(count => count.Value > 0 || !refused.Contains(count.Key.Kind.Table)).ToList()
                .ForEach(count => file.AddPart(count.Key, count.Value));
            file.AddTouches(new Touches { CatalogueKinds = [.. parts.Select(part => part.Kind.Name).Distinct()] });
        }

        object? Parse(Row row)
        {
            var name = parsers.Count == 0 ? "" : Selector is null ? tables[0] : row.OneOf(row.Column(Selector), tables);
            var record = parsers.GetValueOrDefault(name)?.Parse(row);
            if (row.IsRefused)
            {
                refused.Add(name);
            }

            return record;
        }
    }
}
