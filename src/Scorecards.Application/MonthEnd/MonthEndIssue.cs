using Microsoft.Extensions.Logging;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// Issues the months that are due: one entry of the journal for a scorecard group's month, whose number is the moment that everybody is mailed of.
/// </summary>
public sealed partial class MonthEndIssue(
    Journal journal,
    Attempts attempts,
    MonthEndPlanning planning,
    DeliveryTable deliveries,
    UploadTable uploads,
    TimeProvider time,
    ILogger<MonthEndIssue> log)
{
    /// <summary>Looks again so often when something has changed meanwhile; then the next tick does.</summary>
    const int MostLooks = 3;

    /// <summary>Records too: an issued month is not counted from what came before its issue and is not counted yet.</summary>
    static readonly string[] Catalogue =
        [.. RecordCoverage.CountedFrom, CatalogueTable.Targets, CatalogueTable.Recipients, CatalogueTable.Timetables];

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
            var groups = await planning.FindGroupsAsync(known, null, ct);
            foreach (var group in groups.Where(g => g.Recipients.Any(r => IssuePlanner.IsOpen(known, r.Scorecard, g.Month))))
            {
                try
                {
                    isSettled &= await IssueAsync((await planning.PlanAsync(group, known, ct)).Plan, ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    failed.Add(e);
                }
            }
        }

        return failed;
    }

    /// <summary>
    /// Whether uploads are being read, or records counted: nobody can tell yet what a month has. An upload is waited for an hour, a count ten
    /// minutes.
    /// </summary>
    public async Task<bool> IsWorkingAsync(JournalPrefix known, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return RecordCoverage.IsBeingCounted(known, now) || await uploads.AllAsync(ct)
            .AnyAsync(a => a.State == UploadState.Received && IssuePlanner.IsWaitedFor(a.Attempts, a.Worked, now), ct);
    }

    /// <returns>False: what was planned by has changed meanwhile.</returns>
    async Task<bool> IssueAsync(GroupPlan plan, CancellationToken ct)
    {
        var (group, month, head) = (plan.State.Group, plan.State.Group.Month, plan.State.Journal.Head);
        var names = IssuePlanner.FindNames(plan);
        if (names.Count == 0)
        {
            return true;
        }

        if (await IsWorkingAsync(plan.State.Journal, ct))
        {
            // The next tick comes soon enough.
            LogHeld();
            return true;
        }

        var attempt = attempts.Begin(head);
        await deliveries.WritePlanAsync(group.Group, month, attempt, IssuePlanner.FindRecipients(plan), ct);
        var request = new IssueRequest(group, names, attempt, head, Catalogue);
        var commit = await journal.CommitAsync(latest => IssuePlanner.Decide(request, latest), ct);
        if (commit.Entry is not { } entry)
        {
            await deliveries.RemovePlanAsync(group.Group, month, attempt, ct);
            return !commit.IsOutdated;
        }

        LogIssued(entry.Number, group.Group, month, entry.Names.Count);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Month-end issue held: uploads are being worked on, or records are being counted.")]
    partial void LogHeld();

    [LoggerMessage(LogLevel.Information,
        "Month issued. Number: {Number}. Group: {Group}. Month: {Month}. Scorecards: {Scorecards}.", EventName = "MonthIssued")]
    partial void LogIssued(long number, ScorecardId group, Month month, int scorecards);
}
