using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>What the app has no class for yet, in its smallest form over the classes that it has.</summary>
public sealed class Thin(App app)
{
    public async Task IssueAsync(string group, Month month, IReadOnlyList<string> scorecards, CancellationToken ct)
    {
        var attempt = app.Attempts.Begin(0);
        await app.Deliveries.WritePlanAsync(group, month, attempt, new Dictionary<string, IReadOnlyList<string>>(), ct);
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
        await SayAsync(now => now.OfIntent(entry.Intent) is null ? entry : Decision.Nothing, ct);
    }

    async Task SayAsync(Func<JournalPrefix, Decision> decide, CancellationToken ct)
    {
        var commit = await app.Journal.CommitAsync(decide, ct);
        if (commit.Entry is { } entry)
        {
            await app.FollowUp.BeginAsync(entry, commit.Journal, null, null, ct);
        }
    }

    public async Task RestoreAsync(CancellationToken ct)
    {
        var begin = app.Attempts.Begin(0);
        await app.Journal.CommitAsync(now => new JournalEntry { Kind = EntryKind.Restoring, Intent = $"restoring {begin}", Attempt = begin }, ct);
        var journal = await app.Journal.ReadAsync(ct);
        foreach (var n in journal.OfKind(EntryKind.Accepted))
        {
            if (await app.Ingestion.OpenAgainAsync(journal[n], ct) is { } content)
            {
                await using (content)
                {
                    await using var read = await app.Reading.ReadAsync(content, journal[n].Path!, journal.UpTo(n - 1), journal[n].Attempt, ct);
                }
            }
        }

        var end = app.Attempts.Begin(0);
        await SayAsync(_ => new JournalEntry { Kind = EntryKind.Restored, Intent = $"restored {end}", Attempt = end, Touches = Touches.All }, ct);
    }

    /// <summary>First the fence, then the rows.</summary>
    public async Task CollectAsync(CancellationToken ct)
    {
        var found = await app.Measures.AttemptsAsync(ct).ToListAsync(ct);
        var attempts = found.Select(f => f.Attempt).Concat(await app.CatalogueRows.AttemptsAsync(ct)).Distinct().ToList();
        var attempt = app.Attempts.Begin(0);
        await app.Journal.CommitAsync(
            now => attempts.Where(a => now.OfAttempt(a) is null && !now.IsFenced(a, now.Head)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } loose
                ? new JournalEntry { Kind = EntryKind.Fence, Intent = $"fence {attempt}", Attempt = attempt, Names = loose }
                : Decision.Nothing,
            ct);
        var journal = await app.Journal.ReadAsync(ct);
        bool IsGone(string of) => journal.OfAttempt(of) is { } n ? journal[n].Kind != EntryKind.Accepted : journal.IsFenced(of, journal.Head);
        await app.Measures.RemoveAsync(found.Where(f => IsGone(f.Attempt)).Select(f => f.Month), IsGone, ct);
        await app.CatalogueRows.RemoveAsync(IsGone, ct);
    }
}
