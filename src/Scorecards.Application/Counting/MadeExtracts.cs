using CsvHelper;
using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Counting;

/// <summary>
/// Takes in extracts that the product writes itself, as if somebody had uploaded them: they have an arrival, bytes in the archive, one entry of the
/// journal and a receipt. So whatever holds of uploads holds of what was counted from records.
/// </summary>
// The same way as that of an upload, so the same stages.
public sealed partial class MadeExtracts(
    Journal journal, Attempts attempts, UploadTable uploads, Archive archive, MonthCalculator calculator, ExtractReading reading,
    FollowUp followUp, FileLimits limits, TimeProvider time, ILogger<MadeExtracts> log)
{
    /// <param name="path">In <see cref="Source.CountedFolder"/>.</param>
    /// <param name="bytes">The file, as it was made of the journal up to a number.</param>
    /// <param name="asOf">The entry of that number.</param>
    /// <param name="endsCount">Whether all records up to it are counted once this is committed.</param>
    /// <param name="isOutdated">Whether what it was made of has changed.</param>
    /// <returns>The entry; null = it is to be made again.</returns>
    public async Task<JournalEntry?> CommitAsync(
        string path, byte[] bytes, JournalEntry asOf, bool endsCount, Func<JournalPrefix, bool> isOutdated, CancellationToken ct)
    {
        await using var content = await ReceivedContent.ReadAsync(new MemoryStream(bytes), bytes.Length, limits.MostBytes, ct);

        // The moment of what it was made of: a later count corrects an earlier one, and no clock has a part in it.
        var known = await calculator.UseRulesAsync(await journal.ReadAsync(ct), ct);
        var version = Version(known, path, content.Sha256, endsCount ? asOf.Number : null);
        var (arrival, _) = await uploads.RegisterAsync(path, version, asOf.Committed, time.GetUtcNow(), known, ct);
        var upload = Upload.From(arrival) with { IsOfCount = true };
        while (known.OfIntent(upload.Intent) is null)
        {
            if (calculator.IsOutdated(known) || isOutdated(known) || known.IsUnderRepair)
            {
                await followUp.EndAsync(arrival, UploadState.Replaced, "It was counted again before it could be taken in.", ct);
                return null;
            }

            await TryCommitAsync(content, upload, arrival, known, Finish, ct);
            known = await journal.ReadAsync(ct);
        }

        return known[known.OfIntent(upload.Intent)!.Value];

        JournalEntry? Finish(JournalPrefix now, JournalEntry entry) =>
            calculator.IsOutdated(now) || isOutdated(now) ? null : entry with { CountedAsOf = asOf.Number, EndsCount = endsCount };
    }

    /// <summary>An extract as CSV.</summary>
    public static byte[] Write(string[] header, IEnumerable<string[]> rows)
    {
        using var content = new MemoryStream();
        using (var csv = CsvWriter.Create(content, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header))
            {
                csv.WriteRecord(row);
            }
        }

        return content.ToArray();
    }

    /// <summary>
    /// What was made before and is withdrawn can be made again, of the same bytes. What ends a count is each time another: a count of nothing is
    /// always the same bytes.
    /// </summary>
    static string Version(JournalPrefix known, string path, string sha256, long? ended)
    {
        if (ended is { } number)
        {
            return $"{sha256}-of-{number}";
        }

        var withdrawn = known.OfPath(path).Count(n => known[n].Kind == EntryKind.Accepted && known[n].Sha256 == sha256 && known.RankOf(n) is null);
        return withdrawn == 0 ? sha256 : $"{sha256}-{withdrawn}";
    }

    /// <param name="finish">Adds to the entry what only its maker knows; null = it is not to be committed.</param>
    async Task TryCommitAsync(ReceivedContent content, Upload upload, Arrival arrival, JournalPrefix known,
        Func<JournalPrefix, JournalEntry, JournalEntry?> finish, CancellationToken ct)
    {
        var attempt = attempts.Begin(known.Head);
        await using var read = await reading.ReadAsync(content, upload.ToRead(known, content.Sha256), known, attempt, ct);
        await content.KeepAsync(archive, upload, read, ct);
        var commit = await journal.CommitAsync(
            now => UploadDecision.Decide(now, known, attempt, content, upload, read).Entry is { } entry ? finish(now, entry) : Decision.Again, ct);
        if (commit.Entry is not { Kind: EntryKind.Accepted })
        {
            await followUp.DiscardAsync(attempt, read.Touches, ct);
        }

        if (commit.Entry is { } done)
        {
            LogMade(done.Number, done.Kind, done.Rows.Accepted, done.Rows.Refused);
            await followUp.BeginAsync(done, commit.Journal, read, arrival, ct);
        }
    }

    [LoggerMessage(LogLevel.Information,
        "Extract made. Entry: {Entry}. Kind: {Kind}. Accepted: {Accepted}. Refused: {Refused}.", EventName = "ExtractMade")]
    partial void LogMade(long entry, EntryKind kind, long accepted, long refused);
}
