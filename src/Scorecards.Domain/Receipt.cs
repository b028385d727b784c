namespace Scorecards.Domain;

/// <summary>What is wrong with one cell of a refused row.</summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Value">At most 200 characters of it.</param>
/// <param name="Reason">What is wrong and how to put it right.</param>
public sealed record Fault(long Row, string Column, string Value, string Reason);

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

    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>The scorecards and months whose figures the file states.</summary>
    public IReadOnlyList<ScorecardMonth> Concerns { get; init; } = [];

    /// <summary>For SameBytes: the path under which the bytes were received first.</summary>
    public string? SameBytesAs { get; init; }
}
