using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Storage;

namespace Scorecards.Application.Counting;

/// <summary>
/// Counts figures from the records that were uploaded: of the newest month first, then of the months before it. Whatever the records, scorecards or
/// indicators that they were counted from change to, they are counted again.
/// </summary>
// Leads the parts of a count, from the plan to the commit.
public sealed partial class RecordCounting(
    Journal journal, CatalogueReader catalogues, MonthCalculator calculator, RecordTables tables, MadeExtracts made, ScorecardMaking scorecards,
    CountsInForce inForce, ILogger<RecordCounting> log) : IDisposable
{
    /// <summary>That an administrator asks for: they are stated in one extract.</summary>
    const int MonthsAtOnce = 12;

    /// <summary>Files that are dropped together are counted once, of one process alone: others commit nothing, since theirs is outdated.</summary>
    readonly SemaphoreSlim one = new(1);

    /// <summary>Counts what is not counted yet. Where nothing can be counted, or a restore is under way, nothing is done.</summary>
    /// <returns>False: newer rules are in use, and by those of this code nothing is counted. Whoever asks asks again.</returns>
    public Task<bool> CatchUpAsync(CancellationToken ct) => one.InTurnAsync(async () =>
    {
        var known = await journal.ReadAsync(ct);
        while (RecordCoverage.IsBehind(known) && !calculator.IsOutdated(known) && await CountAsync(known, ct))
        {
            var head = known.Head;
            known = await journal.ReadAsync(ct);
            if (known.Head == head)
            {
                // Nothing came of it, and nothing would of the same again.
                break;
            }
        }

        return !(RecordCoverage.IsBehind(known) && calculator.IsOutdated(known));
    }, ct);

    public void Dispose() => one.Dispose();

    /// <returns>False: there is nothing to count.</returns>
    async Task<bool> CountAsync(JournalPrefix known, CancellationToken ct)
    {
        var catalogue = (await catalogues.AtAsync(known, ct)).Catalogue;
        if (await scorecards.TryMakeAsync(known, catalogue, ct))
        {
            return true;
        }

        var plan = CountPlan.Make(known, catalogue, null);
        if (plan.Count == 0)
        {
            return false;
        }

        using var database = await tables.OpenAsync(known, ct);
        plan = CountPlan.After(database.FindFirstDays(), plan, known);
        if (plan.Count == 0)
        {
            return false;
        }

        var (newest, rest) = (plan[..1], plan[1..]);
        var isDone = await CountAsync(database, newest, known, catalogue, rest.Count == 0, ct)
            && (rest.Count == 0 || await CountAsync(database, rest, known, catalogue, isLast: true, ct));
        LogCounted(known.Head, plan.Count, isDone);
        return true;
    }

    /// <summary>Counts months again that an administrator names, the issued ones too.</summary>
    /// <param name="months">The newest first.</param>
    /// <param name="take">Gets the figures of some months at a time, and answers whether they are to be committed.</param>
    /// <returns>The months that were counted; those that the records do not cover are left out.</returns>
    /// <exception cref="ProblemException">503: newer rules are in use, or a restore is under way.</exception>
    public async Task<IReadOnlyList<Month>> CountAsync(
        IReadOnlyList<Month> months, Func<CountedFile, Task<bool>> take, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        calculator.RequireCurrent(known);
        if (known.IsUnderRepair)
        {
            throw UnderRestore();
        }

        var catalogue = (await catalogues.AtAsync(known, ct)).Catalogue;
        var plan = CountPlan.Make(known, catalogue, months);
        using var database = await tables.OpenAsync(known, ct);
        plan = CountPlan.After(database.FindFirstDays(), plan, known);
        foreach (var some in plan.Chunk(MonthsAtOnce))
        {
            var file = await CountAsync(database, some, known, catalogue, ct);
            if (await take(file) && !await CommitAsync(file, known, endsCount: false, _ => false, ct))
            {
                calculator.RequireCurrent(await journal.ReadAsync(ct));
                throw UnderRestore();
            }
        }

        return [.. plan.Select(month => month.Month)];

        static ProblemException UnderRestore() =>
            new(503, "Restore under way", "While a restore is under way nothing is counted. Ask again once it has ended.");
    }

    /// <summary>
    /// A council's own definition that takes too long on the records of a month, or fails on them, counts nothing there and harms no other.
    /// </summary>
    CountedMonth WithoutFailing(RecordDatabase database, CountedMonth month, Catalogue catalogue, CancellationToken ct)
    {
        var failing = catalogue.Definitions
            .Where(own => month.Definitions.Any(d => d.Indicator == own.Indicator)
                && RecordTables.FaultOfDefinition(database, own.Sql, month.Month, ct) is not null)
            .Select(own => own.Indicator).ToHashSet();
        failing.ToList().ForEach(indicator => LogFailing(indicator.Value, month.Month));
        return failing.Count == 0 ? month : month.Without(failing);
    }

    /// <returns>False: what it was counted from has changed meanwhile.</returns>
    async Task<bool> CountAsync(
        RecordDatabase database, List<CountedMonth> months, JournalPrefix known, Catalogue catalogue, bool isLast, CancellationToken ct)
    {
        var file = await CountAsync(database, months, known, catalogue, ct);
        return await CommitAsync(file, known, isLast, IsOutdated, ct);

        bool IsOutdated(JournalPrefix now) => RecordCoverage.NewestChange(now) > known.Head
            || months.Exists(month => month.Scorecards.Concat(month.Before).Any(s => now.Issue(s.Id, month.Month) != known.Issue(s.Id, month.Month)));
    }

    async Task<bool> CommitAsync(CountedFile file, JournalPrefix known, bool endsCount, Func<JournalPrefix, bool> isOutdated, CancellationToken ct) =>
        await made.CommitAsync(file.Path, file.Write(), known[known.Head], endsCount, isOutdated, ct) is not null;

    async Task<CountedFile> CountAsync(
        RecordDatabase database, IReadOnlyList<CountedMonth> months, JournalPrefix known, Catalogue catalogue, CancellationToken ct)
    {
        var file = new CountedFile(known.Head, months[^1].Month, months[0].Month);
        foreach (var month in months)
        {
            Count(database, WithoutFailing(database, month, catalogue, ct), known, catalogue, file, ct);
            await TakeAwayAsync(month, known, catalogue, file, ct);
        }

        return file;
    }

    static void Count(
        RecordDatabase database, CountedMonth month, JournalPrefix known, Catalogue catalogue, CountedFile file, CancellationToken ct)
    {
        List<Scorecard> active = [.. catalogue.Scorecards.Where(s => s.IsActive(month.Month))];
        var others = OtherCouncils.Find(active, database.PopulatedAreas(), catalogue.MadeScorecards);
        var figures = Calculate(database, month, active, others, ct);
        foreach (var definition in month.Definitions)
        {
            var indicator = catalogue.Indicator(definition.Indicator)!;
            foreach (var scorecard in month.Scorecards.Where(s => !others.Contains(s.Id)
                && !RecordCoverage.LacksUasc(known, definition, s.Uasc, month.Month)))
            {
                var code = scorecard.Slice == Slice.County ? null : scorecard.SliceCode?.ToUpperInvariant();
                if (figures[(definition.Indicator, scorecard.Slice, code, scorecard.Uasc)].FirstOrDefault() is { } figure)
                {
                    file.Add(scorecard, indicator, month.Month, figure);
                }
            }
        }
    }

    /// <summary>Whatever was counted before, counts, and is not counted again goes: an uploaded figure comes back in its place.</summary>
    async Task TakeAwayAsync(CountedMonth month, JournalPrefix known, Catalogue catalogue, CountedFile file, CancellationToken ct)
    {
        var before = month.Before.ToDictionary(s => s.Id);
        var counted = before.Count == 0 ? [] : await inForce.FindAsync(month.Month, before.Keys, known, ct);
        var again = file.Rows.Where(row => row.Month == month.Month).Select(row => (row.Scorecard.Id, row.Indicator.Id)).ToHashSet();
        foreach (var (scorecard, id) in counted.Where(figure => !again.Contains(figure)))
        {
            if (catalogue.Indicator(id) is { } indicator)
            {
                file.Withdraw(before[scorecard], indicator, month.Month);
            }
        }
    }

    static ILookup<(IndicatorId, Slice, string? Code, UascBasis), RecordFigure> Calculate(
        RecordDatabase database, CountedMonth month, List<Scorecard> active, IReadOnlySet<ScorecardId> others, CancellationToken ct)
    {
        // The issued ones too: the population is the same whichever of them are counted.
        var own = active.Find(s => s.SliceCode is not null && s.Slice == Slice.County && !others.Contains(s.Id));
        return database.Calculate([.. month.Definitions], month.Month, own?.SliceCode, ct)
            .ToLookup(f => (f.Indicator, f.Slice, Code: f.SliceCode?.ToUpperInvariant(), f.Uasc));
    }

    [LoggerMessage(LogLevel.Error, "Own definition failed on the records. Indicator: {Indicator}. Month: {Month}.", EventName = "DefinitionFailed")]
    partial void LogFailing(string indicator, Month month);

    [LoggerMessage(LogLevel.Information, "Records counted. As of: {AsOf}. Months: {Months}. Committed: {Committed}.", EventName = "RecordsCounted")]
    partial void LogCounted(long asOf, int months, bool committed);
}
