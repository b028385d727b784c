namespace Scorecards.Extracts;

/// <summary>What the cells of a record-level column hold.</summary>
public enum RecordType
{
    /// <summary>An id or a name, kept as it is written.</summary>
    Text,
    Day,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of a list.</summary>
    Code,

    /// <summary>A whole number from 0.</summary>
    Whole,

    /// <summary>A number from 0, with at most three decimals.</summary>
    Number,
}
