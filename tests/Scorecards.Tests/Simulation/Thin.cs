using System.Security.Cryptography;
using System.Text;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>What the app does with an upload and for an administrator, in its smallest form over the product's own classes.</summary>
public sealed class Thin(App app)
{
    static readonly string[] CheckedAgainst = [CatalogueTable.Indicators, CatalogueTable.Scorecards];

    /// <summary>An event: something lies at a path.</summary>
    public async Task<bool> IngestAsync(string path, CancellationToken ct)
    {
        for (var isRead = false; !isRead;)
        {
            if (await app.Inbox.FindAsync(path, ct) is not { } found)
            {
                return true;
            }

            isRead = await IngestAsync(await app.Uploads.RegisterAsync(path, found.Version.ToString(), found.Modified, app.Time.GetUtcNow(), ct), ct);
        }

        return true;
    }

    async Task<bool> IngestAsync(Arrival arrival, CancellationToken ct)
    {
        var known = await app.Journal.ReadAsync(ct);
        if (known.OfArrival(arrival.Path, arrival.Number) is { } ended)
        {
            return await FollowUpAsync(known[ended], known, ct);
        }

        if (await app.Inbox.OpenAsync(arrival.Path, arrival.Content, ct) is not { } open)
        {
            await EndAsync(arrival.Path, arrival.Number, ArrivalState.Replaced, null, ct);
            return false;
        }

        using var bytes = new MemoryStream();
        await open.Content.CopyToAsync(bytes, ct);
        var (entry, journal) = await StateAsync(bytes.ToArray(), arrival, $"upload {arrival.Number} {arrival.Path}", 0, ct);
        if ((entry?.Number ?? journal.OfArrival(arrival.Path, arrival.Number)) is { } number)
        {
            await FollowUpAsync(journal[number], journal, ct);
        }

        return true;
    }

