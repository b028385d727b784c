namespace Scorecards.Extracts;

/// <summary>What a row of a table is, before its cells are read as what they should be.</summary>
enum RowKind
{
    Record,

    Blank,

    /// <summary>A heading or a note: text in a single cell.</summary>
    Note,

    /// <summary>The header again, as behind a page break.</summary>
    RepeatedHeader,

    /// <summary>It has text beyond the header where a stray separator could have moved its cells.</summary>
    TooWide,
}
