using Azure;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>One content of a path: what an event announced, or the sweep found.</summary>
/// <param name="Number">1, 2, 3 and so on at its path.</param>
/// <param name="Content">The blob's ETag, without quotation marks.</param>
/// <param name="Received">UTC; given once, when the arrival is registered.</param>
/// <param name="State">Never Calculated: whether its months are is looked up when somebody asks.</param>
/// <param name="Entry">The number of the entry that it ended in; null = it has not ended, or in none.</param>
/// <param name="Attempts">How often work on it has begun since it last ended.</param>
/// <param name="Message">For people: what no entry says, or what came of the upload once its scorecards were calculated.</param>
public sealed record Arrival(
    string Path, int Number, string Content, DateTimeOffset Received, UploadState State, long? Entry, int Attempts, DateTimeOffset Worked,
        string? Message, ETag ETag)
{
    /// <summary>Rows that were accepted when the file was read and do not count after all.</summary>
    public int RefusedSince { get; init; }
}
