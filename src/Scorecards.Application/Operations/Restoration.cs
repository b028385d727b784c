using Azure;
using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>
/// Makes every table again from journal and archive, whichever was lost, the journal's own among them. Works for some minutes at a call and goes on
/// at the next, or when the sweep finds it cut off; two at once write the same. It is complete only when every answer is what it was.
/// </summary>
// Rebuilds every table and compares it with the backup, so it knows each of them.
public sealed partial class Restoration(
    IStorage storage, Journal journal, Attempts attempts, ExtractIngestion ingestion, ExtractReading reading, UploadTable uploads,
        ResultTable results, Archive archive, Backups backups,
    SeenNumbers seen, DeliveryTable deliveries, FollowUp followUp, MonthCalculator calculator, TimeProvider time, ILogger<Restoration> log)
{
    /// <summary>Azure's front end waits for an answer for 230 seconds.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(3);

    /// <summary>The sweep has half an hour.</summary>
    static readonly TimeSpan LongestInSweep = TimeSpan.FromMinutes(10);

    const int MonthsAtOnce = 100;
    const int EditionsAtOnce = 8;
    const int MostProblems = 200;

    /// <summary>Begins a restore, or goes on with the one that has not ended.</summary>
    public Task<RestorationProgress> RunAsync(CancellationToken ct) => RunAsync(LongestCall, ct);

    /// <summary>Goes on with a restore that was cut off; nothing is done where there is none.</summary>
    /// <returns>The journal as it is then.</returns>
    public async Task<JournalPrefix> GoOnAsync(CancellationToken ct)
    {
        if (await backups.RestoreAsync(ct) is not { IsEnded: false } && await journal.ReadAsync(ct) is { IsUnderRepair: false } known)
        {
            return known;
        }

        await RunAsync(LongestInSweep, ct);
        return await journal.ReadAsync(ct);
    }

    async Task<RestorationProgress> RunAsync(TimeSpan longest, CancellationToken ct)
    {
        await storage.ReadyAsync();
        var call = new Call(time, longest);
        var mark = await OpenAsync(ct);
        if (mark.Restored == 0)
        {
            mark = await WriteRowsAsync(mark, call, ct);
        }

        if (mark.Restored > 0)
        {
            mark = await CalculateAsync(mark, call, ct);
        }

        LogRestored(call.Restored, call.Recalculated, call.Left, mark.Compared, mark.IsEnded, mark.Problems.Count);
        return new RestorationProgress(
            call.Restored, call.Recalculated, call.Left, call.Erased, mark.Compared, mark.IsEnded,
            mark.IsEnded && mark.Problems.Count == 0, [.. mark.Problems.Take(MostProblems)]);
    }

    /// <summary>
    /// The restore that is under way, else a new one: the journal put back, and an entry before which nothing can commit that was begun earlier.
    /// </summary>
    async Task<RestoreMark> OpenAsync(CancellationToken ct)
    {
        if (await backups.RestoreAsync(ct) is { IsEnded: false, Restoring: > 0 } open && await IsOfJournalAsync(open, ct))
        {
            return open;
        }

        // From here on the sweep goes on with it, also where the journal cannot be read.
        await backups.SaveRestoreAsync(new RestoreMark(), ct);
        var problems = await PutJournalBackAsync(ct);
        var known = await journal.ReadAsync(ct);
        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(
            now => now.IsUnderRepair
                ? Decision.Nothing
                : new JournalEntry
                {
                    Kind = EntryKind.Restoring,
                    Intent = Intents.Operation("restoring", attempt),
                    Attempt = attempt,
                    Trace = Telemetry.Current
                },
            ct);
        var mark = new RestoreMark { Restoring = commit.Journal.OfKind(EntryKind.Restoring)[^1], Problems = problems };
        await backups.SaveRestoreAsync(mark, ct);
        return mark;
    }

    /// <summary>Whether the journal's newest restore is this one: the journal may have been lost once more, or another restore have begun.</summary>
    async Task<bool> IsOfJournalAsync(RestoreMark mark, CancellationToken ct)
    {
        try
        {
            var known = await journal.ReadAsync(ct);
            return known.OfKind(EntryKind.Restoring) is [.., var newest] && newest == mark.Restoring;
        }
        catch (JournalSetBackException)
        {
            return false;
        }
    }

    /// <summary>
    /// Fills the journal's numbers up to the highest that is seen anywhere: from the copies, from what this process knows, else as lost.
    /// </summary>
    /// <returns>What could not be put back.</returns>
    async Task<List<string>> PutJournalBackAsync(CancellationToken ct)
    {
        // The rows last: whoever commits meanwhile is seen in them, and not taken for lost.
        var (copied, known, highestSeen) = (await backups.NumbersAsync(ct), journal.Known, await seen.HighestAsync(ct));
        var there = await journal.RowsAsync(ct).ToDictionaryAsync(e => e.Number, cancellationToken: ct);
        var highest = there.Keys.Concat(copied).Append(known.Head).Append(highestSeen).Max();
        List<JournalEntry> missing = [];
        List<string> problems = [];
        var committed = DateTimeOffset.MinValue;
        for (var n = 1L; n <= highest; n++)
        {
            if (!there.TryGetValue(n, out var entry))
            {
                entry = copied.Contains(n) ? await backups.FindAsync(n, ct) : null;
                entry ??= n <= known.Head ? known[n] : Lost(n, committed);
                missing.Add(entry);
                if (entry.Kind == EntryKind.Lost)
                {
                    problems.Add(
                        $"Entry {n} of the journal is lost and has no copy. If it was an upload, the upload is read again; "
                        + "if it was an operation or the issue of a month, it is forgotten.");
                }
            }

            committed = entry.Committed > committed ? entry.Committed : committed;
        }

        var taken = await journal.PutBackAsync(missing, ct);
        LogJournal(there.Count, missing.Count, problems.Count, taken.Count);
        return [.. problems,
            .. taken.Select(e => $"Entry {e.Number} of the journal cannot be put back, because its number was used again: its decision is lost.")];
    }

    /// <summary>Everybody who puts a lost journal back writes the same.</summary>
    static JournalEntry Lost(long number, DateTimeOffset committed) => new()
    {
        Number = number,
        Kind = EntryKind.Lost,
        Intent = Intents.Operation("lost", $"{number}"),
        Attempt = $"{number - 1:D10}-lost",
        Committed = committed,
    };

    /// <summary>
    /// Writes the rows of every accepted entry again, in order, then puts back what the journal knows of uploads, and says that all rows are there.
    /// </summary>
    async Task<RestoreMark> WriteRowsAsync(RestoreMark mark, Call call, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        if (mark.Done == 0)
        {
            await PutEditionsBackAsync(ct);
        }

        var left = known.UpTo(mark.Restoring).OfKind(EntryKind.Accepted, mark.Done);
        foreach (var n in left)
        {
            if (call.IsOver)
            {
                call.Left = left.Count - call.Restored;
                return mark;
            }

            var problem = await WriteRowsAsync(known[n], known, call, ct);
            mark = mark with { Done = n, Problems = problem is null ? mark.Problems : [.. mark.Problems, problem] };
            await backups.SaveRestoreAsync(mark, ct);
            call.Restored++;
        }

        known = await journal.ReadAsync(ct);
        await PutUploadsBackAsync(known, ct);
        List<string> problems = [.. mark.Problems];
        await foreach (var archived in archive.ArrivalsAsync(Entries(known), ct))
        {
            if (call.IsOver)
            {
                call.Left++;
                return mark;
            }

            if (await ReadLostAsync(archived, ct) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var onRecord = await uploads.AllAsync(ct).Select(a => (a.Path, a.Number)).ToListAsync(ct);
        if (onRecord.GroupBy(a => a.Path).Sum(path => path.Max(a => a.Number) - path.Count()) is var gaps and > 0)
        {
            problems.Add($"{gaps} uploads that were overwritten before they could be read, or failed, are not on record any more.");
        }

        // The sweep looks at everything once more: receipts, copies, what wanted what.
        var (_, version) = await uploads.FollowedAsync(ct);
        await uploads.FollowAsync(0, version, ct);
        var attempt = attempts.Begin((await journal.ReadAsync(ct)).Head);
        var commit = await journal.CommitAsync(
            now => now.OfKind(EntryKind.Restored, mark.Restoring).Count > 0
                ? Decision.Nothing
                : new JournalEntry
                {
                    Kind = EntryKind.Restored,
                    Intent = Intents.Operation("restored", attempt),
                    Attempt = attempt,
                    Touches = Touches.All,
                    Trace = Telemetry.Current
                },
            ct);
        mark = mark with { Restored = commit.Journal.OfKind(EntryKind.Restored, mark.Restoring)[0], Problems = problems };
        await backups.SaveRestoreAsync(mark, ct);
        if (commit.Entry is { } restored)
        {
            await followUp.BeginAsync(restored, commit.Journal, null, null, ct);
        }

        return mark;
    }

    static IEnumerable<JournalEntry> Entries(JournalPrefix known)
    {
        for (var n = 1L; n <= known.Head; n++)
        {
            yield return known[n];
        }
    }

    async Task PutEditionsBackAsync(CancellationToken ct)
    {
        var written = 0;
        await foreach (var some in backups.EditionsAsync(ct).Chunk(EditionsAtOnce).WithCancellation(ct))
        {
            written += (await Task.WhenAll(some.Select(e => results.PutEditionBackAsync(e, ct)))).Count(isWritten => isWritten);
        }

        LogEditions(written);
    }

    /// <returns>Why it is not as it was; null = it is, or it was erased.</returns>
    async Task<string?> WriteRowsAsync(JournalEntry entry, JournalPrefix known, Call call, CancellationToken ct)
    {
        var who = $"Entry {entry.Number} ({entry.Path})";
        try
        {
            await using var content = await ingestion.OpenAgainAsync(entry, ct);
            if (content is null && known.IsErased(entry.Place))
            {
                call.Erased++;
                return null;
            }

            if (content is null)
            {
                return $"{who}: its bytes are in neither the archive nor the inbox. "
                    + "Upload the same file again under this path and call restore again, or erase it.";
            }

            // Of erased bytes that are still there, too: their erasure waits until every month is calculated at it.
            await using var read = await reading.ReadAsync(content, entry.Path!, entry.ReadOn, known.UpTo(entry.Number - 1), entry.Attempt, ct);
            var parts = entry.Parts.Where(p => p.Value > 0).ToHashSet();
            return read.Problem is { } problem ? $"{who}: read again, the whole file is refused: {problem}."
                : read.Rows != entry.Rows || read.CatalogueRows != entry.CatalogueRows || !parts.SetEquals(read.Parts)
                    ? $"{who}: read again, {read.Rows.Accepted} rows are accepted and {read.Rows.Refused} refused; "
                      + $"they were {entry.Rows.Accepted} and {entry.Rows.Refused}."
                    : null;
        }
        catch (Exception e) when (!IsOfStorage(e))
        {
            // One file must not keep the others from being restored.
            LogNotRestored(e, entry.Number);
            return $"{who}: it could not be read again ({e.GetType().Name}).";
        }
    }

    /// <summary>Whether the next call may have more luck.</summary>
    static bool IsOfStorage(Exception e) =>
        e is OperationCanceledException or RequestFailedException or JournalSetBackException || ConditionalWrite.IsDoubt(e);

    /// <summary>Puts arrivals back into Uploads as the journal knows them.</summary>
    async Task PutUploadsBackAsync(JournalPrefix known, CancellationToken ct)
    {
        var there = await uploads.AllAsync(ct).ToDictionaryAsync(a => (a.Path, a.Number), cancellationToken: ct);
        Dictionary<(string Path, int Number), JournalEntry> ended = [];
        foreach (var entry in Entries(known).Where(e => e.Path is not null))
        {
            ended[(entry.Path!, entry.Arrival)] = entry;
        }

        foreach (var ((path, number), entry) in ended)
        {
            var state = known.IsErased(entry.Place) ? ArrivalState.Erased : FollowUp.StateOf(entry);
            if (!there.TryGetValue((path, number), out var arrival))
            {
                await uploads.PutBackAsync(
                    new Arrival(path, number, entry.Content ?? "", entry.Received, state, entry.Number, 0, entry.Committed, null, default), ct);
            }
            else if (arrival.Entry != entry.Number || arrival.State != state)
            {
                await uploads.TryMoveAsync(arrival, arrival with { State = state, Entry = entry.Number, Attempts = 0, Message = null }, ct);
            }
        }

        // What the journal does not have any more has not ended.
        foreach (var arrival in there.Values.Where(a => a.Entry is not null && !ended.ContainsKey((a.Path, a.Number))))
        {
            await uploads.TryMoveAsync(arrival, arrival with { State = ArrivalState.Received, Entry = null, Attempts = 0, Message = null }, ct);
        }
    }

    /// <summary>Reads an arrival from the archive that has no entry: its entry is lost, or was never made.</summary>
    /// <returns>Why it could not be read; null = it was.</returns>
    async Task<string?> ReadLostAsync(ArchivedArrival archived, CancellationToken ct)
    {
        try
        {
            var arrival = await uploads.PutBackAsync(
                new Arrival(archived.Path, archived.Arrival, archived.Content, archived.Received, ArrivalState.Received, null, 0, time.GetUtcNow(),
                    null, default), ct);
            return await ingestion.IngestArchivedAsync(arrival, archived, ct)
                ? null
                : $"Upload {archived.Arrival} at {archived.Path}: the archive no longer has its bytes.";
        }
        catch (Exception e) when (!IsOfStorage(e))
        {
            LogNotRead(e, archived.Arrival);
            return $"Upload {archived.Arrival} at {archived.Path}: it has no entry in the journal and could not be read ({e.GetType().Name}).";
        }
    }

    /// <summary>Brings every month up to the end of the restore, compares what they say with the last export, and ends.</summary>
    async Task<RestoreMark> CalculateAsync(RestoreMark mark, Call call, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var behind = await followUp.BehindAsync(known[mark.Restored], known.UpTo(mark.Restored), ct);
        List<string> failed = [];
        foreach (var some in behind.OrderByDescending(m => m.Month).ThenBy(m => m.Scorecard, StringComparer.Ordinal).Chunk(MonthsAtOnce))
        {
            if (call.IsOver || !await CalculateAsync(some, mark.Restored, failed, ct))
            {
                call.Left = behind.Count - call.Recalculated;
                return mark;
            }

            call.Recalculated += some.Length;
        }

        var exported = (await backups.NewestExportAsync(ct)).OrderBy(m => m.Month).ThenBy(m => m.Scorecard, StringComparer.Ordinal).ToList();
        foreach (var some in exported.Skip(mark.Compared).Chunk(MonthsAtOnce))
        {
            if (call.IsOver)
            {
                call.Left = exported.Count - mark.Compared;
                return mark;
            }

            mark = mark with { Compared = mark.Compared + some.Length, Problems = [.. mark.Problems, .. await CompareAsync(some, known, ct)] };
            await backups.SaveRestoreAsync(mark, ct);
        }

        mark = mark with { IsEnded = true, Problems = [.. mark.Problems, .. failed, .. await PlansAsync(known, ct)] };
        await backups.SaveRestoreAsync(mark, ct);
        return mark;
    }

    /// <returns>False: not now.</returns>
    async Task<bool> CalculateAsync(IReadOnlyCollection<ScorecardMonth> months, long number, List<string> failed, CancellationToken ct)
    {
        try
        {
            return await calculator.CalculateAsync(months, number, ct);
        }
        catch (Exception e) when (!IsOfStorage(e) && months.Count == 1)
        {
            var (scorecard, month) = months.Single();
            failed.Add($"{scorecard}, {month} cannot be calculated: {(e is RowsMissingException ? e.Message : e.GetType().Name)}");
            return true;
        }
        catch (Exception e) when (!IsOfStorage(e))
        {
            // Those whose rows are there are calculated without the others.
            foreach (var month in months)
            {
                if (!await CalculateAsync([month], number, failed, ct))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// What months said when they were exported, against what they say as of the same number now. What was erased since, or newer rules are for, is
    /// not compared.
    /// </summary>
    async Task<IReadOnlyList<string>> CompareAsync(IReadOnlyCollection<ExportedMonth> exported, JournalPrefix known, CancellationToken ct)
    {
        List<string> other = [];
        var fold = await calculator.RecordedAsync([.. exported.Select(m => new ScorecardMonth(m.Scorecard, m.Month))], known, ct);
        foreach (var before in exported.Where(m => m.AsOf > 0 && m.AsOf <= known.Head && known.OfKind(EntryKind.Rules, m.AsOf).Count == 0))
        {
            try
            {
                var now = fold.At(new ScorecardMonth(before.Scorecard, before.Month), known.UpTo(before.AsOf));
                if ((now.Edition, now.Scorecard?.Results.Count ?? 0, MonthState.Digest(now.Scorecard)) != (before.Edition, before.Count,
                    before.Digest))
                {
                    other.Add(
                        $"{before.Scorecard}, {before.Month} differs from what it was at entry {before.AsOf}: "
                        + $"edition {now.Edition} with {now.Scorecard?.Results.Count ?? 0} results, was {before.Edition} with {before.Count}.");
                }
            }
            catch (ErasedException)
            {
                // Nobody can tell any more; the editions stand.
            }
            catch (RowsMissingException e)
            {
                other.Add($"{before.Scorecard}, {before.Month} cannot be compared: {e.Message}");
            }
        }

        return other;
    }

    /// <summary>Of which issues it is not known any more who was mailed.</summary>
    async Task<IEnumerable<string>> PlansAsync(JournalPrefix known, CancellationToken ct)
    {
        var issues = known.OfKind(EntryKind.Issue);
        if (issues.Count == 0)
        {
            return [];
        }

        var plans = await deliveries.PlansAsync(ct);
        return issues.Where(n => !plans.Contains(known[n].Attempt)).Select(n =>
            $"{known[n].Group}, {known[n].Month}: it is no longer known who was mailed, so no mail about it is sent automatically.");
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Restoration. Restored: {Restored}. Recalculated: {Recalculated}. Left: {Left}. Compared: {Compared}. Ended: {IsEnded}. Problems: "
        + "{Problems}.",
        EventName = "Restoration")]
    partial void LogRestored(int restored, int recalculated, int left, int compared, bool isEnded, int problems);

    [LoggerMessage(
        LogLevel.Warning,
        "Journal put back. There: {There}. Put back: {PutBack}. Lost: {Lost}. Numbers used again: {Taken}.",
        EventName = "JournalPutBack")]
    partial void LogJournal(int there, int putBack, int lost, int taken);

    [LoggerMessage(LogLevel.Information, "Editions put back: {Editions}.")]
    partial void LogEditions(int editions);

    [LoggerMessage(LogLevel.Error, "Entry not restored. Entry: {Entry}.", EventName = "NotRestored")]
    partial void LogNotRestored(Exception e, long entry);

    [LoggerMessage(LogLevel.Error, "Archived upload not read. Arrival: {Arrival}.", EventName = "NotReadAgain")]
    partial void LogNotRead(Exception e, int arrival);

    /// <summary>What one call has done so far, and whether its time is over.</summary>
    sealed class Call(TimeProvider time, TimeSpan longest)
    {
        readonly long start = time.GetTimestamp();

        public bool IsOver => time.GetElapsedTime(start) > longest;

        public int Restored { get; set; }

        public int Recalculated { get; set; }

        public int Left { get; set; }

        public int Erased { get; set; }
    }
}
