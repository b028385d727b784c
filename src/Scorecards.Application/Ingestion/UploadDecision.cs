using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>What the journal says of an upload whose content was read: accepted, refused, the same bytes, nothing, or read it again. Pure.</summary>
static class UploadDecision
{
    /// <param name="now">The journal as it is.</param>
    /// <param name="known">As it was when the content was read.</param>
    /// <param name="read">What came of the reading; null = it was not read, since every row of these bytes counts already.</param>
    public static Decision Decide(JournalPrefix now, JournalPrefix known, string attempt, ReceivedContent content, Upload upload, ReadExtract? read)
    {
        if (now.OfIntent(upload.Intent) is not null || (upload.Place > 0 && upload.IsGone(now)))
        {
            return Decision.Nothing;
        }

        var isOther = now.Catalogue(ExtractReading.CatalogueKinds) > known.Head || now.ErasureOf(content.Sha256)?.Number > known.Head;
        isOther |= read is { IsOfUploads: true } && now.Head > known.Head;
        isOther |= read is not null
            && read.Records.Keys.Concat(read.Added.Keys.Select(JournalEntry.KindOf)).Any(kind => now.Catalogue(kind) > known.Head);
        if (isOther || now.IsFenced(attempt, known.Head) || (read is null && !upload.IsSame(now, content.Sha256)))
        {
            return Decision.Again;
        }

        var entry = Begin(attempt, content, upload);
        if (upload.FindSame(now, content.Sha256) is { } counting)
        {
            return DecideSameBytes(now, counting, entry, read);
        }

        if (read!.Problem is not null)
        {
            // A replay that refuses the whole file changes nothing: the old entry goes on counting. An upload that waited for a catalogue
            // row has its answer.
            return upload.IsReplay
                ? Decision.Nothing
                : entry with { Rows = read.Rows, Extract = read.Kind, Wants = read.Wants, Message = ReceiptTexts.Refused(read.ProblemOnRecord!) };
        }

        return upload.Place > 0 && now.Holder(upload.Place) is { } holder
            ? Accepted(entry with { CountedAsOf = now[holder].CountedAsOf }, read, read.Touches + now[holder].Touches, now)
            : Accepted(entry, read, read.Touches, now);
    }

    /// <summary>What an entry has however it is decided.</summary>
    static JournalEntry Begin(string attempt, ReceivedContent content, Upload upload) => new()
    {
        Kind = EntryKind.Refused,
        Intent = upload.Intent,
        Attempt = attempt,
        Path = upload.Path,
        Arrival = upload.Arrival,
        Content = upload.Content,
        Sha256 = content.Sha256,
        Bytes = content.Bytes,
        Received = upload.Received,
        Place = upload.Place,
        ReadOn = upload.ReadOn,
    };

    /// <summary>
    /// Bytes that count already: nothing changes, unless fewer of their rows are refused today and none that counts, or records are now known to be
    /// the same after another month's end.
    /// </summary>
    static JournalEntry DecideSameBytes(JournalPrefix now, long counting, JournalEntry entry, ReadExtract? read)
    {
        var same = now[counting];
        var rank = now.RankOf(counting)!.Value;
        if (read is not { Problem: null, Lost: null } || Upload.LeavesOut(now, counting, read)
            || (read.Rows.Refused >= same.Rows.Refused && !Upload.IsMappedAnew(now, counting)))
        {
            // Only an arrival that was received before the one that counts changes the order of statements.
            var touches = entry.Received < rank.Received ? same.Touches : Touches.Nothing;
            return entry with
            {
                Kind = EntryKind.Same,
                Place = same.Place,
                Rows = same.Rows,
                Extract = same.Extract,
                Wants = read?.Wants ?? [],
                Touches = touches + new Touches { CatalogueKinds = RecordCoverage.FindExtended(now, same, MonthEndRule.Today(entry.Received)) },
                Message = same.Path
            };
        }

        // Fewer of its rows are refused than when these bytes came before: they count in the place that they have.
        return Accepted(entry with { Received = rank.Received, Place = rank.Place }, read, read.Touches + same.Touches, now);
    }

    static JournalEntry Accepted(JournalEntry entry, ReadExtract read, Touches touches, JournalPrefix now) => entry with
    {
        Touches = touches,
        Kind = EntryKind.Accepted,
        Rows = read.Rows,
        Extract = read.Kind,
        Wants = read.Wants,
        CatalogueRows = read.CatalogueRows,
        Records = read.Records,
        Added = read.Added,
        NewestDay = read.NewestDay,
        Absent = read.Absent,
        Parts = PartsOf(read, touches),
        Message = MessageOf(read, now.ConcernsOf(touches), now),
    };

    /// <summary>Where no month depends on the upload, its receipt says no more.</summary>
    static string MessageOf(ReadExtract read, IReadOnlyList<ScorecardMonth> concerned, JournalPrefix now) =>
        ReceiptTexts.Accepted(read.Rows, read.Kind, concerned, now)
        + (concerned.Count == 0 ? ReceiptTexts.Warned(read.Warnings.Count, read.WarningsNotListed) : "");

    /// <summary>What is in the place before may state months that this does not: they are touched, and no rows of them are missing.</summary>
    static IReadOnlyDictionary<ScorecardMonth, int> PartsOf(ReadExtract read, Touches touches) => touches.Stated.Count == read.Touches.Stated.Count
        ? read.Parts
        : read.Parts.Concat(touches.Stated.Where(m => !read.Touches.Stated.Contains(m.Scorecard, m.Month))
            .Select(m => KeyValuePair.Create(m.ToLower(), 0)))
            .ToDictionary();
}
