using Microsoft.Extensions.Logging;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// Issues the months that are due: one entry of the journal for a scorecard group's month, whose number is the moment that everybody is mailed of.
/// </summary>
public sealed partial class MonthEndIssue(
    Journal journal,
    Attempts attempts,
    MonthEndPlan planning,
    DeliveryTable deliveries,
    UploadTable uploads,
    TimeProvider time,
    ILogger<MonthEndIssue> log)
{
    /// <summary>An upload on which no work was seen for longer is stuck, and no longer a reason to wait.</summary>
    static readonly TimeSpan LongestWork = TimeSpan.FromHours(1);

    /// <summary>An upload that is worked on for the fourth time will hardly end this time.</summary>
    const int MostAttempts = 3;

    /// <summary>Looks again so often when something has changed meanwhile; then the next tick does.</summary>
    const int MostLooks = 3;

    static readonly string[] Catalogue =
    [
        CatalogueTable.Indicators, CatalogueTable.Targets, CatalogueTable.Scorecards,
        CatalogueTable.Recipients, CatalogueTable.Timetables, CatalogueTable.BankHolidays,
    ];

    /// <returns>What could not be issued, and why.</returns>
    public async Task<IReadOnlyList<Exception>> IssueDueAsync(CancellationToken ct)
    {
        List<Exception> failed = [];
        var isSettled = false;
        for (var looks = 0; !isSettled && looks < MostLooks; looks++)
        {
            isSettled = true;
            failed = [];
            var known = await journal.ReadAsync(ct);
            foreach (var of in (await planning.GroupsAsync(known, null, ct)).Where(g => g.Recipients.Any(r => IsOpen(known, r.Scorecard, g.Month))))
            {
                try
                {
                    isSettled &= await IssueAsync(of, await planning.OfAsync(of, known, ct), ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    failed.Add(e);
                }
            }
        }

        return failed;
    }

    /// <returns>False: what was looked at has changed meanwhile.</returns>
    async Task<bool> IssueAsync(GroupMonth of, MonthPlan plan, CancellationToken ct)
    {
        var due = plan.Mails.Where(m => m.IsDue).ToList();
        var names = due.SelectMany(m => m.Unissued).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return true;
        }

        // Half of what was uploaded would make a half-true mail: the next tick comes soon enough.
        var since = time.GetUtcNow() - LongestWork;
        var working = await uploads.AllAsync(ct).CountAsync(a => a is { State: ArrivalState.Received, Attempts: <= MostAttempts } && a.Worked > since, ct);
        if (working > 0)
        {
            LogHeld(working);
            return true;
        }

        var attempt = attempts.Begin(plan.Journal.Head);
        var recipients = due.ToDictionary(m => m.Email, IReadOnlyList<string> (m) => [.. m.Shown.Select(s => s.Scorecard)]);
        await deliveries.WritePlanAsync(of.Group, of.Month, attempt, recipients, ct);
        var commit = await journal.CommitAsync(now => Decide(of, names, attempt, plan.Journal.Head, now), ct);
        if (commit.Entry is not { } entry)
        {
            await deliveries.RemovePlanAsync(of.Group, of.Month, attempt, ct);
            return !commit.IsOutdated;
        }

        LogIssued(entry.Number, of.Group, of.Month, entry.Names.Count);
        return true;
    }

    /// <summary>Whatever another entry has issued meanwhile falls out. What was found to be due must still be what it was.</summary>
    /// <param name="of">The group's month.</param>
    /// <param name="names">Its scorecards that are due.</param>
    /// <param name="attempt">Whose plan is written.</param>
    /// <param name="seen">The head that was looked at.</param>
    /// <param name="now">The journal that the entry is put on.</param>
    public static Decision Decide(GroupMonth of, IReadOnlyList<string> names, string attempt, long seen, JournalPrefix now)
    {
        List<string> open = [.. names.Where(id => now.Issue(id, of.Month) is null)];
        if (open.Count == 0 || now.IsFenced(attempt, seen) || now.IsUnderRepair)
        {
            return Decision.Nothing;
        }

        if (now.Catalogue(Catalogue) > seen || open.Any(id => now.Touching(id, of.Month, seen).Count > 0))
        {
            return Decision.Again;
        }

        return new JournalEntry
        {
            Kind = EntryKind.Issue,

            // No scorecard's month is issued twice: one of the names tells the intent from every other.
            Intent = $"issue:{of.Month}:{open[0].ToLowerInvariant()}",
            Attempt = attempt,
            Group = of.Group,
            Month = of.Month,
            Names = open,
            Touches = new Touches { Stated = new MonthSet(open.Select(id => new ScorecardMonth(id, of.Month))) },
            Trace = Telemetry.Current,
        };
    }

    static bool IsOpen(JournalPrefix journal, string scorecard, Month month) =>
        journal.Issue(scorecard, month) is null && journal.Stating(scorecard, month).Count > 0;

    [LoggerMessage(LogLevel.Information, "Month-end issue held. Uploads being worked on: {Working}.")]
    partial void LogHeld(int working);

    [LoggerMessage(
        LogLevel.Information, "Month issued. Number: {Number}. Group: {Group}. Month: {Month}. Scorecards: {Scorecards}.", EventName = "MonthIssued")]
    partial void LogIssued(long number, string group, Month month, int scorecards);
}
