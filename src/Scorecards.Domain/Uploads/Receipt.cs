namespace Scorecards.Domain;

/// <summary>What is wrong with one cell of a refused row.</summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Column">As the header names it; blank for the row as a whole.</param>
/// <param name="Value">At most 200 characters of it.</param>
/// <param name="Reason">What is wrong and how to put it right.</param>
/// <param name="Sheet">The sheet, or the file of a zip; null where there is only one table.</param>
public sealed record Fault(long Row, string Column, string Value, string Reason, string? Sheet = null);

/// <summary>What a table of a file was recognised as and what became of its rows.</summary>
/// <param name="Sheet">The sheet, or the file of a zip; null where there is only one table.</param>
/// <param name="Kind">As recognised.</param>
/// <param name="Rows">Below the header.</param>
/// <param name="IgnoredColumns">Columns that the kind does not know, as written.</param>
/// <param name="Notes">What was skipped, and how the table was understood.</param>
public sealed record TableReceipt(string? Sheet, string Kind, RowCounts Rows, IReadOnlyList<string> IgnoredColumns, IReadOnlyList<string> Notes);

/// <summary>What an upload has changed in one scorecard's month: the counts and every indicator that is not as it was.</summary>
/// <param name="Edition">After the change.</param>
/// <param name="Before">Null: the month had no results.</param>
public sealed record ScorecardChange(string Scorecard, Month Month, int Edition, Summary? Before, Summary After, IReadOnlyList<ResultChange> Results);

/// <summary>As displayed, before and after; null = unknown.</summary>
public sealed record ResultChange(string Indicator, string? Before, string? After, Rating? RatingBefore, Rating? RatingAfter);

/// <summary>What became of one upload, for the people who dropped it. The faults of its rows are written beside it.</summary>
public sealed record Receipt
{
    /// <summary>The path in the container <c>extracts</c>.</summary>
    public required string Extract { get; init; }

    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required DateTimeOffset Received { get; init; }

    /// <summary>Accepted, Refused or SameBytes.</summary>
    public required string Outcome { get; init; }

    /// <summary>One sentence: what became of the file and what to do next.</summary>
    public required string Message { get; init; }

    public string? Kind { get; init; }

    /// <summary>Faults of the file as a whole.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public RowCounts Rows { get; init; }

    public IReadOnlyList<TableReceipt> Tables { get; init; } = [];

    /// <summary>About the file as a whole: sheets or entries that were not read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The scorecards and months whose figures the file states.</summary>
    public IReadOnlyList<ScorecardMonth> Concerns { get; init; } = [];

    /// <summary>What has changed because of the file, once every scorecard is calculated; null = not yet.</summary>
    public IReadOnlyList<ScorecardChange>? Changes { get; init; }

    /// <summary>For SameBytes: the path under which the bytes were received first.</summary>
    public string? SameBytesAs { get; init; }
}
