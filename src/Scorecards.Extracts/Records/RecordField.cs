namespace Scorecards.Extracts;

/// <summary>A value of a record, as the cells of the row that was read give it.</summary>
/// <param name="of">Where it comes from: a cell, an id made of cells, or nothing but the kind of the row.</param>
/// <param name="cells">By their columns' names.</param>
sealed class RecordField(ReturnField of, Dictionary<string, RecordCell> cells)
{
    /// <summary>Of an id: a text that all of them have, or the cells of which the first that is filled is taken.</summary>
    readonly List<(string? Text, List<RecordCell> Cells)> parts =
    [
        .. of.MadeOf.Select(sources => (
            ReturnPart.IsText(sources) ? sources[1..] : null,
            ReturnPart.IsText(sources) ? [] : ReturnPart.Either(sources).Select(source => cells[source]).ToList())),
    ];

    public string Name => of.Column;

    /// <summary>Null = of no cell of its own.</summary>
    public RecordCell? Cell { get; } = of.Source is { } source ? cells[source] : null;

    /// <summary>Of the row that was read; null = blank.</summary>
    public string? Value => of.Prefix is not null ? MadeId.Make(of.Prefix, parts.Select(part => part.Text ?? FirstFilled(part.Cells)))
        : Cell is null ? of.Constant
        : of.IsNegated ? Cell.Text switch { "true" => "false", "false" => "true", _ => null }
        : Cell.Text == of.Blank ? of.Default
        : Cell.Text ?? of.Default;

    static string? FirstFilled(List<RecordCell> some) => some.Select(c => c.Text).FirstOrDefault(text => text is not null);
}
