namespace Scorecards.Domain;

/// <summary>One decision. Inserting it is the only commit there is; it is never changed.</summary>
public sealed record JournalEntry
{
    /// <summary>1, 2, 3 and so on without a gap; 0 until it is committed.</summary>
    public long Number { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>What is decided: an arrival, an operation, an issue. No intent is decided twice.</summary>
    public required string Intent { get; init; }

    /// <summary>Tags the rows that the entry brings. No two attempts share one.</summary>
    public required string Attempt { get; init; }

    /// <summary>UTC, at least that of the entry below, so that a date means one number.</summary>
    public DateTimeOffset Committed { get; init; }

    /// <summary>The path in the container <c>extracts</c>; null where there is no arrival.</summary>
    public string? Path { get; init; }

    /// <summary>The arrival's number at its path, from 1; 0 where there is none.</summary>
    public int Arrival { get; init; }

    /// <summary>The blob's ETag when it arrived, without quotation marks; null where there is no arrival.</summary>
    public string? Content { get; init; }

    /// <summary>Of the bytes, 64 lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    public long Bytes { get; init; }

    /// <summary>When the content was received, UTC: with <see cref="Place"/> it says which of two statements is the latest.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>
    /// The number under which the content counts: its own, or that of the entry which it replaces; of a withdrawal, an erasure or the same bytes, the
    /// place that is meant; 0 where none is.
    /// </summary>
    public long Place { get; init; }

    public RowCounts Rows { get; init; }

    /// <summary>The kinds of extract that the file held, as its receipt names them.</summary>
    public string? Extract { get; init; }

    /// <summary>For people: what became of the arrival, or who asked for the operation and why.</summary>
    public string? Message { get; init; }

    /// <summary>Catalogue rows that the attempt wrote: whoever reads fewer knows that some are lost.</summary>
    public int CatalogueRows { get; init; }

    /// <summary>
    /// Scorecard months whose measures were written in other than one part, ids in lower case, with the number of parts; 0 = nothing is stated of the
    /// month here, and it is touched since what was in this place before stated it.
    /// </summary>
    public IReadOnlyDictionary<ScorecardMonth, int> Parts { get; init; } = new Dictionary<ScorecardMonth, int>();

    public Touches Touches { get; init; } = Touches.Nothing;

    /// <summary>Catalogue rows for want of which something was refused, such as <c>indicator:caf-rate</c>.</summary>
    public IReadOnlyList<string> Wants { get; init; } = [];

    /// <summary>Of an issue: the scorecard group and the month.</summary>
    public string? Group { get; init; }

    /// <summary>Of an issue.</summary>
    public Month? Month { get; init; }

    /// <summary>Of an issue its scorecards, of a fence its attempts.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The version of the rules of calculation; 0 for any other kind than <see cref="EntryKind.Rules"/>.</summary>
    public int Rules { get; init; }

    /// <summary>The step that made it, as a W3C traceparent; null = nobody traced.</summary>
    public string? Trace { get; init; }
}
