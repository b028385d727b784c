namespace Scorecards.Extracts;

/// <summary>What a row of a table is, before its cells are read as what they should be.</summary>
enum RowKind
{
    Record,

    /// <summary>Blank, or the header again, as behind a page break.</summary>
    Nothing,

    /// <summary>A heading or a note: text in a single cell.</summary>
    Note,

    /// <summary>It has text beyond the header where a stray separator could have moved its cells.</summary>
    TooWide,
}
