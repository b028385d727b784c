using System.Globalization;

namespace Scorecards.Domain;

/// <summary>
/// How far a submission has come: Received, Read, Stored, Calculated; or ends as Refused, Superseded or Quarantined.
/// </summary>
public enum SubmissionState
{
    /// <summary>Its bytes are known; nothing of it counts yet.</summary>
    Received,

    /// <summary>Its rows are checked and written, and not yet seen by any reader.</summary>
    Read,

    /// <summary>Its rows count; scorecards are still being calculated.</summary>
    Stored,

    /// <summary>Every scorecard that it concerns is calculated.</summary>
    Calculated,

    /// <summary>Nothing of it counts; its receipt says why.</summary>
    Refused,

    /// <summary>Its file was replaced or removed before it could be read.</summary>
    Superseded,

    /// <summary>It failed again and again for a reason that is not in the file; an engineer has to look.</summary>
    Quarantined,
}

/// <summary>What became of a file's rows. Read = Accepted + Refused + Skipped, always.</summary>
/// <param name="Skipped">Blank rows, and rows that say again what an earlier row says.</param>
public readonly record struct RowCounts(long Read, long Accepted, long Refused, long Skipped)
{
    public static RowCounts operator +(RowCounts a, RowCounts b) =>
        new(a.Read + b.Read, a.Accepted + b.Accepted, a.Refused + b.Refused, a.Skipped + b.Skipped);
}

/// <summary>A file's content, known by its SHA-256: the same bytes twice are one submission.</summary>
public sealed record Submission
{
    public required string Sha256 { get; init; }

    /// <summary>The path that the bytes first came under.</summary>
    public required string Extract { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The path of the upload that its receipt is written for: the last one that was worked on.</summary>
    public string? Receipt { get; init; }

    /// <summary>When the file was written to the container, UTC. A later submission restates an earlier one.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When its upload was put on record, UTC: orders those received in the same second.</summary>
    public required DateTimeOffset Registered { get; init; }

    /// <summary>
    /// When work on it was last seen going on, UTC: a large file takes long, and that alone does not mean that it was left standing.
    /// </summary>
    public required DateTimeOffset Worked { get; init; }

    public required SubmissionState State { get; init; }

    public string? Kind { get; init; }

    public RowCounts Rows { get; init; }

    /// <summary>One sentence for people: what became of it.</summary>
    public string? Message { get; init; }

    /// <summary>How often work on it has begun.</summary>
    public int Attempts { get; init; }

    /// <summary>The key under which its rows count; null = none does. Later submissions have greater keys (ordinal).</summary>
    public string? Batch { get; init; }

    /// <summary>
    /// The key for the rows of the attempt that is under way: ordered by when the file was received, then registered, then by attempt.
    /// </summary>
    public string AttemptBatch => string.Create(
        CultureInfo.InvariantCulture, $"{Received.UtcDateTime:yyyyMMddHHmmss}-{Registered.UtcTicks:D19}-{Attempts:D4}");

    public bool IsSettled => State is not (SubmissionState.Received or SubmissionState.Read or SubmissionState.Stored);
}

/// <summary>A scorecard of a month, as something to calculate.</summary>
public readonly record struct ScorecardMonth(string Scorecard, Month Month);
