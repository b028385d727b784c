using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Calculation;

/// <summary>Brings scorecards' months up to the journal. Twice, late, in any order or several at once end in the same months.</summary>
/// <param name="rules">
/// Which rules of calculation this code has, from 1, which no entry names: below the newest that the journal names it calculates nothing.
/// </param>
public sealed partial class MonthCalculator(
    Journal journal, Attempts attempts, CatalogueReader catalogues, MeasureTable measures, ResultTable results, ILogger<MonthCalculator> log,
        int rules = MonthFold.Rules)
{
    /// <summary>Months written at a time.</summary>
    const int AtOnce = 8;

    /// <summary>Of a calculation that gives way: somebody may wait for a step to end.</summary>
    const int AtOnceGivingWay = 4;

    /// <param name="number">Each is done when it is stored as of this number or a later one.</param>
    /// <returns>False: not now, so that whoever asks asks again: a restore is under way, newer rules are in use, or the number is above the
    /// head.</returns>
    /// <param name="giveWay">Awaited before each step of four months; null = nobody has to be let go first.</param>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there; nothing is written of these months.</exception>
    public async Task<bool> CalculateAsync(
        IReadOnlyCollection<ScorecardMonth> months, long number, CancellationToken ct, Func<CancellationToken, Task>? giveWay = null)
    {
        List<ScorecardMonth> left = [.. months];
        for (var isFirstTry = true; left.Count > 0; isFirstTry = false)
        {
            var prefix = await UseRulesAsync(await journal.ReadAsync(ct), ct);
            if (prefix.Head < number || prefix.IsUnderRepair || IsOutdated(prefix))
            {
                LogNotNow(number, prefix.Head);
                return false;
            }

            // Head first, then the rows: all rows of every entry up to it are there. The stored month last.
            var catalogue = await catalogues.OpenAsync(prefix, ct);
            var statements = await ReadAsync(left, ct);
            List<ScorecardMonth> again = [];
            foreach (var some in left.Chunk(giveWay is null ? AtOnce : AtOnceGivingWay))
            {
                await (giveWay?.Invoke(ct) ?? Task.CompletedTask);
                var done = await Task.WhenAll(some.Select(month => TryCalculateAsync(month, number, prefix, catalogue, statements, isFirstTry, ct)));
                again.AddRange(some.Where((_, i) => !done[i]));
            }

            left = again;
        }

        return true;
    }

    /// <summary>As <see cref="CalculateAsync"/>, but a month that cannot be calculated keeps back none of the others.</summary>
    /// <param name="isOwn">Whether a failure may be that of one month.</param>
    /// <param name="failed">Gets each month that has one.</param>
    public async Task<bool> CalculateEachAsync(
        IReadOnlyCollection<ScorecardMonth> months, long number, Func<Exception, bool> isOwn, Action<ScorecardMonth, Exception> failed,
        CancellationToken ct)
    {
        try
        {
            return await CalculateAsync(months, number, ct);
        }
        catch (Exception e) when (isOwn(e))
        {
            if (months.Count > 1)
            {
                return await months.ToAsyncEnumerable().AllAsync(
                    async (ScorecardMonth month, CancellationToken stop) => await CalculateEachAsync([month], number, isOwn, failed, stop), ct);
            }

            failed(months.Single(), e);
            return true;
        }
    }

    /// <summary>Brings months up, where that can be done now (<see cref="CalculateAsync"/>).</summary>
    /// <returns>False: not now, or rows of an entry that counts are not there.</returns>
    public async Task<bool> TryBringUpAsync(IReadOnlyCollection<ScorecardMonth> months, long number, CancellationToken ct)
    {
        try
        {
            return await CalculateAsync(months, number, ct);
        }
        catch (RowsMissingException)
        {
            return false;
        }
    }

    /// <summary>Whether newer rules are in use than those of this code, which then calculates nothing.</summary>
    public bool IsOutdated(JournalPrefix known) => known.Rules > rules;

    /// <exception cref="ProblemException">503: newer rules are in use than those of this code.</exception>
    public void RequireCurrent(JournalPrefix known)
    {
        if (IsOutdated(known))
        {
            throw new ProblemException(
                503,
                "Newer version in use",
                "A newer version of the app calculates the months, and this one cannot read all that it stores. Ask again.");
        }
    }

    /// <summary>
    /// Newer rules than any that the journal names are an entry of their own, so that no number is calculated by two. It touches every month; the
    /// sweep follows it up. It is there before rows are written too: what they hold may be what older rules cannot read.
    /// </summary>
    /// <returns>The journal with that entry.</returns>
    public async Task<JournalPrefix> UseRulesAsync(JournalPrefix known, CancellationToken ct)
    {
        // The first entry of a journal has the rules of who makes it.
        if (known.Head == 0 || known.Rules >= rules)
        {
            return known;
        }

        var commit = await journal.CommitAsync(
            now => now.Rules >= rules
                ? Decision.Nothing
                : new JournalEntry
                {
                    Kind = EntryKind.Rules,
                    Intent = $"rules:{rules}",
                    Attempt = attempts.Begin(now.Head),
                    Rules = rules,
                    Touches = Touches.All
                },
            ct);
        if (commit.Entry is { } entry)
        {
            LogRules(rules, entry.Number);
        }

        return commit.Journal;
    }

    /// <summary>A month as of a prefix, whatever is stored: what the product knew then.</summary>
    /// <exception cref="RowsMissingException">Rows of an entry that counts are not there.</exception>
    /// <exception cref="GoneException">It counts no more.</exception>
    public async Task<MonthState> AsOfAsync(ScorecardMonth month, JournalPrefix prefix, CancellationToken ct) =>
        (await FoldsAsync([month], prefix, ct)).At(month, prefix);

    /// <summary>The indicators of a month that are commented on as of a prefix.</summary>
    public async Task<IReadOnlySet<IndicatorId>> CommentedAsync(ScorecardMonth month, JournalPrefix prefix, CancellationToken ct) => await measures
        .ReadAsync(month.Month, [month.Scorecard], ct)
        .Where(s => s.Comments.Count > 0 && prefix.OfAttempt(s.Attempt) is { } n && prefix.RankOf(n) is not null)
        .SelectMany(s => s.Comments.Select(c => c.Indicator).ToAsyncEnumerable()).ToHashSetAsync(null, ct);

    /// <summary>
    /// Reads what months follow from: their rows, and of issued months whose rows may be gone, or which were issued by older rules, the editions on
    /// record, as a calculation from nothing does.
    /// </summary>
    /// <exception cref="ProblemException">Newer rules are in use.</exception>
    /// <param name="upTo">The highest prefix that will be asked for.</param>
    public async Task<MonthFolds> FoldsAsync(IReadOnlyCollection<ScorecardMonth> months, JournalPrefix upTo, CancellationToken ct)
    {
        RequireCurrent(upTo);
        var catalogue = await catalogues.OpenAsync(upTo, ct);
        var statements = await ReadAsync(months, ct);

        // After the rows: when those of an erased upload go, every edition is on record.
        var today = upTo.Index.Whole;
        Dictionary<ScorecardMonth, IReadOnlyDictionary<long, MonthState>> known = [];
        foreach (var some in months.Where(m => upTo.Issue(m.Scorecard, m.Month) is { } issue && AreEditionsNeeded(m, issue, today)).Chunk(AtOnce))
        {
            foreach (var (month, editions) in some.Zip(await Task.WhenAll(some.Select(m => EditionsAsync(m, ct)))))
            {
                known[month] = editions;
            }
        }

        return new MonthFolds(catalogue, month => StatementsOf(statements, month), known, today);
    }

    /// <summary>
    /// Whether a month cannot be made again from its rows alone: older rules were in use after it was issued, or rows that counted once may be gone,
    /// as an upload was erased, or a restore has written rows again.
    /// </summary>
    static bool AreEditionsNeeded(ScorecardMonth of, long issue, JournalPrefix whole) => whole.OfKind(EntryKind.Rules, issue).Count > 0
        || whole.OfKind(EntryKind.Restoring).Count > 0
        || whole.OfKind(EntryKind.Erasure).Any(n => whole[n].Touches.Includes(of.Scorecard, of.Month));

    /// <returns>Whether the stored month is as of the number or later; else somebody has written an older one meanwhile.</returns>
    async Task<bool> TryCalculateAsync(
        ScorecardMonth month,
        long number,
        JournalPrefix prefix,
        Func<JournalPrefix, CatalogueState> catalogue,
        ILookup<ScorecardMonth, MonthStatement> statements,
        bool isFirstTry,
        CancellationToken ct)
    {
        // Where nothing but this has ever touched the month nothing should be stored, and the write finds out if something is: then it is read.
        var isFirst = isFirstTry && prefix.Touching(month.Scorecard, month.Month, 0).Count <= 1 && prefix.Issue(month.Scorecard, month.Month) is null;
        var stored = isFirst ? null : await results.FindOrDamagedAsync(month.Scorecard, month.Month, ct);
        if (stored?.Summary.AsOf >= number)
        {
            return true;
        }

        var (from, known) = isFirst ? (MonthState.Unknown, MonthFolds.NoEditions) : await StartAsync(month, stored, prefix, ct);
        var folded = new MonthFold(prefix, catalogue, StatementsOf(statements, month)).Fold(month, from, known);
        if (folded.State is not { } state)
        {
            LogRowsMissing(month.Scorecard.Value, month.Month, folded.MissingEntry);
            throw new RowsMissingException(folded.MissingEntry);
        }

        foreach (var edition in folded.Editions)
        {
            await results.AddEditionAsync(Summary(month, edition, catalogue(prefix).Catalogue), edition.Scorecard, ct);
        }

        var saved = await results.TrySaveAsync(Summary(month, state, catalogue(prefix).Catalogue), state.Scorecard, stored?.ETag, ct);
        if (saved)
        {
            var s = state.Scorecard?.Summary ?? Domain.Summary.None;
            LogCalculated(month.Scorecard.Value, month.Month, state.AsOf, state.Edition, s.Green, s.Amber, s.Red, s.Unrated);
        }

        return saved;
    }

    /// <summary>What the calculation of a month goes on from: what is stored; where that may be wrong, nothing but the editions on record.</summary>
    async Task<(MonthState From, IReadOnlyDictionary<long, MonthState> Editions)> StartAsync(
        ScorecardMonth month, StoredMonth? stored, JournalPrefix prefix, CancellationToken ct)
    {
        var isIssued = prefix.Issue(month.Scorecard, month.Month) is not null;
        if (stored is { Summary: { AsOf: > 0 } summary } && !prefix.IsRenewed(month.Scorecard, month.Month, summary.AsOf))
        {
            // Older code may have been ended between an edition, which is mailed as it is, and its month.
            return (new MonthState(summary.AsOf, summary.Edition, summary.Changed, stored.Scorecard),
                isIssued && prefix.OfKind(EntryKind.Rules, summary.AsOf).Count > 0 ? await EditionsAsync(month, ct) : MonthFolds.NoEditions);
        }

        // The editions are needed for what has been erased since.
        return (MonthState.Unknown, isIssued ? await EditionsAsync(month, ct) : MonthFolds.NoEditions);
    }

    /// <summary>The editions that are on record, by the numbers that made them.</summary>
    async Task<IReadOnlyDictionary<long, MonthState>> EditionsAsync(ScorecardMonth month, CancellationToken ct)
    {
        // A restore that reads a row otherwise than then may number an edition anew: of two of one number the later one was gone on from.
        Dictionary<long, MonthState> known = [];
        await foreach (var (summary, scorecard, _) in results.EditionsAsync(month.Scorecard, month.Month, ct))
        {
            known[summary.AsOf] = new MonthState(summary.AsOf, summary.Edition, summary.Changed, scorecard);
        }

        return known;
    }

    /// <summary>What every attempt states of the months and of those before them, by scorecard and month: a query for each month.</summary>
    async Task<ILookup<ScorecardMonth, MonthStatement>> ReadAsync(IReadOnlyCollection<ScorecardMonth> months, CancellationToken ct)
    {
        List<MonthStatement> read = [];
        foreach (var ofMonth in months.SelectMany(WithBefore).GroupBy(m => m.Month, m => m.Scorecard))
        {
            read.AddRange(await measures.ReadAsync(ofMonth.Key, ofMonth.ToHashSet(), ct).ToListAsync(ct));
        }

        return read.ToLookup(s => new ScorecardMonth(s.Scorecard, s.Month));
    }

    static IReadOnlyList<MonthStatement> StatementsOf(ILookup<ScorecardMonth, MonthStatement> statements, ScorecardMonth of) =>
        [.. WithBefore(of).SelectMany(m => statements[m])];

    /// <summary>A month and the one before it, which it is compared with.</summary>
    static ScorecardMonth[] WithBefore(ScorecardMonth of) => of.Month == Month.First ? [of] : [of, of with { Month = of.Month.Previous() }];

    static StoredSummary Summary(ScorecardMonth month, MonthState state, Catalogue catalogue) => new(
        state.Scorecard?.Scorecard ?? catalogue.Scorecard(month.Scorecard)?.Id ?? month.Scorecard,
        state.Scorecard?.Name ?? "",
        month.Month,
        state.AsOf,
        state.Edition,
        state.Scorecard?.Summary ?? Domain.Summary.None,
        state.Changed,
        state.Scorecard?.Results.Count ?? 0,
        state.Scorecard?.Trace);

    [LoggerMessage(LogLevel.Information, "Scorecard calculated. Scorecard: {Scorecard}. Month: {Month}. As of: {AsOf}. Edition: {Edition}. "
        + "Green: {Green}. Amber: {Amber}. Red: {Red}. Unrated: {Unrated}.")]
    partial void LogCalculated(string scorecard, Month month, long asOf, int edition, int green, int amber, int red, int unrated);

    [LoggerMessage(LogLevel.Information, "Newer rules of calculation are in use. Rules: {Rules}. Entry: {Entry}.", EventName = "RulesBegun")]
    partial void LogRules(int rules, long entry);

    [LoggerMessage(LogLevel.Information, "Not calculated now. Number: {Number}. Head: {Head}.")]
    partial void LogNotNow(long number, long head);

    [LoggerMessage(LogLevel.Error,
        "Rows are missing, nothing is written. Scorecard: {Scorecard}. Month: {Month}. Entry: {Entry}.", EventName = "RowsMissing")]
    partial void LogRowsMissing(string scorecard, Month month, long entry);
}
