using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>What an administrator does by hand to uploads and months (docs/operations.md). Each is an entry of the journal.</summary>
// The administrator's operations on entries share one set of checks; each needs one more service.
public sealed partial class JournalOperations(
    Journal journal, Attempts attempts, ExtractIngestion ingestion, UploadWithdrawals withdrawals, FollowUp followUp, MonthCalculator calculator,
        CatalogueReader catalogues, ResultTable results, ILogger<JournalOperations> log)
{
    /// <summary>Takes an upload in again in its place, although its bytes are known.</summary>
    /// <param name="sha256">Of the bytes; blank = by path.</param>
    /// <param name="path">Of an upload, the latest of that path that was read to its end; blank = by hash.</param>
    public async Task<object> ReplayAsync(string sha256, string path, CancellationToken ct)
    {
        var (found, known) = await FindAsync(sha256, path, ct);
        RequireNotTakenBack(found, known);
        var entry = await ReadAgainAsync(found, Intents.Operation("replay", attempts.Begin(known.Head)), ct);
        if (entry is null)
        {
            throw new ProblemException(409, "Refused",
                "The whole file would now be refused, so nothing was changed and its earlier figures still count. "
                + "Withdraw the upload if they should not.");
        }

        LogReplayed(entry.Number, found.Number);
        return new
        {
            Replayed = entry.Sha256,
            Extract = entry.Path,
            Entry = entry.Number,
            State = entry.Kind.ToString(),
            entry.Rows,
            Message = entry.Kind == EntryKind.Same ? ReceiptTexts.SameAs(entry) : entry.Message,
        };
    }

    /// <returns>Null: the whole file would be refused.</returns>
    /// <exception cref="ProblemException">Its bytes are gone, or it cannot be read before a restore has ended.</exception>
    async Task<JournalEntry?> ReadAgainAsync(JournalEntry upload, string intent, CancellationToken ct)
    {
        try
        {
            return await ingestion.IngestAgainAsync(upload, intent, ct);
        }
        catch (BytesGoneException)
        {
            throw new ProblemException(410, "Bytes not kept",
                "The archive has no copy, because nothing in this upload was ever accepted, and the file is no longer in the inbox. Upload it "
                + "again.");
        }
        catch (UnderRepairException)
        {
            throw new ProblemException(503, "Restore under way", "While a restore is under way nothing is read. Ask again once it has ended.");
        }
    }

    /// <exception cref="ProblemException">Its bytes were erased, or it was withdrawn.</exception>
    static void RequireNotTakenBack(JournalEntry upload, JournalPrefix known)
    {
        if (known.ErasureOf(upload.Sha256!) is not null)
        {
            throw new ProblemException(410, "Erased",
                "An administrator erased this upload, and the same bytes are refused. To have its figures count, edit the file (an extra blank line "
                + "is enough) and upload it again.");
        }

        if (known.WithdrawalOf(upload.Place) is { } withdrawal)
        {
            throw new ProblemException(409, "Withdrawn",
                $"This upload was withdrawn (entry {withdrawal.Number}), so none of its figures count and it is not read again. "
                + "To have it count again, upload the file again.");
        }
    }

    /// <summary>
    /// Withdraws an upload: from here on none of its rows count, and what it corrected comes back. Asked again, as after an answer that was lost, it
    /// answers the same.
    /// </summary>
    /// <param name="sha256">Of the bytes; blank = by path.</param>
    /// <param name="path">Of an upload, the latest of that path that was read to its end; blank = by hash.</param>
    /// <param name="reason">Who asks for it and why; blank = not said.</param>
    public async Task<object> WithdrawAsync(string sha256, string path, string reason, CancellationToken ct)
    {
        var (found, known) = await FindAsync(sha256, path, ct);
        RequireOneToWithdraw(found, path, known);
        var commit = await withdrawals.CommitAsync(found, reason, Intents.Operation("withdraw", attempts.Begin(known.Head)), known, ct);
        if ((commit.Entry ?? commit.Journal.WithdrawalOf(found.Place)) is not { } entry)
        {
            throw new ProblemException(
                409, "Nothing to withdraw", "No figures of this upload count, and it was not withdrawn. GET /api/extracts has its outcome.");
        }

        await followUp.BeginAsync(entry, commit.Journal, null, null, ct);
        return new
        {
            Withdrawn = found.Sha256,
            Extract = found.Path,
            Entry = entry.Number,
            Months = commit.Journal.MonthsOf(entry).Count,
            CountingNow = await withdrawals.FindCountingNowAsync(entry, commit.Journal.UpTo(entry.Number), ct),
        };
    }

    /// <exception cref="ProblemException">What is named is no upload that can be withdrawn, or two.</exception>
    static void RequireOneToWithdraw(JournalEntry found, string path, JournalPrefix known)
    {
        if (path != "" && found.Path != path)
        {
            throw new ProblemException(
                409, "The same file", $"This is the same file as {found.Path}, which counts: it brought nothing of its own. "
                    + $"If that one is meant, name its SHA-256, {found.Sha256}.");
        }

        // As the SQL of two indicators may be. Asked again, it must not be the other's turn.
        if (path == "" && known.Entries.Where(e => e.Sha256 == found.Sha256 && known.RankOf(e.Number) is not null)
            .Select(e => e.Path).ToList() is { Count: > 1 } counting)
        {
            throw new ProblemException(
                409, "Two uploads", $"These bytes count as {string.Join(" and as ", counting)}. Name the one that is meant by its path.");
        }

        if (found.Extract == ExtractKind.Withdraw)
        {
            throw new ProblemException(409, "Not withdrawn", $"{found.Path} {WithdrawKind.FinalFault}.");
        }

        if (found.IsMade)
        {
            throw new ProblemException(409, "Not withdrawn", $"{found.Path} {WithdrawKind.MadeFault}.");
        }
    }

    /// <summary>Calculates a month again from nothing that was calculated before, and says what has changed by it.</summary>
    /// <param name="scorecard">Blank = all.</param>
    /// <param name="month">yyyy-MM.</param>
    /// <exception cref="ProblemException">There is no such month, newer rules are in use, or a restore is under way.</exception>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    public async Task<object> RecalculateAsync(string scorecard, string month, CancellationToken ct)
    {
        if (!Month.TryParse(month, out var wanted))
        {
            throw ProblemException.NotAMonth(month);
        }

        var known = await journal.ReadAsync(ct);
        calculator.RequireCurrent(known);
        if (known.IsUnderRepair)
        {
            throw NotCalculatedYet("Nothing was done");
        }

        if (!known.Months.Any(IsAsked))
        {
            throw NoSuchMonth((await catalogues.AtAsync(known, ct)).Catalogue, scorecard, wanted);
        }

        var attempt = attempts.Begin(known.Head);
        var commit = await journal.CommitAsync(now => Intents.Entry(EntryKind.Recalculation, "recalculate", attempt) with
        {
            Touches = new Touches { Stated = new MonthSet(now.Months.Where(IsAsked)) },
        }, ct);
        var entry = commit.Entry!;
        List<ScorecardMonth> months = [.. commit.Journal.MonthsOf(entry).Where(m => m.Month == wanted)];
        var before = await ReadAsync(months, ct);
        await followUp.BeginAsync(entry, commit.Journal, null, null, ct);
        if (!await calculator.CalculateAsync(months, entry.Number, ct))
        {
            throw NotCalculatedYet($"Entry {entry.Number} has it done once that has ended");
        }

        var changed = FindChanges(before, await ReadAsync(months, ct));
        LogRecalculated(entry.Number, wanted, months.Count);
        return new { Month = wanted.ToString(), Recalculated = months.Count, Entry = entry.Number, Changed = changed };

        bool IsAsked(ScorecardMonth m) => m.Month == wanted && (scorecard == "" || m.Scorecard == scorecard);
    }

    static ProblemException NotCalculatedYet(string what) =>
        new(503, "Not calculated yet", $"Nothing is calculated while a restore is under way. {what}.");

    static ProblemException NoSuchMonth(Catalogue catalogue, string scorecard, Month month)
    {
        if (scorecard != "" && catalogue.Scorecard(scorecard) is null)
        {
            return new(404, "Unknown scorecard", $"There is no scorecard '{scorecard}'. GET /api/scorecards lists those that there are.");
        }

        var whose = scorecard == "" ? "No scorecard has" : $"The scorecard '{scorecard}' has no";
        return new ProblemException(404, "No such month", $"{whose} figures for {month}. GET /api/scorecards lists the months of each.");
    }

    static List<ScorecardChange> FindChanges(IReadOnlyList<MonthlyScorecard> before, IReadOnlyList<MonthlyScorecard> after) =>
    [
        .. after.Select(now => ScorecardDiff.Between(before.FirstOrDefault(was => was.Scorecard == now.Scorecard), now).ForReceipt())
            .OfType<ScorecardChange>(),
    ];

    /// <summary>What is stored of months, as far as it can be understood.</summary>
    Task<List<MonthlyScorecard>> ReadAsync(IEnumerable<ScorecardMonth> months, CancellationToken ct) =>
        months.FindInTurnAsync(async m => (await results.FindOrDamagedAsync(m.Scorecard, m.Month, ct))?.Scorecard);

    /// <summary>The newest entry of an upload.</summary>
    async Task<(JournalEntry Entry, JournalPrefix Known)> FindAsync(string sha256, string path, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        if (sha256 == "" == (path == ""))
        {
            throw new ProblemException(400, "Which upload?", "Say which upload: either sha256 or path. GET /api/extracts lists both.");
        }

        return known.FindUpload(sha256, path) is { } found
            ? (found, known)
            : throw new ProblemException(404, "Unknown upload", "No such upload is on record. GET /api/extracts lists those that are.");
    }

    [LoggerMessage(LogLevel.Information, "Extract replayed by hand. Entry: {Entry}. Before: {Before}.", EventName = "ExtractReplayed")]
    partial void LogReplayed(long entry, long before);

    [LoggerMessage(LogLevel.Information,
        "Month recalculated by hand. Entry: {Entry}. Month: {Month}. Scorecards: {Scorecards}.", EventName = "MonthRecalculated")]
    partial void LogRecalculated(long entry, Month month, int scorecards);
}
