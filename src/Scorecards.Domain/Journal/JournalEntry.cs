namespace Scorecards.Domain;

/// <summary>One decision of the journal (docs/architecture.md, The journal). Inserting it is the only commit; it is never changed.</summary>
public sealed record JournalEntry
{
    /// <summary>1, 2, 3 and so on without a gap; 0 until it is committed.</summary>
    public long Number { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The key of what is decided: an arrival, an operation, an issue. No intent is decided twice.</summary>
    public required string Intent { get; init; }

    /// <summary>The id of the attempt that made it, and the tag of its rows. No two attempts share one.</summary>
    public required string Attempt { get; init; }

    /// <summary>When it was committed, UTC; never before the previous entry, so that a date means one number.</summary>
    public DateTimeOffset Committed { get; init; }

    /// <summary>The path in the container <c>extracts</c>; null = no arrival.</summary>
    public string? Path { get; init; }

    /// <summary>The arrival's number at its path, from 1; 0 = no arrival.</summary>
    public int Arrival { get; init; }

    /// <summary>The blob's ETag when it arrived, without quotation marks; null = no arrival.</summary>
    public string? Content { get; init; }

    /// <summary>The SHA-256 of the bytes, 64 lower-case hexadecimal digits; null = no bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The size of the content in bytes; 0 = no content.</summary>
    public long Bytes { get; init; }

    /// <summary>When the content was received, UTC: together with <see cref="Place"/> it decides which of two statements is the latest.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>
    /// The number under which the content counts: the entry's own, or that of the entry that it replaces. For a withdrawal, an erasure or the same
    /// bytes it is the place that is meant; 0 = none.
    /// </summary>
    public long Place { get; init; }

    /// <summary>The rows of the content; all 0 = no content.</summary>
    public RowCounts Rows { get; init; }

    /// <summary>The kinds of extract in the file, as its receipt names them; null = not known.</summary>
    public string? Extract { get; init; }

    /// <summary>
    /// For people: what happened to the arrival, or who asked for the operation and why. Of a refused file without its cells: an entry stays when the
    /// file is erased.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>The number of catalogue rows that the attempt wrote: a reader that finds fewer knows that some are lost.</summary>
    public int CatalogueRows { get; init; }

    /// <summary>
    /// The number of parts of each scorecard month whose measures were not written in exactly one part, ids in lower case. 0 = the entry states
    /// nothing for the month, and touches it because the entry that it replaces stated it.
    /// </summary>
    public IReadOnlyDictionary<ScorecardMonth, int> Parts { get; init; } = new Dictionary<ScorecardMonth, int>();

    /// <summary>What the entry may change.</summary>
    public Touches Touches { get; init; } = Touches.Nothing;

    /// <summary>The catalogue rows whose absence caused a refusal, such as <c>indicator:caf-rate</c>.</summary>
    public IReadOnlyList<string> Wants { get; init; } = [];

    /// <summary>The scorecard group of an issue; null = no issue.</summary>
    public ScorecardId? Group { get; init; }

    /// <summary>The month of an issue; null = no issue.</summary>
    public Month? Month { get; init; }

    /// <summary>The scorecard ids of an issue, or the attempts of a fence; else empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// The version of the rules of calculation that it begins (<see cref="EntryKind.Rules"/>), or that the journal begins with; else 0.
    /// </summary>
    public int Rules { get; init; }

    /// <summary>
    /// The day in London that the content was held against when it was read: no later month may be stated. Null = no content, or the day of receipt.
    /// </summary>
    public DateOnly? ReadOn { get; init; }

    /// <summary>The day in London that decides how its content is read, now as then: <see cref="ReadOn"/>, or else that of receipt.</summary>
    public DateOnly SeenOn() => ReadOn ?? MonthEndRule.Today(Received);

    /// <summary>The accepted rows of each record-level kind that the content has, by the kind's name.</summary>
    public IReadOnlyDictionary<string, long> Records { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// The accepted rows of each part of a standard return, by its name: the kind, a dot and the part, such as <c>lac-episode.ssda903-episodes</c>.
    /// They are laid over what was known of the kind.
    /// </summary>
    public IReadOnlyDictionary<string, long> Added { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Columns that its returns may have and have not, each behind its part's name and a dot: <c>lac-episode.ssda903-episodes.distance_miles</c>.
    /// What asks for one is not counted from it.
    /// </summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The newest day on which something happened in its returns, which says of which year they are; null = there is none.</summary>
    public DateOnly? NewestDay { get; init; }

    /// <summary>Whether figures are counted from what it has, of whole tables or of returns.</summary>
    public bool HasRecords => Records.Count + Added.Count > 0;

    /// <summary>Whether it has rows of a whole table, which replaces what was known of the kind.</summary>
    public bool HasWhole(string kind) => Records.ContainsKey(kind);

    /// <summary>The parts of returns that are laid over a kind; their names.</summary>
    public IEnumerable<string> AddedTo(string kind) =>
        Added.Keys.Where(part => KindOf(part) == kind).Order(StringComparer.Ordinal);

    /// <summary>The accepted rows of a kind, of a whole table and of returns.</summary>
    public long RowsOf(string kind) => Records.GetValueOrDefault(kind) + AddedTo(kind).Sum(part => Added[part]);

    /// <summary>The kind that a part of a return is laid over.</summary>
    public static string KindOf(string part) => part[..part.IndexOf('.')];

    /// <summary>The number up to which the records were taken that its figures were counted from; 0 = they were not counted.</summary>
    public long CountedAsOf { get; init; }

    /// <summary>Whether it is the last entry of a count: what there is up to <see cref="CountedAsOf"/> is counted.</summary>
    public bool EndsCount { get; init; }

    /// <summary>Whether its figures were counted from records by the product itself.</summary>
    public bool IsCount => Extract == Counted;

    /// <summary>Whether the product wrote its extract itself: what it counted, or the scorecards that it made.</summary>
    public bool IsMade => Path is { } path && Source.IsMade(path);

    /// <summary>The kind of extract that a count writes.</summary>
    public const string Counted = "counted";

    /// <summary>The step that made it, as a W3C traceparent; null = not traced.</summary>
    public string? Trace { get; init; }
}