    /// <summary>Reads bytes against the catalogue as it is, writes what they state and commits it.</summary>
    /// <param name="place">In whose place; 0 = its own.</param>
    async Task<(JournalEntry? Entry, JournalPrefix Journal)> StateAsync(byte[] bytes, Arrival arrival, string intent, long place, CancellationToken ct)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        while (true)
        {
            var known = await app.Journal.ReadAsync(ct);
            if (known.IsUnderRepair)
            {
                throw new IOException("A restore is under way.");
            }

            var attempt = app.Attempts.Begin(known.Head);
            var catalogue = await app.Catalogues.AtAsync(known, ct);
            var reading = Reading.Of(bytes, arrival.Path, catalogue.Catalogue);
            var (parts, rows) = await WriteAsync(reading, attempt, arrival.Path, sha256, ct);
            if (reading.Problem is null || reading.Wants.Count > 0)
            {
                await app.Archive.KeepAsync(new ArchivedArrival(arrival.Path, arrival.Number, arrival.Content, arrival.Received, sha256), new MemoryStream(bytes), ct);
            }

            var commit = await app.Journal.CommitAsync(
                now =>
                {
                    if (now.OfIntent(intent) is not null || (place > 0 && now[place].Kind == EntryKind.Accepted && now.Holder(place) is null))
                    {
                        return Decision.Nothing;
                    }

                    if (now.IsFenced(attempt, known.Head) || now.Catalogue(CheckedAgainst) > known.Head)
                    {
                        return Decision.Again;
                    }

                    var entry = new JournalEntry
                    {
                        Kind = EntryKind.Refused, Intent = intent, Attempt = attempt, Path = arrival.Path, Arrival = arrival.Number, Sha256 = sha256, Bytes = bytes.Length,
                        Received = arrival.Received, Place = place, Rows = reading.Rows, Wants = reading.Wants,
                    };
                    if (place == 0 && now.OfBytes(sha256) is { } counting)
                    {
                        return entry with { Kind = EntryKind.Same, Place = now[counting].Place, Touches = now[counting].Touches };
                    }

                    if (reading.Problem is not null)
                    {
                        return place > 0 ? Decision.Nothing : entry;
                    }

                    var touches = Touched(reading);
                    touches = place > 0 && now.Holder(place) is { } holder ? touches + now[holder].Touches : touches;
                    return entry with { Kind = EntryKind.Accepted, CatalogueRows = rows, Parts = parts, Touches = touches };
                },
                ct);
            if (!commit.IsOutdated)
            {
                return (commit.Entry, commit.Journal);
            }
        }
    }

    async Task<(IReadOnlyDictionary<ScorecardMonth, int> Parts, int Rows)> WriteAsync(Reading reading, string attempt, string path, string sha256, CancellationToken ct)
    {
        var writer = new StatementWriter(app.Measures, attempt, path, sha256);
        foreach (var (measure, row) in reading.Measures)
        {
            await writer.AddAsync(measure, row, ct);
        }

        foreach (var comment in reading.Comments)
        {
            await writer.AddAsync(comment, ct);
        }

        await writer.CompleteAsync([], ct);
        await app.CatalogueRows.WriteAsync(attempt, reading.Items, ct);
        return (writer.Parts, reading.Items.Count);
    }

    static Touches Touched(Reading reading)
    {
        Month? from = reading.Items.Any(i => i is Indicator or Scorecard) ? Month.First : reading.Items.OfType<Target>().Select(t => (Month?)Month.Of(t.EffectiveFrom)).Min();
        return new Touches
        {
            CatalogueKinds = reading.Kinds,
            CatalogueFrom = from,
            Stated = reading.Stated,
            Commented = new MonthSet(reading.Comments.Select(c => new ScorecardMonth(c.Scorecard, c.Month)).Distinct()),
        };
    }

    /// <returns>Whether whatever comes of an entry is there.</returns>
    async Task<bool> FollowUpAsync(JournalEntry entry, JournalPrefix journal, CancellationToken ct)
    {
        var isThere = true;
        List<ScorecardMonth> behind = [];
        foreach (var month in journal.MonthsOf(entry))
        {
            if (await app.Results.AsOfAsync(month.Scorecard, month.Month, ct) < entry.Number)
            {
                behind.Add(month);
            }
        }

        await app.Queue.SendAsync(entry.Number, behind, ct);
        isThere &= behind.Count == 0;
        if (entry.Path is { } path)
        {
            var first = journal.OfArrival(path, entry.Arrival);
            if (first == entry.Number)
            {
                await ReceiptAsync(entry, ct);
                await EndAsync(path, entry.Arrival, entry.Kind == EntryKind.Accepted ? ArrivalState.Accepted : entry.Kind == EntryKind.Same ? ArrivalState.Same : ArrivalState.Refused, entry.Number, ct);
            }
        }

        return isThere & await ReadAgainAsync(entry, journal, ct);
    }

    async Task ReceiptAsync(JournalEntry entry, CancellationToken ct)
    {
        string[] endings = entry.Rows.Refused > 0 || entry.Arrival > 1 ? [".rejected.csv", ".json"] : [".json"];
        foreach (var ending in endings)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes($"{entry.Arrival} {entry.Kind}"));
            await app.Receipts.WriteAsync(entry.Path!, ending, entry.Arrival, ReceiptStage.Read, "text/plain", content, ct);
        }
    }

    async Task EndAsync(string path, int arrival, ArrivalState state, long? entry, CancellationToken ct)
    {
        while (await app.Uploads.FindAsync(path, arrival, ct) is { } known && known.State != state && known.Entry is null)
        {
            if ((await app.Uploads.TryMoveAsync(known, known with { State = state, Entry = entry }, ct)).IsMoved)
            {
                return;
            }
        }
    }

    /// <summary>What was refused for want of this entry's rows, and received after it, is read again in its place.</summary>
    async Task<bool> ReadAgainAsync(JournalEntry entry, JournalPrefix journal, CancellationToken ct)
    {
        var isThere = true;
        if (entry.Kind != EntryKind.Accepted || entry.CatalogueRows == 0 || journal.RankOf(entry.Number) is not { } rank)
        {
            return true;
        }

        for (var n = 1L; n < entry.Number; n++)
        {
            var other = journal[n];
            var intent = $"again {n} {entry.Number}";
            if (other.Wants.Intersect(entry.Touches.CatalogueKinds).Any() && rank.Received < other.Received && journal.OfIntent(intent) is null
                && (other.Kind == EntryKind.Refused ? journal.Holder(other.Place) is null : journal.RankOf(n) is not null)
                && await app.Archive.OpenAsync(other.Sha256!, ct) is { } kept)
            {
                using var bytes = new MemoryStream();
                await kept.CopyToAsync(bytes, ct);
                var arrival = new Arrival(other.Path!, other.Arrival, "", other.Received, ArrivalState.Received, null, 0, default, null, default);
                isThere &= (await StateAsync(bytes.ToArray(), arrival, intent, other.Place, ct)).Entry is null;
            }
        }

        return isThere;
    }

    /// <summary>The hourly tick: does again whatever is not there.</summary>
    public async Task<bool> SweepAsync(CancellationToken ct)
    {
        var (followed, version) = await app.Uploads.FollowedAsync(ct);
        var journal = await app.Journal.ReadAsync(ct);
        if (journal.IsUnderRepair)
        {
            await RestoreAsync($"goes on {journal.Head}", ct);
            return true;
        }

        var done = followed;
        for (var n = followed + 1; n <= journal.Head; n++)
        {
            done = await FollowUpAsync(journal[n], journal, ct) && done == n - 1 ? n : done;
        }

        if (done > followed)
        {
            await app.Uploads.FollowAsync(done, version, ct);
        }

        foreach (var blob in await app.Inbox.ListAsync(ct).ToListAsync(ct))
        {
            await app.Uploads.RegisterAsync(blob.Name, blob.Version.ToString(), blob.Modified, app.Time.GetUtcNow(), ct);
        }

        foreach (var arrival in await app.Uploads.AllAsync(ct).Where(a => a.State == ArrivalState.Received).ToListAsync(ct))
        {
            await IngestAsync(arrival, ct);
        }

        return true;
    }

    public async Task<bool> WithdrawAsync(string sha256, string intent, CancellationToken ct)
    {
        var attempt = app.Attempts.Begin(0);
        var commit = await app.Journal.CommitAsync(
            now => now.OfIntent(intent) is not null || now.OfBytes(sha256) is not { } n
                ? Decision.Nothing
                : new JournalEntry { Kind = EntryKind.Withdrawal, Intent = intent, Attempt = attempt, Place = now[n].Place, Touches = now[n].Touches },
            ct);
        return commit.Entry is null || await FollowUpAsync(commit.Entry, commit.Journal, ct) || true;
    }

    public async Task<bool> ReplayAsync(string sha256, string intent, CancellationToken ct)
    {
        var journal = await app.Journal.ReadAsync(ct);
        if (journal.OfBytes(sha256) is { } n && await app.Archive.OpenAsync(sha256, ct) is { } kept)
        {
            using var bytes = new MemoryStream();
            await kept.CopyToAsync(bytes, ct);
            var of = journal[n];
            var arrival = new Arrival(of.Path!, of.Arrival, "", of.Received, ArrivalState.Received, null, 0, default, null, default);
            var (entry, now) = await StateAsync(bytes.ToArray(), arrival, intent, of.Place, ct);
            if (entry is not null)
            {
                await FollowUpAsync(entry, now, ct);
            }
        }

        return true;
    }

    public Task<bool> RecalculateAsync(MonthSet months, string intent, CancellationToken ct) =>
        SayAsync(attempt => new JournalEntry { Kind = EntryKind.Recalculation, Intent = intent, Attempt = attempt, Touches = new Touches { Stated = months } }, ct);

    public Task<bool> IssueAsync(string group, Month month, IReadOnlyList<string> scorecards, CancellationToken ct) => SayAsync(
        attempt => new JournalEntry
        {
            Kind = EntryKind.Issue, Intent = $"issue {group} {month}", Attempt = attempt, Group = group, Month = month, Names = scorecards,
            Touches = new Touches { Stated = new MonthSet(scorecards.Select(s => new ScorecardMonth(s, month))) },
        },
        ct);

    async Task<bool> SayAsync(Func<string, JournalEntry> entry, CancellationToken ct)
    {
        var attempt = app.Attempts.Begin(0);
        var commit = await app.Journal.CommitAsync(now => now.OfIntent(entry(attempt).Intent) is null ? entry(attempt) : Decision.Nothing, ct);
        return commit.Entry is null || await FollowUpAsync(commit.Entry, commit.Journal, ct) || true;
    }

    public async Task<bool> RestoreAsync(string intent, CancellationToken ct)
    {
        var begin = app.Attempts.Begin(0);
        await app.Journal.CommitAsync(now => new JournalEntry { Kind = EntryKind.Restoring, Intent = $"restoring {begin}", Attempt = begin }, ct);
        var journal = await app.Journal.ReadAsync(ct);
        foreach (var n in journal.OfKind(EntryKind.Accepted))
        {
            var entry = journal[n];
            if (journal.IsErased(entry.Place) || await app.Archive.OpenAsync(entry.Sha256!, ct) is not { } kept)
            {
                continue;
            }

            using var bytes = new MemoryStream();
            await kept.CopyToAsync(bytes, ct);
            var catalogue = await app.Catalogues.AtAsync(journal.UpTo(n - 1), ct);
            await WriteAsync(Reading.Of(bytes.ToArray(), entry.Path!, catalogue.Catalogue), entry.Attempt, entry.Path!, entry.Sha256!, ct);
        }

        var attempt = app.Attempts.Begin(0);
        var commit = await app.Journal.CommitAsync(_ => new JournalEntry { Kind = EntryKind.Restored, Intent = $"restored {intent} {attempt}", Attempt = attempt, Touches = Touches.All }, ct);
        return await FollowUpAsync(commit.Entry!, commit.Journal, ct) || true;
    }

    /// <summary>First the fence, then the rows.</summary>
    public async Task<bool> CollectAsync(CancellationToken ct)
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
        return true;
    }
}
