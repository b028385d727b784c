using Scorecards.Domain;

namespace Scorecards.Tests.Simulation;

/// <summary>Issues a month as the month end's tick does, whatever day it is and whether anybody is mailed or not.</summary>
public sealed class Issue(App app)
{
    public async Task RunAsync(string group, Month month, IReadOnlyList<string> scorecards, CancellationToken ct)
    {
        var attempt = app.Attempts.Begin(0);
        await app.Deliveries.WritePlanAsync(group, month, attempt, new Dictionary<string, IReadOnlyList<ScorecardId>>(), ct);
        var entry = new JournalEntry
        {
            Kind = EntryKind.Issue,
            Intent = $"issue:{month}:{scorecards[0]}",
            Attempt = attempt,
            Group = group,
            Month = month,
            Names = scorecards,
            Touches = new Touches { Stated = new MonthSet(scorecards.Select(s => new ScorecardMonth(s, month))) },
        };
        var commit = await app.Journal.CommitAsync(now => now.OfIntent(entry.Intent) is null ? entry : Decision.Nothing, ct);
        if (commit.Entry is { } issue)
        {
            await app.FollowUp.BeginAsync(issue, commit.Journal, null, null, ct);
        }
    }
}
