using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>What is to be committed of a content: an arrival's first reading, or another one in the place that it has.</summary>
readonly record struct Upload(string Path, int Arrival, string Content, DateTimeOffset Received, string Intent, long Place, bool IsReplay)
{
    public bool IsArrival => Place == 0;

    /// <summary>The day that its months are held against: that of receipt, also when it is read again.</summary>
    public DateOnly ReadOn { get; init; } = MonthEndRule.Today(Received);

    /// <summary>Whether the product wrote it itself.</summary>
    public bool IsOfCount { get; init; }

    /// <summary>Whether the restore that is under way asks for it.</summary>
    public bool IsOfRestore { get; init; }

    /// <summary>Whether it is read again and ended in bytes that counted already: it is compared with what counts in its place.</summary>
    public bool IsOfSame { get; init; }

    public static Upload From(Arrival arrival) => new(
        arrival.Path, arrival.Number, arrival.Content, arrival.Received, Intents.Upload(arrival.Path, arrival.Number), 0, IsReplay: false);

    public static Upload Again(JournalEntry entry, string intent) => new(
        entry.Path!, entry.Arrival, entry.Content ?? "", entry.Received, intent, entry.Place, IsReplay: entry.Kind != EntryKind.Refused)
    {
        ReadOn = entry.SeenOn(),
        IsOfCount = entry.IsCount,
        IsOfSame = entry.Kind == EntryKind.Same,
    };

    /// <summary>As what it is read. Bytes that count already are received when they were first: their entry says no other moment.</summary>
    public ReadingOf ToRead(JournalPrefix journal, string sha256) => new(
        Path, ReadOn, IsOfCount, FindSame(journal, sha256) is { } same ? journal.RankOf(same)!.Value.Received : Received);

    /// <summary>Whether the bytes count already, every row of them: they need not be read.</summary>
    public bool IsSame(JournalPrefix journal, string sha256) =>
        FindSame(journal, sha256) is { } n && journal[n].Rows.Refused == 0 && !IsMappedAnew(journal, n);

    /// <summary>
    /// The entry that counts and has the same bytes, which need no second place; null = there is none, or what is read again counts in its own place.
    /// A file of SQL is of the indicator that its name says.
    /// </summary>
    public long? FindSame(JournalPrefix journal, string sha256)
    {
        var (path, holder) = (Path, journal.Holder(Place));
        return holder is not null
            ? IsOfSame ? holder : null
            : journal.OfBytes(sha256, entry => entry.Path is not { } other || !(IsSql(other) && IsSql(path)) || Name(other) == Name(path));
    }

    /// <summary>
    /// Whether bytes that count are a published table, and there were rows of the catalogue since by which it may say more: what such a table has and
    /// is left out is not refused.
    /// </summary>
    public static bool IsMappedAnew(JournalPrefix journal, long counting) =>
        journal[counting].Extract is { } kinds && kinds.Split(", ").Contains(MappedKind.KindName)
        && journal.Catalogue(ExtractReading.CatalogueKinds) > counting;

    /// <summary>
    /// Whether bytes that count leave a scorecard's month out now, as where only the file's name says which it is. What a published table says may
    /// change, since that is what a newer mapping is for.
    /// </summary>
    public static bool LeavesOut(JournalPrefix journal, long counting, ReadExtract read)
    {
        var entry = journal[counting];
        return !IsMappedAnew(journal, counting) && entry.Touches.Stated.Any(month =>
            entry.Parts.GetValueOrDefault(month.ToLower(), 1) > 0 && !read.Touches.Stated.Contains(month.Scorecard, month.Month));
    }

    /// <summary>Whether the place was withdrawn or erased.</summary>
    public bool IsGone(JournalPrefix journal) => IsReplay && (journal.WithdrawalOf(Place) is not null || journal.IsErased(Place));

    /// <summary>
    /// Whether an arrival is to be read again for rows of the catalogue that an entry brings. It was received after them, or in their second: then
    /// not both of the two may want and bring, which might have them read for each other without end.
    /// </summary>
    public static bool IsWanting(JournalEntry arrival, JournalEntry bringing, JournalPrefix known) =>
        arrival.Received >= bringing.Received && arrival.Wants.Intersect(bringing.Touches.CatalogueKinds).Any()
        && (arrival.Received > bringing.Received || bringing.Wants.Count == 0 || arrival.Touches.CatalogueKinds.Count == 0)
        && known.OfIntent(Intents.Wanted(arrival.Number, bringing.Number)) is null && IsNewest(arrival, known) && !known.IsErased(arrival.Place);

    /// <summary>
    /// Whether an accepted entry counts, or another one is the last that its arrival ended in. Of the same bytes that came to a path every night,
    /// while they count, it is the last.
    /// </summary>
    static bool IsNewest(JournalEntry entry, JournalPrefix journal)
    {
        return entry.Kind == EntryKind.Accepted
            ? journal.RankOf(entry.Number) is not null
            : IsLast(e => e.Arrival == entry.Arrival) && (entry.Kind == EntryKind.Refused
                || (journal.Holder(entry.Place) is not null && IsLast(e => e.Kind == EntryKind.Same && e.Place == entry.Place)));

        bool IsLast(Func<JournalEntry, bool> isOne) => journal.OfPath(entry.Path!).Last(n => isOne(journal[n])) == entry.Number;
    }

    /// <summary>What an arrival ended in, by its entry.</summary>
    public static UploadState StateOf(JournalEntry entry) => entry.Kind switch
    {
        EntryKind.Accepted => UploadState.Accepted,
        EntryKind.Same => UploadState.Same,
        _ => UploadState.Refused,
    };

    static bool IsSql(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    static IndicatorId Name(string path) => System.IO.Path.GetFileNameWithoutExtension(path);
}
