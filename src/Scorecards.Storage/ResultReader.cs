using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>Reads results for pages, API, feed, workbook and mail. A month comes whole or not at all; months without figures are left out.</summary>
public sealed class ResultReader(ResultTable table)
{
    /// <param name="edition">Null = the current state.</param>
    /// <returns>Null: there are no figures, or no such edition.</returns>
    /// <exception cref="InvalidDataException">What is stored cannot be understood: have the month recalculated.</exception>
    /// <exception cref="EditionDamagedException">The same of an edition: have it restored.</exception>
    public async Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, int? edition, CancellationToken ct) =>
        (await table.FindAsync(scorecard, month, edition, ct))?.Scorecard;

    /// <summary>The current state of a month with the number that it is as of; a month without figures too.</summary>
    /// <exception cref="InvalidDataException">What is stored cannot be understood: have the month recalculated.</exception>
    public Task<StoredMonth?> FindAsync(ScorecardId scorecard, Month month, CancellationToken ct) => table.FindAsync(scorecard, month, null, ct);

    /// <summary>The newest edition that is not above a number of the journal: what a mail of that number shows.</summary>
    /// <returns>Null: the month was not issued up to it.</returns>
    /// <exception cref="EditionDamagedException">An edition cannot be understood.</exception>
    public async Task<StoredMonth?> EditionAsync(ScorecardId scorecard, Month month, long number, CancellationToken ct) =>
        await table.EditionsAsync(scorecard, month, ct).Where(e => e.Summary.AsOf <= number).LastOrDefaultAsync(ct);

    /// <summary>The editions of a scorecard's month, the first first, those without figures too.</summary>
    /// <exception cref="EditionDamagedException">An edition cannot be understood.</exception>
    public async Task<IReadOnlyList<StoredMonth>> EditionsAsync(ScorecardId scorecard, Month month, CancellationToken ct) =>
        await table.EditionsAsync(scorecard, month, ct).ToListAsync(ct);

    /// <summary>The months that have results, of one scorecard or of all, each scorecard's earliest first.</summary>
    public async Task<IReadOnlyList<StoredSummary>> SummariesAsync(ScorecardId? scorecard, CancellationToken ct)
    {
        var scope = new ResultScope { Scorecards = scorecard is { } id ? new HashSet<ScorecardId> { id } : null };
        return await ReadableAsync(SummariesInAsync(scope, ct)).ToListAsync(ct);
    }

    /// <summary>The number of the journal that each month is stored as of, those without figures too.</summary>
    public async Task<IReadOnlyDictionary<ScorecardMonth, long>> NumbersAsync(CancellationToken ct) =>
        await ReadableAsync(table.SummariesAsync(null, null, Month.First, Month.Last, ct))
            .ToDictionaryAsync(s => new ScorecardMonth(s.Scorecard, s.Month), s => s.AsOf, null, ct);

    /// <summary>
    /// The months of a scope without their results, in the order of scorecard and month. What cannot be understood comes as a reason, so that one bad
    /// month never keeps the others from being read.
    /// </summary>
    public IAsyncEnumerable<(StoredSummary? Summary, Unreadable? Unreadable)> SummariesInAsync(ResultScope scope, CancellationToken ct) =>
        Partitions(scope).ToAsyncEnumerable().SelectMany(p => table.SummariesAsync(p.From, p.To, scope.From, scope.To, ct))
            .Where(read => IsWanted(read.Summary, scope.After));

    /// <summary>As <see cref="SummariesInAsync"/>, with their results.</summary>
    /// <param name="scope">Its indicators are not looked at: a month is read whole.</param>
    /// <param name="atOnce">Months for each answer of the service, 1 to 1,000.</param>
    public IAsyncEnumerable<(StoredMonth? Month, Unreadable? Unreadable)> MonthsAsync(ResultScope scope, int? atOnce, CancellationToken ct) =>
        Partitions(scope).ToAsyncEnumerable().SelectMany(p => table.MonthsAsync(p.From, p.To, scope.From, scope.To, atOnce, ct))
            .Where(read => IsWanted(read.Month?.Summary, scope.After));

    /// <summary>One range for all scorecards, or one for each that is named.</summary>
    static IEnumerable<(string? From, string? To)> Partitions(ResultScope scope)
    {
        var after = scope.After is { } a ? Keys.From(a.Scorecard) : null;
        return scope.Scorecards is null
            ? [(after, null)]
            : scope.Scorecards.Select(id => Keys.From(id)).Distinct().Where(key => after is null || string.CompareOrdinal(key, after) >= 0)
                .Order(StringComparer.Ordinal).Select(key => ((string?)key, (string?)key));
    }

    static IAsyncEnumerable<StoredSummary> ReadableAsync(IAsyncEnumerable<(StoredSummary? Summary, Unreadable? Unreadable)> read) =>
        read.Where(r => r.Summary is not null).Select(r => r.Summary!);

    /// <summary>The order in which months come.</summary>
    public static int Compare(ScorecardMonth one, ScorecardMonth other) =>
        string.CompareOrdinal(Keys.From(one.Scorecard), Keys.From(other.Scorecard)) is var order and not 0 ? order : one.Month.CompareTo(other.Month);

    /// <param name="month">Null: it cannot be understood, which readers are always told.</param>
    /// <param name="after">What comes up to it is not wanted; null = everything is.</param>
    static bool IsWanted(StoredSummary? month, ScorecardMonth? after) => month is null
        || (month.Count > 0 && (after is not { } last || Compare(new ScorecardMonth(month.Scorecard, month.Month), last) > 0));
}
