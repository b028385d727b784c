namespace Scorecards.Extracts;

/// <summary>Where a value of a record comes from: a cell, an id made of cells, or nothing but the kind of the row.</summary>
/// <param name="column">Of the table.</param>
/// <param name="cell">Null = of no cell of its own.</param>
sealed class RecordField(RecordColumn column, RecordCell? cell)
{
    public string Name => column.Name;

    public RecordCell? Cell => cell;

    /// <summary>Of all rows, where there is no cell.</summary>
    public string? Constant { get; init; }

    /// <summary>A text of the cell that means that it is blank.</summary>
    public string? Blank { get; init; }

    /// <summary>What a blank means; null = nothing.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it is yes where the cell is no.</summary>
    public bool IsNegated { get; init; }

    /// <summary>What a made id begins with; null = it is none.</summary>
    public string? Prefix { get; init; }

    /// <summary>The cells that an id is made of: of each list the first that is filled.</summary>
    public IReadOnlyList<IReadOnlyList<RecordCell>> MadeOf { get; init; } = [];

    /// <summary>For each list of cells the text that is in its place in every id; null = there is none.</summary>
    public IReadOnlyList<string?> Texts { get; init; } = [];

    /// <summary>Of the row that was read; null = blank.</summary>
    public string? Value => Prefix is not null ? MadeId.Make(Prefix, MadeOf.Select((cells, i) => Texts[i] ?? FirstFilled(cells)))
        : cell is null ? Constant
        : IsNegated ? cell.Text switch { "true" => "false", "false" => "true", _ => null }
        : cell.Text == Blank ? Default
        : cell.Text ?? Default;

    static string? FirstFilled(IReadOnlyList<RecordCell> cells) => cells.Select(c => c.Text).FirstOrDefault(text => text is not null);
}
