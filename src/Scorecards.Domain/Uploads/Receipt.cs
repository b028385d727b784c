namespace Scorecards.Domain;

/// <summary>What happened to one upload, for the people who uploaded it. The faults of its rows are in a file beside it.</summary>
public sealed record Receipt
{
    /// <summary>The most <see cref="Changes"/> that it lists: those of the latest months.</summary>
    public const int MostChanges = 200;

    /// <summary>The path in the container <c>extracts</c>.</summary>
    public required string Extract { get; init; }

    /// <summary>The SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the file was written to the container, UTC.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>How the upload ended.</summary>
    public required ReceiptOutcome Outcome { get; init; }

    /// <summary>One sentence: what happened to the file and what to do next.</summary>
    public required string Message { get; init; }

    /// <summary>The kind of extract, several separated by commas; null = not known.</summary>
    public string? Kind { get; init; }

    /// <summary>What is wrong with the file as a whole: sentences for people.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The rows of all tables together.</summary>
    public RowCounts Rows { get; init; }

    /// <summary>One for each sheet, or for each file of a zip.</summary>
    public IReadOnlyList<TableReceipt> Tables { get; init; } = [];

    /// <summary>Notes on the file as a whole: sheets or entries that were not read, names that were read as what they are like.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows that count and that somebody should look at; the reason says why.</summary>
    public IReadOnlyList<Fault> Warnings { get; init; } = [];

    /// <summary>How many more warnings there are, which the receipt does not list.</summary>
    public long WarningsNotListed { get; init; }

    /// <summary>The scorecards and months whose figures the file states.</summary>
    public IReadOnlyList<ScorecardMonth> Concerns { get; init; } = [];

    /// <summary>
    /// What has changed because of the file, once every scorecard is calculated; null = not yet. For <see cref="ReceiptOutcome.SameBytes"/> what they
    /// changed when they were received first, if that was at the same path.
    /// </summary>
    public IReadOnlyList<ScorecardChange>? Changes { get; init; }

    /// <summary>For <see cref="ReceiptOutcome.SameBytes"/>: the path under which the bytes were received first; else null.</summary>
    public string? SameBytesAs { get; init; }
}
