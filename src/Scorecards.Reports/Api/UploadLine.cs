using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>An upload: one arrival of a file.</summary>
/// <param name="Extract">The path as uploaded.</param>
/// <param name="Received">UTC.</param>
/// <param name="Entry">The number of the journal that it ended in; null = it has not ended, or in none.</param>
/// <param name="Sha256">Null until it was read.</param>
/// <param name="Bytes">Null until it was read.</param>
/// <param name="Kind">The kinds of extract that it held; null = none was recognised.</param>
/// <param name="Attempts">How often work on it has begun since it last ended.</param>
/// <param name="Message">The outcome in words for people; of a refused file it may quote cells.</param>
/// <param name="MessageOnRecord">The same without cells, for what an erasure does not reach.</param>
/// <param name="IsWithdrawn">Whether it, or that of which it is a copy, was accepted and has been withdrawn since: none of its rows count.</param>
public sealed record UploadLine(
    string Extract,
    DateTimeOffset Received,
    UploadState State,
    long? Entry,
    string? Sha256,
    long? Bytes,
    string? Kind,
    RowCounts Rows,
    int Attempts,
    string? Message,
    string? MessageOnRecord,
    bool IsWithdrawn);
